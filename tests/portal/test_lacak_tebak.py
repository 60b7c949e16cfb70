"""Guessing leads nowhere: no answer differs, the brake holds, and the secret leaves no trace."""

import logging
import re
import sys
from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dinsos.agenda import rahasia
from dinsos.portal import pembatas
from tests import pabrik
from tests.portal.kerja import SENIN

pytestmark = pytest.mark.django_db
LACAK = "/lacak/"
SALAH = "AAAA-AAAA-AAAA"
AKAR = str(settings.BASE_DIR)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(SENIN)


@pytest.fixture
def tebakan() -> dict[str, dict[str, str]]:
    """Wrong secret; the secret of another letter, so a wrong number; a number that nobody has."""
    surat, lain = pabrik.pengaduan(), pabrik.pengaduan()
    return {
        "kode salah": {"nomor": surat.nomor, "kode": SALAH},
        "nomor salah": {"nomor": lain.nomor, "kode": rahasia.kode(surat)},
        "tidak ada": {"nomor": "2026-99999", "kode": SALAH},
    }


def samakan(teks: str, data: dict[str, str]) -> str:
    """A page or statement without what the guess itself put into it, and without keys and tokens."""
    teks = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", teks.replace(data["nomor"], "NOMOR"))
    return re.sub(r"'[0-9a-f]{64}'|\b\d+\b", "x", teks)


def jejak(kerja: Callable[[], object]) -> list[tuple[str, int]]:
    """Which lines of our own code were run, in order."""
    baris: list[tuple[str, int]] = []

    def catat(bingkai, peristiwa, _):
        berkas = bingkai.f_code.co_filename
        if not berkas.startswith(AKAR) or "/.venv/" in berkas or "/tests/" in berkas:
            return None
        if peristiwa == "line":
            baris.append((berkas, bingkai.f_lineno))
        return catat

    lama = sys.gettrace()
    sys.settrace(catat)
    try:
        kerja()
    finally:
        sys.settrace(lama)
    return baris


def test_every_wrong_guess_gets_the_same_answer_by_the_same_way(tebakan, settings):
    settings.KUERI_SIAP_DI_SERVER = False
    Client().post(LACAK, {"nomor": "2026-88888", "kode": SALAH})  # what a process remembers is not compared
    isi, status, kepala, kueri, langkah = {}, {}, {}, {}, {}
    for n, (nama, data) in enumerate(tebakan.items()):
        klien = Client(REMOTE_ADDR=f"10.0.0.{n + 1}")
        with CaptureQueriesContext(connection) as tangkapan:
            jawaban = klien.post(LACAK, data)
        isi[nama] = samakan(jawaban.content.decode(), data)
        status[nama] = jawaban.status_code
        kepala[nama] = {k: v for k, v in jawaban.headers.items() if k not in ("Content-Length", "Expires")}
        kueri[nama] = [samakan(satu["sql"], data) for satu in tangkapan]
        assert "lacak" not in jawaban.cookies
        langkah[nama] = jejak(lambda k=klien, d=data: k.post(LACAK, d))
    for satu in (isi, status, kepala, kueri, langkah):
        assert satu["kode salah"] == satu["nomor salah"] == satu["tidak ada"]
    assert langkah["tidak ada"]


@pytest.mark.parametrize("ada", [True, False])
def test_a_thousand_guesses_at_one_number_are_throttled(ada, skala):
    """From ever new addresses; whether the number exists makes no difference."""
    nomor = pabrik.pengaduan().nomor if ada else "2026-77777"
    banyak, klien = int(1000 * skala), Client()
    status = [
        klien.post(
            LACAK, {"nomor": nomor, "kode": SALAH}, REMOTE_ADDR=f"10.1.{n // 250}.{n % 250}"
        ).status_code
        for n in range(banyak)
    ]
    assert status == [200] * pembatas.BATAS_NOMOR + [429] * (banyak - pembatas.BATAS_NOMOR)


def test_a_thousand_guesses_from_one_address_are_throttled(skala):
    """At ever new numbers."""
    klien = Client(REMOTE_ADDR="10.9.9.9")
    status = [
        klien.post(LACAK, {"nomor": f"2027-{n + 1:05d}", "kode": SALAH}).status_code
        for n in range(int(1000 * skala))
    ]
    assert 429 in status
    assert 200 not in status[status.index(429) :]


def test_the_secret_leaves_no_trace(caplog):
    """Right and wrong guesses, at every level of logging, in addresses, pages, cookies and every table."""
    caplog.set_level(logging.DEBUG)
    surat = pabrik.pengaduan()
    kode = rahasia.kode(surat)
    klien = Client()
    jawaban = [klien.post(LACAK, {"nomor": surat.nomor, "kode": satu}) for satu in (SALAH, kode)]
    jawaban += [klien.get(alamat) for alamat in ("/lacak/surat/", "/lacak/surat/cabut/", LACAK)]
    tempat = [caplog.text, str(klien.cookies)]
    tempat += [str(satu.headers) + satu.content.decode() for satu in jawaban]
    for model in apps.get_models():
        tempat.append(str(list(model._base_manager.values())))
    for satu in tempat:
        for rahasianya in (kode, kode.replace("-", "")):
            assert rahasianya not in satu
    assert {satu["Referrer-Policy"] for satu in jawaban} == {"same-origin"}
    assert all("no-store" in satu["Cache-Control"] for satu in jawaban)
