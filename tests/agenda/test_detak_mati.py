"""Workers tick and send while `kill -9` takes them: each reminder exactly once (tenggat.md, "Reminders")."""

import json
import os
import subprocess
import sys
from collections import Counter
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from tests.bantu import basisdata
from tests.bantu.server import port_bebas

SURAT = 250  # six reminders each; a quarter of the letters is withdrawn
KE_PIMPINAN = {"dua_jam_kantor", "terlambat"}
TAHAP = {
    "respon": {"hari_jatuh_tempo", "dua_jam_kantor", "terlambat"},
    "pelaksanaan": {"belum_terjadwal", "hari_jatuh_tempo", "terlambat"},
}


class Penerima:
    """A mail server that keeps the Message-ID of everything it accepts."""

    def __init__(self) -> None:
        self.message_id: list[str] = []

    async def handle_DATA(self, server, session, envelope):
        self.message_id.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"


@pytest.fixture
def kantor(tmp_path):
    """An environment with a database, folders, a clock and a mail server of its own."""
    penerima, porta = Penerima(), port_bebas()
    pengendali = Controller(penerima, hostname="127.0.0.1", port=porta)
    pengendali.start()
    url = basisdata.baru(tmp_path)
    (tmp_path / "berkas").mkdir(mode=0o700, exist_ok=True)
    yield (
        os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DATABASE_URL": url,
            "BERKAS_ROOT": str(tmp_path / "berkas"),
            "JAM_BERKAS": str(tmp_path / "jam"),
            "DINSOS_EMAIL": "smtp",
            "DINSOS_EMAIL_HOST": "127.0.0.1",
            "DINSOS_EMAIL_PORT": str(porta),
            "DINSOS_EMAIL_TLS": "false",
        },
        url,
        penerima,
    )
    pengendali.stop()
    basisdata.buang(url)


def jalankan(lingkungan: dict, jumlah: int) -> dict:
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.agenda.proses_detak", str(jumlah), "20261124"],
        cwd=settings.BASE_DIR,
        env=lingkungan,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=1400,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr[-4000:]
    return json.loads(selesai.stdout.splitlines()[-1])


@pytest.mark.timeout(1500)
@pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")
def test_each_reminder_once_whoever_dies(kantor, skala):
    lingkungan, url, penerima = kantor
    jumlah = round(SURAT * skala)
    hasil = jalankan(lingkungan, jumlah)
    assert hasil["mati"] > hasil["di_tengah"] >= 3
    tertutup = {int(pk): set(kunci) for pk, kunci in hasil["tertutup"].items()}
    assert len(tertutup) == 2 * (jumlah // 4)

    berjalan = periksa_peringatan(url, tertutup, jumlah)
    assert berjalan >= (1000 * skala)
    periksa_antrean(url, tertutup)
    periksa_terkirim(url, penerima.message_id, hasil["mati"])


def periksa_peringatan(url: str, tertutup: dict[int, set[str]], jumlah: int) -> int:
    """Every step is decided; those of a running clock were all sent; returns how many those are."""
    baris = basisdata.tanya(
        url, "SELECT tenggat_id, tahap, hasil, selesai_pada IS NOT NULL FROM agenda_peringatan"
    )
    assert len(baris) == 6 * jumlah
    assert all(selesai for *_, selesai in baris)
    assert {hasil for pk, _, hasil, _ in baris if pk not in tertutup} == {"terkirim"}
    for pk, tahap, hasil, _ in baris:
        if pk in tertutup:
            dikirim = any(kunci.startswith(f"{pk}:{tahap}:") for kunci in tertutup[pk])
            assert (hasil == "terkirim") == dikirim, (pk, tahap, hasil)
    return sum(pk not in tertutup for pk, *_ in baris)


def periksa_antrean(url: str, tertutup: dict[int, set[str]]) -> None:
    """The reminders in the outbox are those that the rules name, each once; none after its clock had stopped."""
    orang = dict(basisdata.tanya(url, "SELECT email, id FROM akun_pengguna"))
    (kepala,) = basisdata.tanya(
        url,
        "SELECT u.pengguna_id FROM akun_pengguna_groups u JOIN auth_group g ON g.id = u.group_id"
        " WHERE g.name = 'kepala_dinas'",
    )[0]
    semestinya = Counter()
    for pk, jenis, petugas in basisdata.tanya(
        url,
        "SELECT t.id, t.jenis, s.petugas_id FROM agenda_tenggat t JOIN agenda_suratmasuk s ON s.id = t.surat_id",
    ):
        if pk in tertutup:
            semestinya.update(tertutup[pk])
            continue
        for tahap in TAHAP[jenis]:
            penerima = {petugas or kepala} | ({kepala} if tahap in KE_PIMPINAN else set())
            semestinya.update(f"{pk}:{tahap}:{siapa}" for siapa in penerima)
    pesan = basisdata.tanya(url, "SELECT kunci, tujuan FROM notifikasi_pesan WHERE kelas = 'pengingat'")
    assert Counter(kunci for kunci, _ in pesan) == semestinya
    assert all(kunci.endswith(f":{orang[tujuan]}") for kunci, tujuan in pesan)


def periksa_terkirim(url: str, diterima_server: list[str], kematian: int) -> None:
    """Every message was accepted and recorded once; a death in between sends the same Message-ID once more."""
    pesan = basisdata.tanya(url, "SELECT message_id, keadaan FROM notifikasi_pesan")
    assert {keadaan for _, keadaan in pesan} == {"diterima"}
    assert set(diterima_server) == {message_id for message_id, _ in pesan}
    assert len(diterima_server) - len(pesan) <= kematian
    assert basisdata.tanya(
        url, "SELECT count(*), count(DISTINCT pesan_id) FROM notifikasi_upayakirim WHERE hasil = 'diterima'"
    ) == [(len(pesan), len(pesan))]
