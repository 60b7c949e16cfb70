"""`kill -9` of server and worker at any moment: nothing acknowledged is lost, nothing is half-written."""

import http.client
import random
import re
import threading
import time
import urllib.error

import pytest

from tests import pabrik
from tests.bantu import basisdata
from tests.bantu.server import Portal
from tests.bantu.warga_http import WargaHttp

PUTUS = (
    urllib.error.URLError,
    http.client.HTTPException,
    ConnectionError,
    TimeoutError,
    AssertionError,
    TypeError,
)


def _ajukan_terus(url: str, foto: bytes, diakui: list[str], berhenti: threading.Event) -> None:
    while not berhenti.is_set():
        try:
            warga = WargaHttp(url)
            warga.isi(foto=foto)
            diakui.append(warga.kirim().nomor)
        except PUTUS:  # the server was killed under this citizen, who has no receipt then
            time.sleep(0.05)


def _tunggu_pengakuan(diakui: list[str], banyak: int) -> None:
    """Until so many receipts were seen, so that every kill falls amid submissions however slow the machine is."""
    batas = time.monotonic() + 15
    while len(diakui) < banyak and time.monotonic() < batas:
        time.sleep(0.01)


@pytest.mark.timeout(1500)
def test_kill_during_submissions_loses_no_acknowledged_case(tmp_path, skala):
    acak = random.Random(20261121)
    foto = pabrik.gambar(ukuran=(320, 240))
    diakui: list[str] = []
    portal = Portal(tmp_path)
    try:
        for _ in range(round(50 * skala)):
            portal.mulai()
            berhenti = threading.Event()
            utas = [
                threading.Thread(target=_ajukan_terus, args=(portal.url, foto, diakui, berhenti))
                for _ in range(4)
            ]
            for satu in utas:
                satu.start()
            _tunggu_pengakuan(diakui, len(diakui) + acak.randint(0, 4))
            time.sleep(acak.uniform(0, 0.4))
            portal.bunuh()
            berhenti.set()
            for satu in utas:
                satu.join(70)
        _periksa(portal, diakui)
    finally:
        portal.henti()
        basisdata.buang(portal.database)


def _periksa(portal: Portal, diakui: list[str]) -> None:
    def tanya(perintah: str) -> list[tuple]:
        return basisdata.tanya(portal.database, perintah)

    tercatat = {nomor for (nomor,) in tanya("SELECT nomor FROM agenda_suratmasuk")}
    assert diakui, "the server was always killed too early to prove anything"
    assert len(diakui) == len(set(diakui))
    assert set(diakui) <= tercatat
    banyak = len(tercatat)
    assert sorted(int(n.split("-")[1]) for n in tercatat) == list(range(1, banyak + 1))
    for tabel, kali in (
        ("agenda_pengirim", 1),
        ("pengaduan_pengaduan", 1),
        ("agenda_tenggat", 2),
        ("agenda_lampiran WHERE surat_id IS NOT NULL", 1),
        ("notifikasi_pesan WHERE kelas = 'tanda_terima'", 1),
        ("agenda_riwayat WHERE jenis = 'diterima'", 1),
    ):
        assert tanya(f"SELECT count(*) FROM {tabel}") == [(kali * banyak,)], tabel
    nama = tanya(
        "SELECT b.nama_simpan FROM berkas_berkas b JOIN agenda_lampiran l ON l.berkas_id = b.id"
        " WHERE l.surat_id IS NOT NULL"
    )
    assert len(nama) == banyak
    for (simpan,) in nama:
        assert re.fullmatch(r"[\w./-]+", simpan)
        assert (portal.berkas / simpan).stat().st_size > 0
