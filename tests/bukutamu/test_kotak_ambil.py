"""The mailbox of a real IMAP server (Dovecot): every message exactly once, whatever dies in between."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as setelan
from django.db import connection

from dinsos.bukutamu.kotak import ambil as modul_ambil
from dinsos.bukutamu.kotak import simpan
from dinsos.bukutamu.kotak.ambil import giliran
from dinsos.bukutamu.kotak.imap import TidakDiberikan
from dinsos.bukutamu.kotak.isi import olah
from dinsos.bukutamu.models import BagianSurel, KotakSurat, LetakSurel, SurelMasuk
from dinsos.inti import jam
from tests.bantu.basisdata import dengan_postgres
from tests.bantu.dovecot import NAMA, SANDI, Dovecot, dovecot
from tests.bukutamu import surel

pytestmark = pytest.mark.django_db(transaction=True)
PROSES = Path(__file__).with_name("proses_kotak.py")
MATI = (
    *("letak:1", "isi:3", "berkas:5", "dalam_baris:7", "baris:9", "sebelum_tanda:1"),
    *("sesudah_tanda:1", "urai:4", "lampiran:2", "dalam_entri:6", "entri:11"),
)


@pytest.fixture
def kotak(settings):
    """A running Dovecot whose mailbox the settings name."""
    with dovecot() as server:
        settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", server.port, "tidak"
        settings.IMAP_USER, settings.IMAP_PASSWORD = NAMA, SANDI
        yield server


@pytest.fixture
def pekerja(kotak, settings):
    """Let workers of the mailbox work in processes of their own (see `proses_kotak`); returns their exit codes."""
    lingkungan = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dinsos.settings",
        "DATABASE_URL": _alamat_basis(),
        "BERKAS_ROOT": str(settings.BERKAS_ROOT),
        "DINSOS_IMAP_HOST": "127.0.0.1",
        "DINSOS_IMAP_PORT": str(kotak.port),
        "DINSOS_IMAP_TLS": "tidak",
        "DINSOS_IMAP_USER": NAMA,
        "DINSOS_IMAP_PASSWORD": SANDI,
    }
    pipa = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    proses = subprocess.Popen([sys.executable, str(PROSES)], env=lingkungan, cwd=PROSES.parents[2], **pipa)

    def kerja(perintah: str) -> list[int]:
        proses.stdin.write(perintah + "\n")
        proses.stdin.flush()
        return [int(kode) for kode in proses.stdout.readline().split()]

    yield kerja
    proses.stdin.close()
    assert proses.wait(30) == 0
    proses.stdout.close()


def _alamat_basis() -> str:
    s = connection.settings_dict
    if dengan_postgres():
        return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"
    return f"sqlite:///{s['NAME']}"


def habiskan() -> int:
    """Turns until nothing comes any more."""
    jumlah = 0
    while (baru := giliran()) or LetakSurel.objects.filter(surel=None).exists():
        jumlah += baru
    return jumlah


def tanda_tersimpan() -> Counter:
    """How often each mark of a message stands in what is kept."""
    isi = (simpan.baca(nama) for nama in SurelMasuk.objects.values_list("nama_simpan", flat=True))
    return Counter(tanda for satu in isi for tanda in set(re.findall(rb"PENANDA-\d{4}", satu)))


def test_200_messages_are_there_once_each_although_the_worker_is_killed(kotak, pekerja, jam_uji):
    """Killed at eleven points, between every two steps; each time another process goes on (issue 7)."""
    pesan = surel.banyak(200)
    kotak.taruh(*pesan[:120])
    for ke, titik in enumerate(MATI):
        assert pekerja(titik) == [-9], titik
        jam_uji.maju(menit=6)
        if ke == len(MATI) // 2:
            kotak.taruh(*pesan[120:])
    habiskan()
    assert tanda_tersimpan() == Counter(f"PENANDA-{n:04d}".encode() for n in range(200))
    assert SurelMasuk.objects.count() == 200
    assert set(SurelMasuk.objects.values_list("keadaan", flat=True)) == {"baru"}
    assert not SurelMasuk.objects.filter(respon_tempo=None).exists()
    assert LetakSurel.objects.exclude(surel=None).count() == LetakSurel.objects.count() == 200
    assert BagianSurel.objects.exclude(berkas=None).count() == sum(b"foto.jpg" in satu for satu in pesan)
    assert all(rb"\Seen" in tanda for tanda in kotak.tanda())
    jam_uji.maju(jam=2)
    simpan.sapu()
    tersisa = {satu.name for satu in (setelan.BERKAS_ROOT / "surel").rglob("*") if satu.is_file()}
    assert len(tersisa) == 200, "what a killed worker left on the disk goes, what is named stays"


def test_workers_that_meet_take_every_message_once(kotak, pekerja):
    """Without any lease three processes work on the same messages at once: the database alone decides."""
    kotak.taruh(*surel.banyak(30))
    assert pekerja("berebut:3") == [0, 0, 0]
    habiskan()
    assert tanda_tersimpan() == Counter(f"PENANDA-{n:04d}".encode() for n in range(30))
    assert SurelMasuk.objects.count() == 30


def test_the_same_message_at_another_place_is_no_second_entry(kotak, jam_uji):
    """UIDs may change when a mailbox is restored, and a message may come on two ways."""
    asli = surel.surat(1)
    kotak.taruh(bytes(asli), bytes(surel.surat(2, Message_ID="")))
    assert habiskan() == 2
    lama = KotakSurat.objects.get().uidvalidity
    kotak.ganti_uidvalidity()
    jalan_lain = b"Received: from lain.contoh.test\r\n" + bytes(asli)
    kotak.taruh(jalan_lain, bytes(surel.surat(3)))
    habiskan()
    assert KotakSurat.objects.get().uidvalidity != lama
    assert SurelMasuk.objects.count() == 3
    assert SurelMasuk.objects.get(subjek__contains="0001").letak.count() == 3
    jam_uji.maju(jam=2)
    habiskan()
    assert SurelMasuk.objects.count() == 3, "looking through the whole folder finds nothing new"


def test_nothing_is_taken_from_before_the_first_day_and_nothing_changes_but_the_mark(kotak, settings):
    kotak.taruh(bytes(surel.surat(1)), tiba="2026-11-22T23:59+08:00")
    kotak.taruh(bytes(surel.surat(2)), tiba="2026-11-23T00:01+08:00")
    # A clock that goes ahead on the server makes no message of the future.
    kotak.taruh(bytes(surel.surat(3)), tiba="2026-11-29T08:00+08:00")
    assert habiskan() == 2
    assert kotak.tanda()[0] == b"1 (FLAGS ())"
    assert all(satu.tiba_pada <= jam.sekarang() for satu in SurelMasuk.objects.all())
    assert {jam.wita(t).isoformat()[:16] for t in SurelMasuk.objects.values_list("tiba_pada", flat=True)} >= {
        "2026-11-23T00:01"
    }
    settings.IMAP_SEJAK = jam.hari_ini().replace(day=20)
    assert habiskan() == 1, "an earlier first day brings the earlier ones"


def test_a_message_that_is_gone_or_too_large_is_shown_all_the_same(kotak: Dovecot, monkeypatch):
    """Nothing is lost without a trace: what can't be had leads people to the mailbox itself."""
    monkeypatch.setattr(modul_ambil, "UKURAN_MAKS", 4000)
    kotak.taruh(bytes(surel.surat(1)) + b"x" * 5000, bytes(surel.surat(2)))
    asli = modul_ambil.SambunganImap.isi

    def hilang(imap, uid, **pilihan):
        """The second message is deleted by somebody between the list and the fetch."""
        if uid == 2 and len(kotak.tanda()) == 2:
            with kotak.imap() as klien:
                klien.store("2", "+FLAGS", r"(\Deleted)")
                klien.expunge()
        return asli(imap, uid, **pilihan)

    monkeypatch.setattr(modul_ambil.SambunganImap, "isi", hilang)
    habiskan()
    besar, hilang_ = SurelMasuk.objects.order_by("pk")
    assert (besar.cacat, besar.subjek, besar.isi) == ("besar", "Bantuan sembako PENANDA-0001", "")
    assert (hilang_.cacat, hilang_.keadaan, hilang_.nama_simpan) == ("hilang", "baru", "")
    assert kotak.tanda() == [b"1 (FLAGS ())"], "what people have to look at themselves stays unread"


def test_what_the_server_refuses_or_the_disk_lost_holds_up_nothing(kotak, monkeypatch, jam_uji):
    """Five refusals make an entry without its text; the others are taken in the first turn."""
    asli = modul_ambil.SambunganImap.isi

    def menolak(imap, uid, **pilihan):
        if uid == 1:
            raise TidakDiberikan
        return asli(imap, uid, **pilihan)

    monkeypatch.setattr(modul_ambil.SambunganImap, "isi", menolak)
    kotak.taruh(*(bytes(surel.surat(n)) for n in (1, 2, 3)))
    monkeypatch.setattr(modul_ambil.isi, "olah", lambda: 0)
    assert [giliran() for _ in range(6)] == [2, 0, 0, 0, 1, 0]
    assert SurelMasuk.objects.get(cacat="gagal").keadaan == "baru"
    monkeypatch.undo()
    kedua = SurelMasuk.objects.exclude(nama_simpan="").first()
    simpan.hapus(kedua.nama_simpan)
    for _ in range(4):
        olah()
        jam_uji.maju(menit=6)
    kedua.refresh_from_db()
    assert (kedua.keadaan, kedua.cacat) == ("baru", "rusak"), "as after a backup without its files"
    assert not SurelMasuk.objects.filter(keadaan="mentah").exists()
