"""Messages from the mailbox at the desk: shown with due dates until they are letters or left out for a reason."""

import errno
import html
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.agenda.ringkasan_kirim import kirim_ringkasan
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas, LogAksesBerkas
from dinsos.bukutamu.kotak import actions, ambil, daftar, retensi, simpan
from dinsos.bukutamu.kotak.isi import olah
from dinsos.bukutamu.models import SurelMasuk
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.actions import antrekan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.agenda.tamu import wita
from tests.bukutamu import surel

pytestmark = pytest.mark.django_db(transaction=True)
DAFTAR = reverse("surel:daftar")


def isi(jawaban) -> str:
    return html.unescape(jawaban.content.decode())


def alamat(nama: str, satu: SurelMasuk, *lain) -> str:
    return reverse(f"surel:{nama}", args=[satu.pk, *lain])


def kirim_form(meja: Client, halaman: str, **kolom):
    """The form as the browser would send it after the desk looked at it, with changes."""
    form = meja.get(halaman).context["form"]
    data = {nama: form[nama].value() or "" for nama in form.fields}
    return meja.post(halaman, {nama: nilai for nama, nilai in data.items() if nilai is not False} | kolom)


def terbaca_di_meja(meja: Client, piket, masuk: SurelMasuk) -> None:
    """Text, due date, and what became of each attachment; only the desk opens them."""
    halaman = isi(meja.get(alamat("satu", masuk)))
    assert "Bantuan sembako bulan ini tidak kami terima. Nomor 7." in halaman
    assert "Jumat, 20 November 2026 pukul 15.10 WITA" in halaman
    assert "Senin, 23 November 2026 pukul 16.00 WITA" in halaman, "the first working day after it"
    assert "Tidak dapat disimpan: Berkas “tagihan.pdf.exe” bukan foto (JPG, PNG, WebP) atau PDF." in halaman
    assert "winmail.dat) tidak dapat dibuka" in halaman
    gambar = meja.get(alamat("lampiran", masuk, 1))
    assert b"".join(gambar.streaming_content).startswith(b"\xff\xd8")
    assert LogAksesBerkas.objects.get().oleh == piket
    assert meja.get(alamat("lampiran", masuk, 2)).status_code == 404
    lain = Client()
    lain.force_login(pabrik.pengguna("kepala_dinas", "petugas", "sekretaris", "pengelola"))
    assert lain.get(alamat("lampiran", masuk, 1)).status_code == 404, "the same for a file that isn't there"
    assert lain.get(alamat("satu", masuk)).status_code == 403


@pytest.mark.sk("PGD-KANAL", "PGD-PROSEDUR-1")
def test_a_message_becomes_a_complaint_in_one_act(meja, piket):
    """Filled in from the message, received when it arrived, its attachments as scans; a bad one loses nothing."""
    foto = ("foto rumah.jpg", "image/jpeg", pabrik.gambar(ukuran=(48, 48)))
    program = ("tagihan.pdf.exe", "application/octet-stream", b"MZ bukan PDF")
    masuk = surel.kirim(
        surel.berlampiran(7, foto, program, ("winmail.dat", "application/ms-tnef", b"x")),
        tiba="2026-11-20T15:10+08:00",
    )
    terbaca_di_meja(meja, piket, masuk)
    form = isi(meja.get(alamat("pengaduan", masuk)))
    assert 'value="Wa Ode Nurhayati"' in form
    assert 'value="warga7@contoh.test"' in form
    assert "Hal: Bantuan sembako PENANDA-0007" in form
    salah = kirim_form(meja, alamat("pengaduan", masuk), nama="")
    assert salah.status_code == 422
    assert "Tulis nama pengirim." in isi(salah)
    jawaban = kirim_form(meja, alamat("pengaduan", masuk), bertanda_tangan="on")
    surat = SuratMasuk.objects.select_related("pengirim", "pengaduan").get()
    assert jawaban.url == reverse("bukutamu:surat", args=[surat.pk])
    assert (surat.saluran, surat.surel_asal.keadaan) == ("email", "tercatat")
    assert surat.diterima_pada == masuk.tiba_pada
    assert surat.alasan_selisih == "Tiba di kotak surat elektronik Jumat, 20 November 2026 pukul 15.10 WITA."
    assert surat.tenggat.get(jenis="respon").jatuh_tempo == masuk.respon_tempo
    assert surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo == masuk.pelaksanaan_tempo
    lampiran = surat.lampiran.select_related("berkas").get()
    assert (lampiran.peran, lampiran.berkas.nama_asli) == ("pindaian", "foto rumah.jpg")
    assert (lampiran.berkas.keadaan, surat.pengaduan.berkas_tanda_tangan) == ("tertaut", lampiran.berkas)
    assert (surat.pengirim.email, surat.catatan_saluran.oleh) == ("warga7@contoh.test", piket)
    assert Pesan.objects.get(kelas="tanda_terima").tujuan == "warga7@contoh.test"
    assert "Kode rahasia" in isi(meja.get(jawaban.url))

    assert kirim_form_lagi(meja, masuk).url == DAFTAR, "a second tap registers nothing more"
    assert SuratMasuk.objects.count() == 1
    assert meja.get(alamat("satu", masuk)).url == DAFTAR
    assert meja.get(alamat("lampiran", masuk, 1)).status_code == 404, "as with scans, not after the entry"
    assert surat.nomor in isi(meja.get(reverse("surel:selesai")))
    assert simpan.baca(SurelMasuk.objects.get().nama_simpan), "the original stays with the letter"


def kirim_form_lagi(meja: Client, masuk: SurelMasuk):
    return meja.post(alamat("pengaduan", masuk), {"nama": "Wa Ode", "uraian": "sekali lagi"})


@pytest.mark.sk("KSL-KANAL", "KSL-PROSEDUR-1")
def test_a_message_becomes_a_consultation_and_machines_get_no_receipt(meja):
    masuk = surel.kirim(surel.surat(3, Auto_Submitted="auto-generated"))
    assert "Alamat ini bukan alamat orang" in isi(meja.get(alamat("satu", masuk)))
    lembaga = {"jenis_pemohon": "lsm", "nama_lembaga": "LSM Peduli", "jabatan_pemohon": "Ketua"}
    kirim_form(meja, alamat("konsultasi", masuk), **lembaga)
    surat = SuratMasuk.objects.select_related("pengirim", "konsultasi").get()
    assert (surat.layanan, surat.konsultasi.nama_lembaga) == ("konsultasi", "LSM Peduli")
    assert (surat.pengirim.email, surat.pengirim.saluran_jawaban) == ("", "kertas")


def test_who_is_complained_about_cannot_enter_the_message(meja, piket):
    masuk = surel.kirim(surel.surat(1))
    jawaban = kirim_form(meja, alamat("pengaduan", masuk), terlapor=str(piket.pk))
    assert "Anda disebut dalam pengaduan ini. Minta petugas piket lain mencatatnya." in isi(jawaban)
    assert SurelMasuk.objects.get().keadaan == "baru"


def test_it_stands_on_the_desk_and_on_the_overdue_page_until_it_is_dealt_with(
    meja, kepala, jam_uji, petugas, settings
):
    assert 'id="surel"' not in isi(meja.get(reverse("bukutamu:meja"))), (
        "without a mailbox nothing is said of one"
    )
    kedua = surel.kirim(surel.surat(2))
    pertama = surel.kirim(surel.surat(1), tiba="2026-11-20T08:00+08:00")
    jam_uji.ke("2026-11-23T17:00+08:00")
    desk = isi(meja.get(reverse("bukutamu:meja")))
    assert desk.index(f'id="surel-{pertama.pk}"') < desk.index(f'id="surel-{kedua.pk}"'), "earliest due first"
    assert "Terlambat 1 jam" in desk
    semua = isi(meja.get(DAFTAR))
    assert semua.index("PENANDA-0001") < semua.index("PENANDA-0002")

    pimpinan = Client()
    pimpinan.force_login(kepala)
    papan = isi(pimpinan.get(reverse("laporan:tenggat")))
    assert "2 surat elektronik menunggu petugas piket; 1 di antaranya terlambat dijawab." in papan
    assert "Terlambat 1 jam" in papan
    assert "23 Nov 2026 16.00" in papan
    assert "PENANDA" not in papan
    assert "Nurhayati" not in papan, "nobody but the desk reads what is no letter yet"
    lain = Client()
    lain.force_login(petugas)
    assert "surat elektronik menunggu" not in isi(lain.get(reverse("laporan:tenggat")))

    actions.buang_surel(surel=pertama, oleh=pabrik.pengguna("piket"), alasan="Iklan atau penipuan.")
    kirim_form(meja, alamat("pengaduan", kedua))
    assert "surat elektronik menunggu" not in isi(pimpinan.get(reverse("laporan:tenggat")))
    desk = isi(meja.get(reverse("bukutamu:meja")))
    assert 'id="surel"' not in desk
    settings.IMAP_HOST = "imap.contoh.test"
    assert 'id="tanpa-surel"' in isi(meja.get(reverse("bukutamu:meja")))
    assert Tenggat.objects.filter(surat__surel_asal=kedua).count() == 2


def test_leaving_one_out_needs_a_reason_that_is_kept_and_counted(meja, piket):
    masuk = surel.kirim(surel.surat(1))
    tanpa = meja.post(alamat("buang", masuk), {"alasan": " "})
    assert tanpa.status_code == 422
    assert "Tulis mengapa pesan ini tidak dicatat sebagai surat." in isi(tanpa)
    meja.post(alamat("buang", masuk), {"alasan": "Iklan atau penipuan."})
    masuk.refresh_from_db()
    assert (masuk.keadaan, masuk.alasan, masuk.dibuang_oleh) == ("dibuang", "Iklan atau penipuan.", piket)
    pada = jam.sekarang()
    assert daftar.hitung(pada - timedelta(days=1), pada)["dibuang"] == 1
    selesai = isi(meja.get(reverse("surel:selesai")))
    assert "0 dicatat, 1 tidak dicatat" in selesai
    assert str(piket) in selesai
    assert meja.post(alamat("buang", masuk), {"alasan": "Lagi."}).url == DAFTAR
    kirim_form(meja, alamat("pengaduan", masuk))
    masuk.refresh_from_db()
    assert (masuk.keadaan, masuk.alasan) == ("tercatat", "Iklan atau penipuan."), "a mistake can be mended"


def test_only_the_desk_acts_and_nothing_happens_twice(petugas, piket):
    masuk = surel.kirim(surel.surat(1))
    with pytest.raises(TidakBerwenang):
        actions.buang_surel(surel=masuk, oleh=petugas, alasan="x")
    with pytest.raises(GalatAturan, match="Tulis mengapa"):
        actions.buang_surel(surel=masuk, oleh=piket, alasan="  ")
    actions.buang_surel(surel=masuk, oleh=piket, alasan="x")
    with pytest.raises(SudahTerjadi):
        actions.buang_surel(surel=masuk, oleh=piket, alasan="y")


def test_a_disk_that_is_full_for_long_costs_no_attachment(monkeypatch, jam_uji):
    def penuh(*_) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(gudang, "tulis", penuh)
    masuk = surel.kirim(surel.berlampiran(1))
    for _ in range(5):
        jam_uji.maju(menit=6)
        olah()
    masuk.refresh_from_db()
    assert masuk.keadaan == "mentah"
    monkeypatch.undo()
    jam_uji.maju(menit=6)
    olah()
    masuk.refresh_from_db()
    assert (masuk.keadaan, masuk.cacat, masuk.bagian.get().alasan) == ("baru", "", "")


def test_mail_to_a_colleague_that_came_back_is_told_to_the_pengelola(jam_uji):
    pengelola, petugas = pabrik.pengguna("pengelola"), pabrik.pengguna("petugas")
    jam_uji.ke("2026-11-24T09:00+08:00")
    kirim_ringkasan()
    with transaction.atomic():
        pesan = antrekan(
            kelas="belum_terbantu",
            kunci="uji",
            kasus=None,
            saluran="email",
            tujuan=petugas.email,
            penerima_nama=str(petugas),
            data={"nomor": "2026-00001"},
        )
    kirim_tertunda()
    for n in (1, 2):
        assert surel.kirim(surel.pental(pesan.message_id, n=n)).keadaan == "pental"
    assert pesan.upaya.filter(hasil="terpental").count() == 1, "told once, however many reports come"
    jam_uji.ke("2026-11-25T09:00+08:00")
    assert kirim_ringkasan() == 1
    isi_ringkasan = Pesan.objects.get(kelas="ringkasan", tujuan=pengelola.email).isi
    assert "1 surat elektronik kepada pegawai kembali" in isi_ringkasan
    assert "cara lain" not in isi_ringkasan


def test_nothing_is_missed_while_the_settings_named_another_mailbox(settings, jam_uji):
    jam_uji.ke("2026-11-20T09:00+08:00")
    settings.IMAP_HOST = "salah.kotak.test"
    assert ambil._klaim().sejak == wita("2026-11-20T00:00")
    jam_uji.ke("2026-11-23T08:00+08:00")
    settings.IMAP_HOST = "benar.kotak.test"
    assert ambil._klaim().sejak == wita("2026-11-20T00:00")


def test_what_was_left_out_is_forgotten_after_its_time(meja, piket, jam_uji, capsys):
    """Text, attachments and original go; the line stays. What waits, and what is an open letter, is not touched."""
    buang = surel.kirim(surel.berlampiran(1))
    tunggu, catat = surel.kirim(surel.surat(2)), surel.kirim(surel.surat(3))
    kirim_form(meja, alamat("pengaduan", catat))
    actions.buang_surel(surel=buang, oleh=piket, alasan="Iklan atau penipuan.")
    asli = {satu.pk: satu.nama_simpan for satu in SurelMasuk.objects.all()}
    jam_uji.maju(hari=29)
    assert retensi.hapus_semua() == 0
    jam_uji.maju(hari=2)
    call_command("hapus_surel", "--coba")
    call_command("hapus_surel")
    assert "Akan dihapus: isi 1 surat" in capsys.readouterr().out
    buang.refresh_from_db()
    assert (buang.isi, buang.subjek, buang.dari_alamat, buang.nama_simpan) == ("", "", "", "")
    assert (buang.alasan, buang.dibuang_oleh) == ("Iklan atau penipuan.", piket)
    assert [b.nama for b in buang.bagian.all()] == [""]
    assert Berkas.objects.get().sudah_dihapus
    with pytest.raises(OSError, match="No such file"):
        simpan.baca(asli[buang.pk])
    assert simpan.baca(asli[tunggu.pk])
    assert simpan.baca(asli[catat.pk])
    assert meja.get(alamat("satu", buang)).url == DAFTAR
    assert "Buka lagi" not in isi(meja.get(reverse("surel:selesai")))
    assert retensi.hapus_malam() == 0
    assert retensi.hapus_malam() is None, "once a night"


def test_the_original_of_a_letter_goes_after_the_letter_was_closed(meja, jam_uji):
    catat = surel.kirim(surel.berlampiran(3))
    kirim_form(meja, alamat("pengaduan", catat))
    catat.refresh_from_db()
    asli, surat = catat.nama_simpan, catat.surat
    berkas = [satu.berkas for satu in surat.lampiran.select_related("berkas")]
    assert berkas
    agenda.cabut(surat=surat)
    jam_uji.maju(hari=29)
    assert retensi.hapus_semua() == 0
    jam_uji.maju(hari=2)
    assert retensi.hapus_semua() == 1
    catat.refresh_from_db()
    assert (catat.isi, catat.subjek, catat.dari_alamat, catat.nama_simpan) == ("", "", "", "")
    assert catat.surat == surat
    with pytest.raises(OSError, match="No such file"):
        simpan.baca(asli)
    for satu in berkas:  # what the letter took over is the letter's
        satu.refresh_from_db()
        assert not satu.sudah_dihapus


def test_as_many_queries_for_1_as_for_25_messages_and_pages_by_key(
    meja, monkeypatch, django_assert_max_num_queries
):
    surel.kirim(surel.surat(0))
    with django_assert_max_num_queries(8) as satu:
        meja.get(DAFTAR)
    for n in range(1, 25):
        surel.kirim(surel.surat(n), tiba="2026-11-23T08:00+08:00" if n % 2 else "2026-11-20T08:00+08:00")
    with django_assert_max_num_queries(len(satu)):
        meja.get(DAFTAR)
    monkeypatch.setattr(daftar, "BATAS_BARIS", 10)
    terlihat, sesudah = [], ""
    while True:
        konteks = meja.get(DAFTAR, {"sesudah": sesudah}).context
        terlihat += [baris.surel.pk for baris in konteks["baris"]]
        sesudah = konteks["berikut"]
        if not sesudah:
            break
    assert terlihat == list(daftar.menunggu().values_list("pk", flat=True))
    assert len(terlihat) == 25
