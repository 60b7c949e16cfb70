"""What the mailbox's server does to us, and what we tell people: bounces, wrong settings, silence."""

import contextlib
import json
import socket
import subprocess
import threading
import time

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.urls import reverse

from dinsos.agenda.models import Riwayat
from dinsos.bukutamu.kotak import imap
from dinsos.bukutamu.kotak.ambil import ambil, giliran
from dinsos.bukutamu.kotak.keadaan import kalimat_peringatan
from dinsos.bukutamu.models import KotakSurat, SurelMasuk
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal.pekerja import Pekerja, Tugas, detak
from tests import pabrik
from tests.bantu.dovecot import NAMA, SANDI, dovecot
from tests.bantu.server import port_bebas
from tests.bukutamu import surel
from tests.notifikasi.bantuan import Penampung, server_surat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _tanpa_simpanan():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def setelan(settings):
    """Settings of a mailbox at a port where nobody listens."""
    settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", port_bebas(), "tidak"
    settings.IMAP_USER, settings.IMAP_PASSWORD = NAMA, SANDI
    return settings


@pytest.fixture
def kotak(setelan):
    with dovecot() as server:
        setelan.IMAP_PORT = server.port
        yield server


def terkirim(settings, **pengirim) -> Pesan:
    """A receipt that a real SMTP server accepted."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(**pengirim))
    with server_surat(Penampung(), settings.EMAIL_PORT):
        kirim_tertunda()
    return Pesan.objects.get(kasus=surat.uuid, kelas="tanda_terima")


def test_a_bounce_finds_its_message_and_only_a_final_one_counts(kotak, settings, meja):
    """The clock keeps its stop, the message goes on another way; a delay or a forged number changes nothing."""
    pesan = terkirim(settings)
    tanpa_telepon = terkirim(settings, telepon="", nama="La Ode Tanpa Telepon")
    kotak.taruh(
        surel.pental(pesan.message_id, n=1),
        surel.pental(pesan.message_id, n=2),
        surel.pental(tanpa_telepon.message_id, n=3, kode="5.2.2"),
        surel.pental(tanpa_telepon.message_id, n=4, tindakan="delayed", kode="4.4.1"),
        surel.pental("<7b0f2f6e-6f7c-4a53-9a52-0d9a5f3f4c11@contoh.test>", n=5),
    )
    assert giliran() == 5
    pesan.refresh_from_db()
    assert (pesan.tidak_sampai, pesan.digantikan_oleh.saluran) == ("terpental", "whatsapp")
    upaya = pesan.upaya.get(hasil="terpental")
    assert (upaya.rincian, upaya.oleh) == ("Server surat mengembalikannya (kode 5.1.1).", None)
    tanpa_telepon.refresh_from_db()
    assert tanpa_telepon.digantikan_oleh.saluran == "kertas"
    assert Riwayat.objects.filter(jenis="tidak_sampai").count() == 2
    assert sorted(SurelMasuk.objects.values_list("keadaan", flat=True)) == ["baru", "baru", *["pental"] * 3]
    tunda = SurelMasuk.objects.get(keadaan="baru", pesan=tanpa_telepon)
    assert "Menjawab pesan kami tentang" in meja.get(reverse("surel:satu", args=[tunda.pk])).content.decode()
    assert "3 pesan kami yang" in meja.get(reverse("surel:selesai")).content.decode()


def test_a_reply_names_its_letter_but_not_to_who_may_not_meet_it(kotak, settings, meja, piket):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=piket))
    pesan = Pesan.objects.get(kasus=surat.uuid)
    lain = pabrik.pengaduan()
    pesan_lain = Pesan.objects.get(kasus=lain.uuid)
    kotak.taruh(bytes(surel.surat(1, In_Reply_To=pesan.message_id)))
    kotak.taruh(bytes(surel.surat(2, In_Reply_To=pesan_lain.message_id)))
    giliran()
    satu, dua = (SurelMasuk.objects.get(subjek__endswith=f"000{n}") for n in (1, 2))
    assert surat.nomor not in meja.get(reverse("surel:satu", args=[satu.pk])).content.decode()
    assert lain.nomor in meja.get(reverse("surel:satu", args=[dua.pk])).content.decode()


def test_wrong_password_and_folder_are_said_at_once(kotak, setelan, meja, client, jam_uji):
    def di_layar() -> str:
        cache.clear()
        return meja.get(reverse("bukutamu:meja")).content.decode()

    setelan.IMAP_PASSWORD = "salah"
    assert ambil() == 0
    assert "Sebabnya: nama pengguna atau sandi kotak surat ditolak." in di_layar()
    setelan.IMAP_PASSWORD, setelan.IMAP_FOLDER = SANDI, "Tidak Ada"
    ambil()
    assert "Sebabnya: folder kotak surat tidak ada." in di_layar()
    detak()
    assert client.get("/readyz").status_code == 503
    setelan.IMAP_FOLDER = "INBOX"
    ambil()
    detak()
    siap = json.loads(client.get("/readyz").content)
    assert (siap["siap"], siap["kotak_detik"]) == (True, 0)
    assert "Kotak surat" not in di_layar()
    jam_uji.maju(jam=2)
    assert "belum bisa dibaca sejak Senin, 23 November 2026 pukul 09.0" in di_layar()
    detak()
    assert client.get("/readyz").status_code == 503


def test_a_line_that_breaks_is_said_only_when_it_stays_broken(setelan, jam_uji):
    assert kalimat_peringatan() == ""
    ambil()
    assert (KotakSurat.objects.get().galat, kalimat_peringatan()) == ("sambungan", "")
    jam_uji.maju(menit=11)
    ambil()
    assert "server kotak surat tidak bisa dihubungi" in kalimat_peringatan()
    setelan.IMAP_HOST = ""
    assert kalimat_peringatan() == ""
    assert giliran() == 0


def test_a_silent_or_babbling_server_ends_in_time_and_holds_nobody_up(setelan, monkeypatch):
    """It accepts and says nothing, or a letter at a time for ever; the worker's other tasks go on meanwhile."""
    monkeypatch.setattr(imap, "TENGGANG", 0.5)
    monkeypatch.setattr(imap, "PALING_LAMA", 1)
    for bicara in (False, True):
        with server_bisu(bicara) as setelan.IMAP_PORT:
            mulai = time.monotonic()
            ambil()
            assert time.monotonic() - mulai < 4
            assert KotakSurat.objects.get().galat in ("sambungan", "server")
    hitung = []
    pekerja = Pekerja()

    def tahan() -> None:
        hitung.append("kotak")
        pekerja.henti.wait(5)

    def lain() -> None:
        hitung.append("lain")
        if hitung.count("lain") == 3:
            pekerja.minta_henti()

    pekerja.tugas = [Tugas("kotak", tahan, 60, sendiri=True), Tugas("lain", lain, 0)]
    pekerja.jalan()
    assert sorted(hitung) == ["kotak", "lain", "lain", "lain"]


@contextlib.contextmanager
def server_bisu(bicara: bool):
    """A port that takes connections and never says a whole line; with `bicara` it sends a byte now and then."""
    selesai = threading.Event()

    def layani(sambungan: socket.socket) -> None:
        with sambungan, contextlib.suppress(OSError):
            while not selesai.wait(0.1):
                if bicara:
                    sambungan.send(b"*")

    def terima(pendengar: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                utas.append(threading.Thread(target=layani, args=[pendengar.accept()[0]]))
                utas[-1].start()

    utas: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as pendengar:
        utama = threading.Thread(target=terima, args=[pendengar])
        utama.start()
        yield pendengar.getsockname()[1]
        selesai.set()
        pendengar.shutdown(socket.SHUT_RDWR)
    utama.join()
    for satu in utas:
        satu.join()


def test_starttls_and_a_certificate_that_is_not_the_servers(setelan, tmp_path, monkeypatch):
    sertifikat, kunci = tmp_path / "cert.pem", tmp_path / "key.pem"
    perintah = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    perintah += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", kunci, "-out", sertifikat]
    subprocess.run(perintah, check=True, capture_output=True)
    setelan.IMAP_TLS = "starttls"
    with dovecot(tls=(sertifikat, kunci)) as server:
        setelan.IMAP_PORT = server.port
        assert ambil() == 0
        assert KotakSurat.objects.get().galat == "sambungan", "nobody vouches for it"
        monkeypatch.setenv("SSL_CERT_FILE", str(sertifikat))
        server.taruh(bytes(surel.surat(1)))
        assert giliran() == 1


def test_logs_hold_nothing_of_a_message(kotak, caplog, monkeypatch):
    caplog.set_level("INFO")
    monkeypatch.setattr("dinsos.bukutamu.kotak.isi.urai", lambda mentah: 1 / 0)
    kotak.taruh(bytes(surel.surat(1)))
    giliran()
    satu = SurelMasuk.objects.get()
    assert (satu.cacat, satu.keadaan) == ("rusak", "baru")
    assert "Bantuan sembako bulan ini" in satu.isi, "what can't be parsed is shown as it stands"
    assert "tidak terurai: ZeroDivisionError" in caplog.text
    for rahasia in ("Nurhayati", "warga1", "PENANDA", "sembako", SANDI, NAMA):
        assert rahasia not in caplog.text


@pytest.mark.parametrize(
    ("kolom", "nomor"),
    [
        ({"IMAP_HOST": "imap.contoh.test"}, ["dinsos.E026"]),
        ({"IMAP_PASSWORD": "x"}, ["dinsos.E026"]),
        ({"IMAP_TLS": "apa"}, ["dinsos.E027"]),
        ({"IMAP_FOLDER": "Kotak é"}, ["dinsos.E027"]),
        ({"IMAP_SIMPAN_HARI": 0}, ["dinsos.E029"]),
        ({"IMAP_HOST": "a.test", "IMAP_USER": "b", "IMAP_PASSWORD": "c"}, []),
    ],
)
def test_half_settings_are_refused(settings, kolom, nomor):
    for nama, nilai in kolom.items():
        setattr(settings, nama, nilai)
    assert [satu.id for satu in run_checks(tags=["dinsos"])] == nomor


def test_production_sends_no_password_in_the_clear(settings):
    settings.IMAP_HOST, settings.IMAP_USER, settings.IMAP_PASSWORD = "imap.contoh.test", "a", "b"
    settings.MODE_PRODUKSI, settings.IMAP_TLS = True, "tidak"
    assert "dinsos.E028" in {satu.id for satu in run_checks(tags=["dinsos"])}
    settings.IMAP_HOST = "127.0.0.1"
    assert "dinsos.E028" not in {satu.id for satu in run_checks(tags=["dinsos"])}


def test_arrival_is_told_by_the_server_and_never_lies_ahead(kotak):
    kotak.taruh(bytes(surel.surat(1, Date="Mon, 01 Jan 2001 00:00:00 +0000")), tiba="2026-11-23T07:30+08:00")
    ambil()
    assert jam.wita(SurelMasuk.objects.get().tiba_pada).isoformat() == "2026-11-23T07:30:00+08:00"
