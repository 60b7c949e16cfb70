"""The sender against a real SMTP server on loopback."""

import socket
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection, transaction

from dinsos.inti import jam
from dinsos.notifikasi import actions, pengirim
from dinsos.notifikasi.enums import Galat, HasilUpaya, Keadaan
from dinsos.notifikasi.galat_smtp import Sebab
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import bangunkan, jeda, kirim_tertunda
from tests.notifikasi.bantuan import (
    PesanBerahasia,
    PesanGagalCatat,
    PesanKedaluwarsa,
    PesanRusak,
    PesanUji,
    antre,
    berhenti,
    server_surat,
)

pytestmark = pytest.mark.django_db


def test_diterima_server_menghentikan_jam(server):
    pesan = antre(
        data={"subjek": "Tanda terima — Sampolawa", "isi": "Yth. Ibu,\n\n.titik di awal baris\nDari kami"}
    )
    sebelum = jam.sekarang()
    assert kirim_tertunda() == 1
    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.DITERIMA
    assert sebelum <= pesan.diterima_pada <= jam.sekarang()
    assert (pesan.simulasi, pesan.percobaan, pesan.coba_pada, pesan.dikunci_sampai) == (False, 1, None, None)
    assert pesan.keadaan_kata.startswith("Terkirim ")
    assert "simulasi" not in pesan.keadaan_kata
    assert berhenti(pesan)
    assert [(u.hasil, u.rincian) for u in pesan.upaya.all()] == [(HasilUpaya.DITERIMA, "SMTP 250")]

    surat = server.surat[0]
    assert surat["Message-ID"] == pesan.message_id == f"<{pesan.pk}@contoh.id>"
    assert surat["Subject"] == "Tanda terima — Sampolawa"
    assert surat["To"] == "warga@contoh.id"
    assert surat["From"] == "Dinas Sosial Kabupaten Buton <dinsos@contoh.id>"
    assert surat["Auto-Submitted"] == "auto-generated"
    assert surat.get_content_type() == "multipart/alternative"
    teks = surat.get_body(("plain",))
    assert teks.get_content_charset() == "utf-8"
    assert teks.get_content().replace("\r\n", "\n") == "Yth. Ibu,\n\n.titik di awal baris\nDari kami"
    assert kirim_tertunda() == 0


def test_satu_sambungan_untuk_satu_giliran(server):
    for n in range(5):
        antre(f"surat:{n}")
    assert kirim_tertunda(batas=4) == 4
    assert len(server.sesi) == 1
    assert kirim_tertunda(batas=4) == 1


def test_urut_menurut_waktu_coba(server):
    dulu = antre("a", sekarang=jam.sekarang() - timedelta(hours=2), tujuan="dulu@contoh.id")
    antre("b", tujuan="kini@contoh.id")
    assert kirim_tertunda(batas=1) == 1
    assert server.tujuan == [dulu.tujuan]


def test_alamat_ditolak_langsung_gagal_dan_yang_lain_jalan_terus(server):
    salah = antre("a", tujuan="salah@contoh.id", sekarang=jam.sekarang() - timedelta(seconds=9))
    benar = antre("b")
    server.jawab_penerima["salah@contoh.id"] = "550 5.1.1 <salah@contoh.id>: no such user"
    assert kirim_tertunda() == 1
    salah.refresh_from_db()
    benar.refresh_from_db()
    assert (salah.keadaan, salah.galat_terakhir) == (Keadaan.GAGAL, Galat.ALAMAT_DITOLAK)
    assert salah.keadaan_kata == "Gagal: alamat ditolak"
    assert salah.upaya.get().rincian == "alamat ditolak (SMTP 550)"
    assert not berhenti(salah)
    assert benar.keadaan == Keadaan.DITERIMA


@pytest.mark.parametrize(
    ("jawab", "galat"),
    [
        ("450 4.2.0 greylisted", Galat.DITUNDA_SERVER),
        ("530 5.7.0 Authentication required", Galat.SETELAN),
        ("554 5.7.1 <warga@contoh.id>: Relay access denied", Galat.RELAI),
        ("421 4.3.2 shutting down", Galat.SAMBUNGAN),
    ],
)
def test_penolakan_yang_bisa_berubah_dicoba_lagi(server, jam_uji, jawab, galat):
    pesan = antre()
    server.jawab_penerima["warga@contoh.id"] = jawab
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir, pesan.percobaan) == (Keadaan.ANTRE, galat, 1)
    assert kirim_tertunda() == 0  # not due yet
    server.jawab_penerima.clear()
    jam_uji.maju(menit=1.02)
    assert kirim_tertunda() == 1
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir, pesan.gagal_sejak) == (Keadaan.DITERIMA, "", None)
    assert [u.hasil for u in pesan.upaya.all()] == [HasilUpaya.DITUNDA, HasilUpaya.DITERIMA]


def test_penolakan_sementara_berakhir_gagal_sesudah_sehari(server, jam_uji):
    pesan = antre()
    server.jawab_penerima["warga@contoh.id"] = "450 4.2.0 greylisted"
    for _ in range(24):
        kirim_tertunda()
        pesan.refresh_from_db()
        assert pesan.keadaan == Keadaan.ANTRE
        jam_uji.maju(menit=61)
    kirim_tertunda()
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.GAGAL, Galat.DITUNDA_SERVER)


@pytest.mark.parametrize(
    ("jawab", "keadaan", "galat"),
    [
        ("554 5.6.0 content rejected", Keadaan.GAGAL, Galat.ISI_DITOLAK),
        ("451 4.3.0 try later", Keadaan.ANTRE, Galat.DITUNDA_SERVER),
        ("421 4.3.2 shutting down", Keadaan.ANTRE, Galat.SAMBUNGAN),
    ],
)
def test_isi_ditolak(server, jawab, keadaan, galat):
    pesan = antre()
    server.jawab_isi = jawab
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (keadaan, galat)


def test_sambungan_putus_berhari_hari_tidak_menghilangkan_surat(setelan_smtp, penampung, jam_uji):
    """Nobody listens, then the server comes up: both letters go out, the second without waiting for its turn."""
    satu, dua = antre("a"), antre("b")
    assert kirim_tertunda() == 0
    mulai_gagal = Pesan.objects.get(pk=satu.pk).gagal_sejak
    for _ in range(8):
        jam_uji.maju(jam=9)
        assert kirim_tertunda() == 0
    satu.refresh_from_db()
    assert (satu.keadaan, satu.galat_terakhir, satu.percobaan) == (Keadaan.ANTRE, Galat.SAMBUNGAN, 9)
    assert satu.gagal_sejak == mulai_gagal
    assert satu.upaya.count() == 9
    assert satu.keadaan_kata.startswith("Belum terkirim: server surat tidak bisa dihubungi. Dicoba lagi ")

    with server_surat(penampung, setelan_smtp.EMAIL_PORT):
        assert kirim_tertunda() == 0  # both wait for their next try
        baru = antre("c", tujuan="baru@contoh.id")
        assert kirim_tertunda() == 1
        assert kirim_tertunda() == 2  # woken by the acceptance of the third
    assert sorted(penampung.message_id) == sorted(p.message_id for p in (satu, dua, baru))


def test_worker_yang_baru_mulai_membangunkan_surat_yang_menunggu(setelan_smtp, penampung):
    pesan = antre()
    kirim_tertunda()
    assert bangunkan() == 1
    pesan.refresh_from_db()
    assert pesan.galat_terakhir == Galat.SAMBUNGAN  # still a failure until something is accepted
    with server_surat(penampung, setelan_smtp.EMAIL_PORT):
        assert kirim_tertunda() == 1


def test_nama_server_salah(setelan_smtp):
    setelan_smtp.EMAIL_HOST = "tidak-ada.invalid"
    pesan = antre()
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.ANTRE, Galat.SAMBUNGAN)


def test_server_bisu_hanya_ditunggu_sekali_per_giliran(setelan_smtp, monkeypatch):
    monkeypatch.setattr(pengirim, "TENGGANG_SMTP", 0.3)
    pesan_pesan = [antre(f"surat:{n}") for n in range(5)]
    with socket.create_server(("127.0.0.1", setelan_smtp.EMAIL_PORT)) as bisu:
        assert kirim_tertunda() == 0
        bisu.setblocking(False)
        bisu.accept()[0].close()
        with pytest.raises(BlockingIOError):
            bisu.accept()
    assert Pesan.objects.filter(galat_terakhir=Galat.SAMBUNGAN, percobaan=1).count() == len(pesan_pesan)


def test_kata_sandi_salah_adalah_setelan(server, setelan_smtp):
    """The loopback server knows no AUTH: signing in fails."""
    setelan_smtp.EMAIL_HOST_USER = setelan_smtp.EMAIL_HOST_PASSWORD = "rahasia"
    pesan = antre()
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.ANTRE, Galat.SETELAN)


def test_rahasia_hanya_ada_di_surat_yang_pergi(server):
    pesan = antre(kelas=PesanBerahasia)
    assert kirim_tertunda() == 1
    assert "ABCD-EFGH-JKLM" in server.surat[0].as_string()
    pesan.refresh_from_db()
    assert "ABCD" not in pesan.isi + str(pesan.data)


def test_pesan_yang_tidak_berlaku_lagi_dibatalkan(server):
    pesan = antre(kelas=PesanKedaluwarsa)
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.DIBATALKAN, Galat.TIDAK_BERLAKU)
    assert server.surat == []


def test_kelas_yang_rusak_tidak_menghentikan_yang_lain(server):
    rusak = antre("a", kelas=PesanRusak, sekarang=jam.sekarang() - timedelta(seconds=9))
    hilang = antre("b")
    Pesan.objects.filter(pk=hilang.pk).update(kelas="sudah_dihapus")
    antre("c")
    assert kirim_tertunda() == 1
    for pesan in (rusak, hilang):
        pesan.refresh_from_db()
        assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.ANTRE, Galat.ISI_GAGAL)


def test_gagal_mencatat_tidak_mengirim_dua_kali(server, jam_uji, petugas):
    """The hook fails after the server took the letter: recorded later, with the instant of the server."""
    rusak = Group.objects.create(name="rusak")
    pesan = antre(kelas=PesanGagalCatat)
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    diserahkan = pesan.diserahkan_pada
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.ANTRE, Galat.PENCATATAN)
    assert diserahkan is not None
    assert not berhenti(pesan)
    with pytest.raises(actions.SudahTerjadi, match="sudah terkirim"):
        actions.batalkan(pesan=pesan, oleh=petugas)

    jam_uji.maju(hari=2)
    assert kirim_tertunda() == 0
    rusak.delete()
    jam_uji.maju(jam=2)
    assert kirim_tertunda() == 1
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.diterima_pada) == (Keadaan.DITERIMA, diserahkan)
    assert berhenti(pesan)
    assert len(server.surat) == 1


@pytest.mark.django_db(transaction=True)
def test_basis_data_terganggu_sesaat_tidak_membuat_kiriman_ganda(server, monkeypatch):
    """The connection dies (SQLite: the file is busy) while acceptance is recorded: recorded at the next try."""
    kali = []

    def terganggu_sekali(self, pesan):
        kali.append(1)
        if len(kali) == 1 and connection.vendor == "postgresql":
            with connection.cursor() as kursor:
                kursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        elif len(kali) == 1:
            raise OperationalError("database is locked")

    monkeypatch.setattr(PesanUji, "kunci_kasus", terganggu_sekali)
    pesan = antre()
    assert kirim_tertunda() == 1
    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.DITERIMA
    assert len(server.surat) == len(kali) - 1 == 1


def test_dibatalkan_sesudah_diklaim_tidak_dikirim(server, petugas, jam_uji):
    """The head revokes after a sender's lease ran out: that sender finds out before it sends."""
    pesan = antre()
    (klaim,) = pengirim._klaim(20)
    jam_uji.maju(menit=6)
    actions.batalkan(pesan=pesan, oleh=petugas)
    with pengirim.Sambungan() as sambungan:
        assert pengirim._proses(klaim, sambungan) is False
    assert server.surat == []


def test_pengirim_yang_macet_kehilangan_pesannya(server, jam_uji):
    """A sender stalls past its lease and another takes over: the first neither sends nor records a failure."""
    pesan = antre()
    (macet,) = pengirim._klaim(20)
    jam_uji.maju(menit=6)
    (pengganti,) = pengirim._klaim(20)
    with pengirim.Sambungan() as sambungan:
        assert pengirim._proses(macet, sambungan) is False
        pengirim._catat_gagal(macet, Sebab(Galat.SAMBUNGAN))
        assert server.surat == []
        assert Pesan.objects.get().percobaan == 0
        assert pengirim._proses(pengganti, sambungan) is True
    assert server.message_id == [pesan.message_id]


def test_penerimaan_yang_terlambat_dicatat_sebagai_bukti_tanpa_mengubah_keadaan(server, petugas, jam_uji):
    pesan = antre()
    (klaim,) = pengirim._klaim(20)
    jam_uji.maju(menit=6)
    actions.batalkan(pesan=pesan, oleh=petugas)
    assert pengirim._catat_diterima(klaim, jam.sekarang()) is False
    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.DIBATALKAN
    assert pesan.upaya.last().rincian == "sesudah dibatalkan"
    assert not berhenti(pesan)


def test_simulasi_mencetak_dan_menandai(settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.EMAIL_SIMULASI = True
    pesan = antre(data={"subjek": "Tanda terima — é", "isi": "Surat Anda kami terima."})
    assert kirim_tertunda() == 1
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.simulasi) == (Keadaan.DITERIMA, True)
    assert pesan.keadaan_kata.endswith(" (simulasi)")
    assert pesan.upaya.get().rincian == "simulasi"
    assert berhenti(pesan)
    keluaran = capsys.readouterr().out
    assert "SIMULASI" in keluaran
    assert "Surat Anda kami terima." in keluaran


def test_konsol_tanpa_simulasi_tidak_pernah_dihitung_terkirim(settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.EMAIL_SIMULASI = False
    pesan = antre()
    assert kirim_tertunda() == 0
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.galat_terakhir) == (Keadaan.ANTRE, Galat.SETELAN)
    assert capsys.readouterr().out == ""


@pytest.mark.django_db(transaction=True)
def test_tidak_boleh_di_dalam_transaksi(server):
    antre()
    with pytest.raises(RuntimeError), transaction.atomic():
        kirim_tertunda()
    assert server.surat == []


def test_jeda():
    menit = [jeda(n) // timedelta(minutes=1) for n in range(1, 9)]
    assert menit == [1, 2, 5, 15, 60, 60, 60, 60]


@pytest.mark.parametrize(
    "jahat", ["Halo\r\nBcc: lain@contoh.id", "Halo\nBcc: lain@contoh.id\n\nisi", "a\x0bb\x85c\u2028d"]
)
def test_baris_baru_di_subjek_dan_nama_tidak_menjadi_kepala_surat(server, jahat):
    pesan = antre(penerima_nama=jahat, data={"subjek": jahat})
    Pesan.objects.filter(pk=pesan.pk).update(subjek=jahat)  # even if it got into the row
    assert kirim_tertunda() == 1
    surat = server.surat[0]
    assert set(surat.keys()) - {"X-Peer", "X-MailFrom", "X-RcptTo"} == {
        "Content-Type",
        "MIME-Version",
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
    }
    assert server.tujuan == ["warga@contoh.id"]
