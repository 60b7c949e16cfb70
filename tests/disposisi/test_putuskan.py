"""The form of the head, over real HTTP."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from disposisi.models import Disposisi
from tests import pabrik
from tests.disposisi.bantuan import ALASAN, JALAN_LAIN, Jawaban, besok, jejak, pukul, semua_jawaban

pytestmark = pytest.mark.django_db
VIDEO = Jawaban(mode="daring", metode="video", petugas=True, waktu=True, tempat=True)
LAIN = {
    "catatan": "Hubungi <b>pendamping</b> dulu.",
    "sifat": "segera",
}


def alamat(surat) -> str:
    return reverse("admin:disposisi_putuskan", args=[surat.pk])


def kata_pesan(jawaban) -> str:
    return " ".join(str(satu) for satu in get_messages(jawaban.wsgi_request))


def terisi(halaman: str) -> dict[str, list[str]]:
    """What the fields of the page hold: values of inputs, ticked boxes, chosen options, text."""
    hasil: dict[str, list[str]] = {}
    for sifat in re.findall(r"<input\b([^>]*)>", halaman):
        nama, nilai = re.search(r'name="([^"]*)"', sifat), re.search(r'value="([^"]*)"', sifat)
        if nama and not (re.search(r'type="(radio|checkbox)"', sifat) and "checked" not in sifat):
            hasil.setdefault(nama[1], []).append(unescape(nilai[1]) if nilai else "on")
    for nama, isi in re.findall(r'<textarea\b[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', halaman):
        hasil[nama] = [unescape(isi).strip()]
    for nama, isi in re.findall(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', halaman, re.DOTALL):
        hasil[nama] = re.findall(r'value="([^"]*)" selected', isi)
    return hasil


@pytest.mark.sk("PGD-PROSEDUR-2")
def test_every_combination_of_answers(klien_kepala, surat, petugas):
    """Saved exactly when the rules say so; otherwise the page comes back with everything still filled in."""
    awal = jejak(surat)
    for jawaban in semua_jawaban():
        isian = jawaban.isian(petugas) | LAIN
        with transaction.atomic():
            balasan = klien_kepala.post(alamat(surat), isian)
            if jawaban.sah:
                assert balasan.status_code == 302, jawaban
                assert balasan.url == reverse("admin:disposisi_antrean")
                _sama(Disposisi.objects.get(surat=surat), jawaban, petugas, isian)
            else:
                assert balasan.status_code == 200, jawaban
                assert balasan.context["form"].errors
                assert "Ada yang perlu diperbaiki" in balasan.content.decode()
                _tidak_hilang(balasan.content.decode(), isian)
            transaction.set_rollback(True)
        assert jejak(surat) == awal, jawaban


def _sama(disposisi: Disposisi, jawaban: Jawaban, petugas, isian: dict[str, str]) -> None:
    ditangani = jawaban.keputusan == "ditangani"
    assert disposisi.keputusan == jawaban.keputusan
    assert disposisi.alasan == ("" if ditangani else jawaban.alasan)
    assert disposisi.petugas == (petugas if ditangani else None)
    assert disposisi.metode == (jawaban.metode if ditangani and jawaban.mode == "daring" else "")
    waktu = pukul(jam.wita(disposisi.waktu)) if disposisi.waktu else {"tanggal": "", "pukul": ""}
    diisi = {nama: isian.get(nama, "") if ditangani and jawaban.waktu else "" for nama in waktu}
    assert waktu == diisi
    assert disposisi.surat_oleh_petugas == (ditangani and jawaban.surat_oleh_petugas)
    assert disposisi.tempat == (jawaban.nama_tempat() if ditangani and jawaban.tempat else "")
    assert disposisi.catatan == (LAIN["catatan"] if ditangani else "")
    assert disposisi.sifat == ("segera" if ditangani else "biasa")


def _tidak_hilang(halaman: str, isian: dict[str, str]) -> None:
    ada = terisi(halaman)
    for nama, nilai in isian.items():
        if nilai != "entah":
            assert ada.get(nama) == [nilai], nama


@pytest.mark.parametrize(
    ("jawaban", "bidang"),
    [
        (Jawaban(keputusan=""), {"keputusan"}),
        (Jawaban(), {"mode", "petugas"}),
        (Jawaban(mode="daring", petugas=True), {"metode", "tanggal", "pukul"}),
        (Jawaban(mode="daring", metode="tertulis", petugas=True), {"tanggal", "pukul"}),
        (Jawaban(mode="daring", metode="video", surat_oleh_petugas=True), {"petugas"}),
        (Jawaban(mode="daring", metode="video", petugas=True, waktu=True), {"tempat"}),
        (Jawaban(keputusan="ditolak"), {"alasan", "jalan_lain"}),
        (Jawaban(keputusan="dirujuk"), {"alasan", "rujukan"}),
    ],
)
def test_each_missing_answer_is_named_at_its_field(klien_kepala, surat, petugas, jawaban, bidang):
    balasan = klien_kepala.post(alamat(surat), jawaban.isian(petugas))
    assert set(balasan.context["form"].errors) == bidang
    halaman = balasan.content.decode()
    for nama in bidang:
        assert f'href="#id_{nama}' in halaman


@pytest.mark.parametrize("metode", ["telepon", "whatsapp"])
def test_a_call_to_somebody_without_a_number_needs_a_number(klien_kepala, petugas, metode):
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(telepon=""))
    jawaban = Jawaban(mode="daring", metode=metode, petugas=True, waktu=True)
    balasan = klien_kepala.post(alamat(surat), jawaban.isian(petugas))
    assert balasan.context["form"].errors == {
        "tempat": ["Pengirim tidak menulis nomor telepon. Tulis nomor yang dipakai, atau pilih cara lain."]
    }
    balasan = klien_kepala.post(alamat(surat), jawaban.isian(petugas) | {"tempat": "0812 1111 2222"})
    assert balasan.status_code == 302
    assert Disposisi.objects.get().tempat == "0812 1111 2222"


@pytest.mark.parametrize(
    ("isian", "bidang"),
    [
        ({"tanggal": "2020-01-01", "pukul": "09:00"}, "tanggal"),
        ({"pukul": ""}, "pukul"),
        ({"tanggal": ""}, "tanggal"),
        ({"tanggal": "kemarin"}, "tanggal"),
        ({"pukul": "25:00"}, "pukul"),
        ({"petugas": "999999"}, "petugas"),
        ({"petugas": "entah"}, "petugas"),
        ({"instruksi": "entah"}, "instruksi"),
        ({"sifat": "entah"}, "sifat"),
        ({"tempat": "x" * 201}, "tempat"),
    ],
)
def test_impossible_values(klien_kepala, surat, petugas, isian, bidang):
    balasan = klien_kepala.post(alamat(surat), VIDEO.isian(petugas) | isian)
    assert set(balasan.context["form"].errors) == {bidang}
    assert not Disposisi.objects.exists()


def test_time_is_wita_and_tolerates_what_people_type(klien_kepala, surat, petugas):
    saat = besok()
    isian = VIDEO.isian(petugas) | {"tanggal": f"{saat:%d-%m-%Y}", "pukul": "09.30"}
    klien_kepala.post(alamat(surat), isian)
    assert Disposisi.objects.get().waktu == saat.replace(hour=9, minute=30)


def test_only_officers_who_may_handle_it_are_offered(klien_kepala, petugas):
    terlapor = pabrik.pengguna("petugas", nama="Si Terlapor")
    pabrik.pengguna("petugas", nama="Si Pindah", is_active=False)
    pabrik.pengguna("piket", nama="Si Piket")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor))
    for _ in range(2):
        pabrik.disposisi(pabrik.pengaduan(), petugas=petugas)
    tutup = pabrik.disposisi(pabrik.pengaduan(), petugas=petugas, surat_oleh_petugas=True).surat
    agenda.cabut(surat=tutup)
    calon = klien_kepala.get(alamat(surat)).context["form"].daftar.calon
    assert [(satu.nama, satu.keterangan, satu.halangan) for satu in calon] == [
        ("La Ode Amrin, S.ST.", "Pekerja Sosial Ahli Muda — 2 surat terbuka", ""),
        ("Si Terlapor", "Pekerja Sosial", "Disebut dalam surat ini, jadi tidak dapat ditugaskan."),
    ]
    balasan = klien_kepala.post(alamat(surat), VIDEO.isian(petugas) | {"petugas": terlapor.pk})
    assert set(balasan.context["form"].errors) == {"petugas"}


def test_load_does_not_count_what_the_head_must_not_know(
    client, kepala, sekretaris, petugas, surat, surat_kepala
):
    pabrik.disposisi(surat_kepala, oleh=sekretaris, petugas=petugas)
    pabrik.disposisi(pabrik.pengaduan(), oleh=kepala, petugas=petugas)
    lain = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala))
    for orang, kasus, beban in ((kepala, surat, 1), (sekretaris, lain, 2)):
        client.force_login(orang)
        calon = client.get(alamat(kasus)).context["form"].daftar.calon
        assert [satu.keterangan.rpartition(" — ")[2] for satu in calon] == [f"{beban} surat terbuka"]


def test_after_saving_the_head_reads_what_was_queued(client, kepala, petugas):
    client.force_login(kepala)
    kasus = [
        (pabrik.pengirim(), "surat elektronik"),
        (pabrik.pengirim(email=""), "menunggu dikirim petugas lewat WhatsApp"),
        (pabrik.pengirim(email="", telepon="", lacak_sendiri=True), "sudah dimuat di halaman lacak"),
    ]
    for pengirim, kata in kasus:
        surat = pabrik.pengaduan(pengirim_=pengirim)
        balasan = client.post(alamat(surat), VIDEO.isian(petugas), follow=True)
        assert balasan.redirect_chain == [(reverse("admin:disposisi_antrean"), 302)]
        halaman = balasan.content.decode()
        kata = f"Surat {surat.nomor} didisposisikan kepada {petugas} Pemberitahuan tindak lanjut"
        assert kata in halaman, "the name ends with the full stop of a title already"
        assert kata in halaman
        assert Pesan.objects.filter(kunci=f"surat:{surat.pk}:jawaban").exists()


@pytest.mark.parametrize(
    ("jawaban", "kata"),
    [
        (Jawaban(mode="tatap_muka", petugas=True, surat_oleh_petugas=True), "Petugas menyusun surat sendiri"),
        (
            Jawaban("ditolak", ALASAN, jalan_lain=JALAN_LAIN),
            "tidak ditangani. Surat jawaban kepada pengirim segera dikirim",
        ),
        (Jawaban("dirujuk", ALASAN, "Inspektorat"), "dirujuk ke Inspektorat. Surat jawaban"),
    ],
)
def test_message_after_other_decisions(klien_kepala, surat, petugas, jawaban, kata):
    balasan = klien_kepala.post(alamat(surat), jawaban.isian(petugas))
    assert kata in kata_pesan(balasan)


def test_time_after_the_limit_is_warned_about_and_never_blocked(klien_kepala, surat, petugas):
    batas = surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo
    lewat = pukul(batas.astimezone(besok().tzinfo).replace(hour=23))
    halaman = klien_kepala.get(alamat(surat)).content.decode()
    assert "Pengirim berhak dilayani paling lambat" in halaman
    keliru = klien_kepala.post(alamat(surat), VIDEO.isian(petugas) | lewat | {"petugas": ""})
    assert "Waktu yang Anda pilih melewati batas itu" in keliru.content.decode()
    balasan = klien_kepala.post(alamat(surat), VIDEO.isian(petugas) | lewat)
    assert balasan.status_code == 302
    assert "melewati batas" in kata_pesan(balasan)
    assert "Melewati batas penanganan" in klien_kepala.get(alamat(surat)).content.decode()


def test_page_says_what_the_citizen_will_be_told(klien_kepala, surat):
    halaman = klien_kepala.get(alamat(surat)).content.decode()
    assert "Yang kami sampaikan kepada pengirim" in halaman
    assert "Dikirim lewat e-mail ke nurhayati@contoh.test" in halaman


def test_second_disposer_sees_the_decision(client, klien_kepala, surat, petugas, kepala):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, catatan="Catatan yang pertama.")
    client.force_login(pabrik.pengguna("kepala_dinas"))
    for isian, kembali in ((VIDEO.isian(petugas) | {"catatan": "Mohon <b>hari ini</b>."}, True), ({}, False)):
        balasan = client.post(alamat(surat), isian, follow=True)
        halaman = balasan.content.decode()
        assert balasan.status_code == 200
        assert ("Salin bila masih perlu: Mohon &lt;b&gt;hari ini&lt;/b&gt;." in halaman) == kembali
        assert f"Surat {surat.nomor} sudah didisposisikan oleh {kepala} pada" in halaman
        assert "Catatan yang pertama." in halaman
        assert "Simpan keputusan" not in halaman
    assert Disposisi.objects.count() == 1


def test_withdrawn_letter_waits_for_nothing(klien_kepala, surat, petugas):
    agenda.cabut(surat=surat)
    assert "Tanpa disposisi" in klien_kepala.get(alamat(surat)).content.decode()
    balasan = klien_kepala.post(alamat(surat), VIDEO.isian(petugas), follow=True)
    assert "tidak menunggu disposisi lagi" in balasan.content.decode()
    assert not Disposisi.objects.exists()


def _di_tengah(tindakan):
    """Run `tindakan` between the check of the form and the transaction of the act."""
    sisa = [tindakan]

    def bungkus(jalankan, sql, parameter, banyak, konteks):
        if sisa and sql.startswith("SAVEPOINT"):
            sisa.pop()()
        return jalankan(sql, parameter, banyak, konteks)

    return connection.execute_wrapper(bungkus)


def test_officer_who_leaves_meanwhile_is_a_form_error_and_nothing_is_lost(klien_kepala, surat, petugas):
    def pindah():
        petugas.groups.clear()

    isian = VIDEO.isian(petugas) | LAIN
    with _di_tengah(pindah):
        balasan = klien_kepala.post(alamat(surat), isian)
    assert balasan.status_code == 200
    assert "tidak dapat ditugaskan" in str(balasan.context["form"].errors["petugas"])
    del isian["petugas"]
    _tidak_hilang(balasan.content.decode(), isian)
    assert not Disposisi.objects.exists()


def test_letter_withdrawn_meanwhile_is_a_message(klien_kepala, surat, petugas):
    with _di_tengah(lambda: agenda.cabut(surat=surat)):
        balasan = klien_kepala.post(alamat(surat), VIDEO.isian(petugas), follow=True)
    assert "tidak menunggu disposisi lagi" in balasan.content.decode()
    surat.refresh_from_db()
    assert surat.status == Status.DICABUT


def test_letter_is_set_out_in_full(klien_kepala, petugas):
    surat = pabrik.pengaduan(
        pengirim_=pabrik.pengirim(
            nama="Wa <i>Ode</i>", nama_diwakili="La Bula", alamat_diwakili="Desa Wining"
        ),
        rincian_=pabrik.rincian(terlapor=petugas, terlapor_lain="seorang pegawai loket"),
        rahasiakan_identitas=True,
    )
    halaman = klien_kepala.post(reverse("admin:disposisi_pengirim", args=[surat.pk])).content.decode()
    for kata in (
        "Wa &lt;i&gt;Ode&lt;/i&gt;",
        "La Bula, Desa Wining",
        "Jalan Poros Takawa 12, Takimpo, Pasarwajo",
        "0812-3456-7890",
        "Program Keluarga Harapan (PKH)",
        "Oktober 2026",
        str(petugas),
        "seorang pegawai loket",
        "Bantuan PKH tahap ketiga tidak masuk",
        "Rp750.000",
        "Mohon bantuan dibayarkan.",
        "Identitas dirahasiakan",
        "Jawaban pertama",
        "Penanganan",
        surat.tenggat.get(jenis="respon").penjelasan,
    ):
        assert kata in halaman, kata


def test_decision_is_shown_with_the_delivery_of_its_notice(klien_kepala, kepala, petugas, surat):
    pabrik.disposisi(
        surat,
        oleh=kepala,
        petugas=petugas,
        mode="daring",
        metode="telepon",
        waktu=besok(),
        instruksi=["koordinasi"],
        catatan="Segera.",
    )
    halaman = klien_kepala.get(alamat(surat)).content.decode()
    for kata in (str(kepala), "sebagai Kepala Dinas", "Daring (Telepon)", "Koordinasi/konfirmasi", "Segera."):
        assert kata in halaman
    assert "Menunggu dikirim" in halaman
    assert '<form method="post" novalidate>' not in halaman
