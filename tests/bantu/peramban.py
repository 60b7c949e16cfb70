"""Pages that the test client rendered, shown in a real browser with the real style sheets and scripts."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Browser, Route, sync_playwright

ASAL = "http://contoh.test"
PILIHAN = {
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch imported style sheets again and put them into the page
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}


@dataclass(frozen=True)
class Rekaman:
    """What a browser gets: the page and the headers that decide what it may run."""

    isi: bytes
    csp: str

    @classmethod
    def dari(cls, jawaban: HttpResponse) -> "Rekaman":
        return cls(jawaban.content, jawaban["Content-Security-Policy"])


@contextmanager
def peramban() -> Iterator[Browser]:
    """Chromium. Open it only after the database work is done: its driver and the ORM don't share a thread."""
    with sync_playwright() as main:
        satu = main.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield satu
        satu.close()


def keluhan(
    browser: Browser,
    halaman: dict[str, Rekaman],
    *,
    lebar: int,
    skema: str = "light",
    skrip: dict[str, bytes] | None = None,
) -> dict[str, list[str]]:
    """What is wrong with each page: axe's findings, console errors, sideways scrolling. Empty when all is well.

    `skrip` holds scripts that the portal renders itself, by their path.
    """
    galat: list[str] = []
    rekaman = iter(halaman.values())

    def layani(rute: Route) -> None:
        alamat = rute.request.url.removeprefix(ASAL)
        if alamat.startswith("/static/"):
            berkas = finders.find(alamat.removeprefix("/static/"))
            jenis = mimetypes.guess_type(berkas)[0]
            rute.fulfill(body=Path(berkas).read_bytes(), content_type=jenis)
            return
        if rute.request.resource_type == "image":  # a paper of the case, say
            rute.fulfill(path=finders.find("ikon/ikon.svg"))
            return
        if alamat in (skrip or {}):
            rute.fulfill(body=skrip[alamat], content_type="text/javascript")
            return
        satu = next(rekaman)
        kepala = {"Content-Security-Policy": satu.csp, "Content-Type": "text/html; charset=utf-8"}
        rute.fulfill(body=satu.isi, headers=kepala)

    temuan = {}
    with browser.new_context(viewport={"width": lebar, "height": 740}, color_scheme=skema) as ruang:
        ruang.route(f"{ASAL}/**", layani)
        layar = ruang.new_page()
        layar.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
        layar.on("pageerror", lambda g: galat.append(str(g)))
        for nama in halaman:
            galat.clear()
            layar.goto(ASAL)
            galat += [satu["id"] for satu in Axe().run(layar, options=PILIHAN).response["violations"]]
            if layar.evaluate("document.documentElement.scrollWidth > innerWidth"):
                galat.append("meluber ke samping")
            if galat:
                temuan[nama] = list(galat)
    return temuan


@contextmanager
def tampilkan(browser: Browser, isi: dict[str, bytes], *, lebar: int, tinggi: int, **pilihan):
    """Gives a function that shows a page by its name and returns it; console errors fail at the end.

    `pilihan` go to the browser's context (forced_colors, reduced_motion, …).
    """
    galat: list[str] = []
    kini: list[bytes] = [b""]

    def layani(rute: Route) -> None:
        alamat = rute.request.url.removeprefix(ASAL)
        if alamat.startswith("/static/"):
            berkas = finders.find(alamat.removeprefix("/static/").partition("?")[0])
            rute.fulfill(body=Path(berkas).read_bytes(), content_type=mimetypes.guess_type(berkas)[0])
            return
        rute.fulfill(body=kini[0], content_type="text/html; charset=utf-8")

    with browser.new_context(viewport={"width": lebar, "height": tinggi}, **pilihan) as ruang:
        ruang.route(f"{ASAL}/**", layani)
        layar = ruang.new_page()
        layar.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
        layar.on("pageerror", lambda g: galat.append(str(g)))

        def buka(nama: str):
            kini[0] = isi[nama]
            layar.goto(ASAL)
            return layar

        yield buka
    assert galat == []
