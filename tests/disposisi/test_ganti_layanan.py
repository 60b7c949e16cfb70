"""A misfiled letter changes service: number, receipt and clocks stay, the particulars follow."""

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda import periksa, rahasia
from dinsos.agenda.actions import cabut
from dinsos.agenda.models import Pengecualian, Riwayat, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from disposisi import actions
from disposisi.actions_layanan import ganti_layanan
from konsultasi import penanganan
from konsultasi.models import Konsultasi
from pengaduan import actions as pengaduan
from pengaduan.models import Pengaduan
from tests import pabrik
from tests.disposisi.bantuan import jejak

pytestmark = pytest.mark.django_db
SENIN = "2026-11-23T09:00+08:00"
ALASAN = "Anda bertanya, bukan mengadu."
BUAT = {"pengaduan": pabrik.pengaduan, "konsultasi": pabrik.konsultasi}
LAIN = {"pengaduan": "konsultasi", "konsultasi": "pengaduan"}


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(SENIN)


def tetap(surat: SuratMasuk) -> tuple:
    """What a change of service must not touch."""
    kini = SuratMasuk.objects.get(pk=surat.pk)
    kolom = ("uuid", "nomor", "urut", "status", "diterima_pada", "dicatat_pada", "versi_rahasia", "kunci")
    return (
        *(getattr(kini, nama) for nama in kolom),
        rahasia.kode(kini),
        list(Tenggat.objects.filter(surat=surat).order_by("pk").values()),
        list(surat.lampiran.values_list("pk", "peran", "berkas", "berkas__keadaan")),
        Pesan.objects.get(kunci=f"surat:{surat.pk}:tanda_terima").isi,
    )


def ganti(surat, oleh, **lain) -> SuratMasuk:
    return ganti_layanan(
        **({"surat": surat, "oleh": oleh, "ke": LAIN[surat.layanan], "alasan": ALASAN} | lain)
    )


@pytest.mark.sk("KSL-WAKTU-1")
@pytest.mark.parametrize("dari", list(BUAT))
def test_everything_that_was_promised_stays(kepala, dari, jam_uji):
    surat = BUAT[dari]()
    sebelum = tetap(surat)
    jam_uji.ke("2026-11-24T10:00+08:00")
    ganti(surat, kepala)
    assert tetap(surat) == sebelum
    surat.refresh_from_db()
    assert surat.layanan == LAIN[dari]
    assert surat.history.latest().history_user == kepala


def test_a_complaint_becomes_a_consultation_with_its_text(kepala):
    surat = pabrik.pengaduan()
    ganti(surat, kepala)
    rincian = Konsultasi.objects.get(surat=surat)
    assert rincian.perseorangan
    assert rincian.jenis_identitas == ""
    assert "Bantuan PKH tahap ketiga tidak masuk" in rincian.materi
    for potongan in ("Waktu kejadian: Oktober 2026", "Bantuan satu tahap tidak diterima.", "Rp750.000"):
        assert potongan in rincian.materi
    assert rincian.maksud == "Mohon bantuan dibayarkan."
    rincian.clean_fields()
    assert Pengaduan.objects.get(surat=surat).uraian.startswith("Bantuan PKH")
    surat.refresh_from_db()
    assert surat.hal.startswith("Konsultasi: Bantuan PKH tahap ketiga")


def test_a_consultation_becomes_a_complaint_with_its_text(kepala):
    surat = pabrik.konsultasi(rincian_=pabrik.lembaga())
    ganti(surat, kepala)
    rincian = Pengaduan.objects.get(surat=surat)
    assert "Syarat mengusulkan keluarga" in rincian.uraian
    assert "LSM Peduli Buton" in rincian.uraian
    assert rincian.permintaan == "Supaya usulan dari desa kami lengkap."
    assert rincian.kejadian == "Tidak disebut dalam surat."
    assert (rincian.cara_tanda_tangan, rincian.nama_tanda_tangan) == ("tidak_diminta", "")
    assert (rincian.get_jenis_kerugian_display(), rincian.uraian_kerugian) == ("Tidak ditanyakan", "")
    rincian.clean_fields()
    surat.refresh_from_db()
    assert surat.hal.startswith("Pengaduan Syarat mengusulkan")
    assert set(surat.lampiran.values_list("peran", flat=True)) == {"identitas", "surat_lembaga"}


@pytest.mark.parametrize("dari", list(BUAT))
def test_back_again_with_the_old_particulars(kepala, dari):
    surat = BUAT[dari]()
    hal = surat.hal
    ganti(surat, kepala)
    surat.refresh_from_db()
    ganti(surat, kepala, alasan="Ternyata benar semula.")
    surat.refresh_from_db()
    assert (surat.layanan, surat.hal) == (dari, hal)
    assert Konsultasi.objects.count() == Pengaduan.objects.count() == 1
    assert Riwayat.objects.filter(surat=surat, jenis="ganti_layanan").count() == 2
    assert Pesan.objects.filter(kasus=surat.uuid, kelas="ganti_layanan").count() == 2


def test_the_sender_reads_what_changed_and_what_did_not(kepala):
    surat = pabrik.pengaduan()
    ganti(surat, kepala)
    pesan = Pesan.objects.get(kelas="ganti_layanan")
    assert pesan.subjek == f"Jenis layanan surat Anda berubah — surat nomor {surat.nomor}"
    for potongan in (
        "masuk sebagai pengaduan",
        "kami proses sebagai konsultasi",
        ALASAN,
        "Nomor surat, kode rahasia, tanda terima, dan batas waktunya tetap.",
        "Kami menjawab paling lambat Selasa, 24 November 2026 pukul 16.00 WITA.",
        "Kamis, 26 November 2026 pukul 16.00 WITA.",
    ):
        assert potongan in pesan.isi
    cerita = Riwayat.objects.get(jenis="ganti_layanan")
    assert cerita.oleh == kepala
    assert "kami proses sebagai konsultasi, bukan pengaduan" in cerita.teks_warga


@pytest.mark.sk("KSL-WAKTU-1")
@pytest.mark.parametrize("dari", list(BUAT))
def test_the_nightly_check_knows_which_promise_was_made(kepala, dari):
    """The clocks keep the policy of the first service; a service that nobody changed by the act is still found."""
    surat = BUAT[dari]()
    beda = []
    ganti(surat, kepala)
    periksa.periksa(lapor=beda.append)
    assert beda == []
    SuratMasuk.objects.filter(pk=surat.pk).update(layanan=dari)
    periksa.periksa(lapor=beda.append)
    assert beda == []
    lain = BUAT[dari]()
    SuratMasuk.objects.filter(pk=lain.pk).update(layanan=LAIN[dari])
    periksa.periksa(lapor=beda.append)
    assert {satu.nomor for satu in beda} == {lain.nomor}


# --- who is complained about ----------------------------------------------------------------------


def test_a_complaint_that_turns_out_to_name_the_head_goes_to_the_deputy(kepala):
    sekretaris = pabrik.pengguna("sekretaris")
    rincian = pabrik.rincian_konsultasi(materi="Mengapa Kepala Dinas meminta uang untuk surat keterangan?")
    surat = pabrik.konsultasi(rincian_=rincian)
    ganti(surat, kepala)
    surat.refresh_from_db()
    assert surat.menyangkut_kepala
    assert Pengecualian.objects.filter(surat=surat, pengguna=kepala).exists()
    assert not SuratMasuk.objects.untuk(kepala).exists()
    assert SuratMasuk.objects.bisa_diputus(sekretaris).get() == surat


def test_nobody_who_was_kept_away_gets_near(kepala):
    sekretaris, terlapor = pabrik.pengguna("sekretaris"), pabrik.pengguna("petugas")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor, terlapor_lain="Kepala Dinas"))
    with pytest.raises(TidakBerwenang):
        ganti(surat, kepala)
    ganti(surat, sekretaris)
    surat.refresh_from_db()
    assert (surat.layanan, surat.menyangkut_kepala) == ("konsultasi", True)
    for orang in (kepala, terlapor):
        assert not SuratMasuk.objects.untuk(orang).exists()


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lain", "kata"), [({"alasan": "  "}, "Tulis alasannya"), ({"ke": "saran"}, "dikenal")]
)
def test_incomplete_change_is_refused(kepala, lain, kata):
    surat = pabrik.pengaduan()
    sebelum = jejak(surat)
    with pytest.raises(GalatAturan, match=kata):
        ganti(surat, kepala, **lain)
    assert jejak(surat) == sebelum
    assert not Konsultasi.objects.exists()


def test_only_who_decides(kepala):
    surat = pabrik.pengaduan()
    for peran in ("petugas", "sekretaris", "piket", "pengelola"):
        with pytest.raises(TidakBerwenang):
            ganti(surat, pabrik.pengguna(peran))


def test_who_is_slower_reads_who_was_faster(kepala):
    surat = pabrik.pengaduan()
    lama = SuratMasuk.objects.get(pk=surat.pk)
    ganti(surat, kepala)
    with pytest.raises(
        SudahTerjadi, match=r"sudah menjadi konsultasi, diganti oleh .+ pada Senin, 23 November"
    ):
        ganti(lama, pabrik.pengguna("kepala_dinas"))
    assert Pesan.objects.filter(kelas="ganti_layanan").count() == 1


@pytest.mark.parametrize("dari", list(BUAT))
def test_after_the_disposition_it_is_too_late(kepala, dari):
    surat = BUAT[dari]()
    pabrik.disposisi(surat, oleh=kepala)
    with pytest.raises(SudahTerjadi, match="sudah didisposisikan oleh"):
        ganti(surat, kepala)


def test_a_withdrawn_letter_stays_what_it_was(kepala):
    surat = pabrik.pengaduan()
    cabut(surat=surat)
    with pytest.raises(GalatAturan, match="tidak menunggu disposisi"):
        ganti(surat, kepala)


def test_afterwards_it_lives_as_the_new_service(kepala):
    """Decided, told and answered as what it is now; the acts of the old service refuse it."""
    petugas = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(telepon="", email="", lacak_sendiri=True))
    surat = ganti(surat, kepala)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban").subjek.startswith("Surat jawaban permohonan")
    with pytest.raises(GalatAturan, match="adalah konsultasi"):
        pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil="Beres.")
    kini = jam.sekarang()
    penanganan.catat_berita_acara(
        surat=surat, oleh=petugas, mulai=kini, selesai=kini, cara="Telepon", hadir="Pengirim", saran="Begini."
    )
    with pytest.raises(GalatAturan, match="adalah konsultasi"):
        pengaduan.selesaikan(surat=surat, oleh=petugas)
    assert penanganan.selesaikan(surat=surat, oleh=petugas).status == "selesai"


# --- on the page ----------------------------------------------------------------------------------


@pytest.fixture
def klien(kepala) -> Client:
    klien = Client()
    klien.force_login(kepala)
    return klien


def halaman(surat, nama="disposisi_putuskan") -> str:
    return reverse(f"admin:{nama}", args=[surat.pk])


def kata(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def test_the_page_changes_the_service_without_javascript(klien):
    surat = pabrik.pengaduan()
    isi = kata(klien.get(halaman(surat)))
    assert "menyampaikan pengaduan tentang" in isi
    assert "Ubah menjadi konsultasi" in isi
    kirim = klien.post(
        halaman(surat, "disposisi_ganti_layanan"), {"ke": "konsultasi", "alasan_ganti": ALASAN}, follow=True
    )
    isi = kata(kirim)
    for potongan in (
        f"Surat {surat.nomor} sekarang konsultasi. Pengirim diberi tahu.",
        "mengajukan permohonan konsultasi",
        "Bantuan PKH tahap ketiga",
        f"Layanan diganti dari pengaduan menjadi konsultasi. Alasan: {ALASAN}",
        "Ubah menjadi pengaduan",
    ):
        assert potongan in isi
    assert "menyampaikan pengaduan tentang" not in isi


def test_a_consultation_that_became_a_complaint_claims_no_signature_and_no_loss(klien, kepala, petugas):
    surat = pabrik.konsultasi()
    ganti(surat, kepala)
    surat.refresh_from_db()
    lembar = kata(klien.get(halaman(surat)))
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    kasus = Client()
    kasus.force_login(petugas)
    for isi in (lembar, kata(kasus.get(reverse("portal:surat", args=[surat.pk])))):
        assert "Diajukan sebagai konsultasi, tanpa tanda tangan" in isi
        assert "Tidak ditanyakan" in isi
        for dikarang in ("yang bertanda tangan", ", ditandatangani", "nama diketik", "Tidak ada kerugian"):
            assert dikarang not in isi


@pytest.mark.parametrize("alasan", ["", "x" * 501])
def test_a_refused_form_comes_back_with_what_was_typed(klien, alasan):
    surat = pabrik.konsultasi()
    sebelum = jejak(surat)
    jawaban = klien.post(
        halaman(surat, "disposisi_ganti_layanan"), {"ke": "pengaduan", "alasan_ganti": alasan}
    )
    form = jawaban.context["form_layanan"]
    assert form.errors["alasan_ganti"]
    assert form["alasan_ganti"].value() == alasan
    assert '<details class="bagian" open>' in kata(jawaban)
    assert jawaban.context["title"].startswith("Perlu diperbaiki")
    assert jejak(surat) == sebelum


def test_second_press_is_a_message(klien):
    surat = pabrik.pengaduan()
    for _ in range(2):
        jawaban = klien.post(
            halaman(surat, "disposisi_ganti_layanan"),
            {"ke": "konsultasi", "alasan_ganti": ALASAN},
            follow=True,
        )
    assert [m.level_tag for m in jawaban.context["messages"]] == ["info"]
    assert f"Surat {surat.nomor} sudah menjadi konsultasi, diganti oleh" in kata(jawaban)
    assert Konsultasi.objects.count() == 1


def test_a_letter_that_leaves_the_head_leads_back_to_the_queue(klien):
    surat = pabrik.konsultasi(rincian_=pabrik.rincian_konsultasi(materi="Kepala Dinas meminta uang."))
    jawaban = klien.post(
        halaman(surat, "disposisi_ganti_layanan"),
        {"ke": "pengaduan", "alasan_ganti": "Ini keluhan."},
        follow=True,
    )
    assert jawaban.redirect_chain[-1][0] == reverse("admin:disposisi_antrean")
    assert "bukan untuk Anda lagi" in kata(jawaban)


def test_after_the_decision_the_page_offers_no_change(klien, kepala):
    surat = pabrik.pengaduan()
    actions.disposisikan(
        surat=surat,
        oleh=kepala,
        keputusan="ditolak",
        jalan_lain="Hubungi kantor desa.",
        alasan="Bukan urusan kami.",
    )
    assert "Salah layanan?" not in kata(klien.get(halaman(surat)))
    jawaban = klien.post(
        halaman(surat, "disposisi_ganti_layanan"), {"ke": "konsultasi", "alasan_ganti": ALASAN}, follow=True
    )
    assert "sudah didisposisikan oleh" in kata(jawaban)
