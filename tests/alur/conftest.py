"""A real browser, the real portal with its worker, the suite's real database and a real SMTP server."""

import email
import email.policy
import subprocess
import sys
import time
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bantu.server import Portal, port_bebas

CHROMIUM = "/usr/bin/chromium"
ARGUMEN = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@dataclass
class KotakSurat:
    """An SMTP server on loopback that keeps what it accepts."""

    surat: list[email.message.EmailMessage] = field(default_factory=list)
    porta: int = 0

    async def handle_DATA(self, server, session, envelope):
        pesan = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.surat.append(pesan)
        return "250 OK"

    def tunggu(self, ke: str, hal: str, detik: float = 30) -> str:
        """The text of the first message to `ke` whose subject starts with `hal`; fails after `detik`."""
        batas = time.monotonic() + detik
        while time.monotonic() < batas:
            for pesan in self.surat:
                if ke in pesan["To"] and pesan["Subject"].strip().startswith(hal):
                    return pesan.get_body(("plain",)).get_content()
            time.sleep(0.2)
        ada = [(p["To"], p["Subject"]) for p in self.surat]
        raise AssertionError(f"no message to {ke} about {hal!r}; there are {ada}")


@pytest.fixture(scope="module")
def kotak_surat():
    kotak = KotakSurat(porta=port_bebas())
    pengendali = Controller(kotak, hostname="127.0.0.1", port=kotak.porta)
    pengendali.start()
    yield kotak
    pengendali.stop()


@pytest.fixture(scope="module")
def portal(tmp_path_factory, kotak_surat):
    with Portal(tmp_path_factory.mktemp("portal"), porta_smtp=kotak_surat.porta) as satu:
        subprocess.run(
            [sys.executable, "-m", "tests.bantu.staf"], cwd=settings.BASE_DIR, env=satu.lingkungan, check=True
        )
        yield satu


@pytest.fixture(scope="module")
def peramban():
    with sync_playwright() as main, main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN) as satu:
        yield satu


@dataclass
class Orang:
    """One person with a browser of their own; console errors are collected and fail the test."""

    konteks: BrowserContext
    halaman: Page
    galat: list[str]


@pytest.fixture
def orang(peramban, portal):
    """Makes people: `orang(js=False, lebar=360)`."""
    semua: list[Orang] = []

    def buat(*, js: bool = True, lebar: int = 360) -> Orang:
        konteks = peramban.new_context(
            base_url=portal.url,
            viewport={"width": lebar, "height": 740},
            java_script_enabled=js,
            locale="id-ID",
            timezone_id="Asia/Makassar",
        )
        konteks.set_default_timeout(20_000)
        halaman = konteks.new_page()
        satu = Orang(konteks, halaman, [])
        halaman.on("console", lambda pesan: satu.galat.append(pesan.text) if pesan.type == "error" else None)
        halaman.on("pageerror", lambda galat: satu.galat.append(str(galat)))
        semua.append(satu)
        return satu

    yield buat
    galat = [g for satu in semua for g in satu.galat]
    for satu in semua:
        satu.konteks.close()
    assert "Traceback" not in portal.catatan.read_text(), portal.catatan.read_text()[-6000:]
    assert galat == []
