"""Renders the sample pages and shows them in a real browser, without a server and without a database."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

SINI = Path(__file__).parent
ASAL = "http://contoh.test"
ARGUMEN = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ALAMAT = (
    "/contoh/beranda/",
    "/contoh/formulir/",
    "/contoh/formulir/?galat",
    "/contoh/surat/",
    "/contoh/staf/",
    "/contoh/terlarang/",
    "/contoh/rusak/",
    "/contoh/tiada/",
)


class VariabelTakDikenal(str):
    """Fails the test when a template prints a variable that nobody gave it."""

    def __contains__(self, potongan: object) -> bool:
        return potongan == "%s"

    def __mod__(self, nama: object) -> str:
        raise AssertionError(f"unknown template variable: {nama}")


@pytest.fixture
def klien(settings) -> Client:
    """A client for the sample pages; unknown template variables are errors."""
    settings.ROOT_URLCONF = "tests.rupa.contoh"
    settings.MODE_DEMO = True
    settings.TEMPLATES = [{**settings.TEMPLATES[0]}]
    settings.TEMPLATES[0]["DIRS"] = [*settings.TEMPLATES[0]["DIRS"], SINI / "templates"]
    settings.TEMPLATES[0]["OPTIONS"] = {
        **settings.TEMPLATES[0]["OPTIONS"],
        "string_if_invalid": VariabelTakDikenal("%s"),
    }
    return Client(raise_request_exception=False)


@pytest.fixture(scope="module")
def peramban() -> Iterator[Browser]:
    """Chromium, closed with the module: its event loop must not run while tests elsewhere use the database."""
    with sync_playwright() as p:
        peramban = p.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMEN)
        yield peramban
        peramban.close()


@pytest.fixture
def buka(klien: Client, peramban: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Page]]:
    """``buka(address, width, scheme)`` opens a sample page; console errors fail the test at its end.

    Pages of one width and scheme share a tab: opening the next one leaves the one before.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop in this thread
    galat: list[str] = []
    tab: dict[tuple[int, str], Page] = {}

    def layani(rute: Route) -> None:
        alamat = rute.request.url.removeprefix(ASAL)
        if alamat.startswith("/static/"):
            berkas = finders.find(alamat.removeprefix("/static/"))
            assert berkas, alamat
            isi = Path(berkas).read_bytes()
            rute.fulfill(body=isi, content_type=mimetypes.guess_type(berkas)[0])
            return
        jawaban = klien.get(alamat)
        bawaan = ("Content-Type", "Content-Security-Policy")
        rute.fulfill(body=jawaban.content, headers={k: jawaban[k] for k in bawaan})

    def buka(alamat: str, lebar: int = 360, skema: str = "light") -> Page:
        if (lebar, skema) not in tab:
            ruang = peramban.new_context(viewport={"width": lebar, "height": 740}, color_scheme=skema)
            ruang.route(f"{ASAL}/**", layani)
            halaman = tab[lebar, skema] = ruang.new_page()
            halaman.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
            halaman.on("pageerror", lambda g: galat.append(str(g)))
        tab[lebar, skema].goto(ASAL + alamat)
        return tab[lebar, skema]

    yield buka
    for halaman in tab.values():
        halaman.context.close()
    assert not galat, galat
