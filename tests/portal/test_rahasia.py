"""A sender who wants to stay secret stands on no page of staff until somebody who may opens it, which is logged."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dinsos.agenda.buka_identitas import DISEMBUNYIKAN
from dinsos.agenda.detak import detak
from dinsos.agenda.kerahasiaan import TERSAMAR
from dinsos.agenda.models import BukaIdentitas
from dinsos.inti import jam
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from disposisi.models import Audiensi
from tests import pabrik
from tests.bantu import kenari
from tests.bantu.kenari import KENARI, terbaca
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.portal.kerja import kata, lewat_wa, masuk, pesan_layar

pytestmark = [pytest.mark.django_db, pytest.mark.jelajah, pytest.mark.usefixtures("templat_ketat")]
SURAT = {"pengaduan": kenari.surat_pengaduan, "konsultasi": kenari.surat_konsultasi}


def bocor(halaman: dict[str, str], *, kecuali: str = "") -> dict[str, str]:
    """The pages on which the sender shows, with what shows; `kecuali` is what the person typed."""
    hasil = {}
    for jalur, isi in halaman.items():
        if temuan := KENARI.search(isi.replace(kecuali, "") if kecuali else isi):
            hasil[jalur] = isi[max(0, temuan.start() - 80) : temuan.end() + 40]
    return hasil


@pytest.mark.parametrize("layanan", ["pengaduan", pytest.param("konsultasi", marks=pytest.mark.berat)])
def test_no_page_of_staff_says_who_a_secret_sender_is(layanan, jam_uji):
    """The whole life of a letter, every address, every role: nothing by GET, and search by name finds nothing."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    surat = SURAT[layanan]()
    bersama = {"petugas": orang["petugas"], "pendamping": (orang["pendamping"],)}
    for tahap in kenari.jalani(surat, pemutus=orang["kepala_dinas"], **bersama):
        for nama, pengguna in orang.items():
            if tahap != "selesai" and nama in ("lain", "sekretaris", "pengelola"):
                continue  # they meet nothing of the letter at any time; once is enough
            klien = masuk(pengguna)
            halaman = kenari.telusuri(klien, surat)
            # What a person searched for stands in their own search box and address.
            halaman = {j: i for j, i in halaman.items() if "enari" not in j}
            assert bocor(halaman) == {}, (tahap, nama)
            for dicari in ("kenari nama", kenari.NOMOR_TELEPON):
                jawaban = klien.post(reverse("portal:cari"), {"cari": dicari}, follow=True)
                assert surat.nomor not in terbaca(jawaban), (tahap, nama)


@pytest.mark.parametrize("layanan", SURAT)
def test_search_in_the_admin_finds_a_secret_sender_by_nothing_but_the_number(layanan):
    orang = kenari.orang_kantor()
    surat = SURAT[layanan]()
    klien = masuk(orang["kepala_dinas"])
    daftar = reverse("admin:agenda_suratmasuk_changelist")
    for cari, ketemu in (
        (surat.nomor, 1),
        ("Kenari", 0),
        (f"{surat.nomor} Kenari", 0),
        (f"Kenari {surat.nomor}", 0),
    ):
        jawaban = klien.get(daftar, {"q": cari})
        assert jawaban.context["cl"].result_count == ketemu, cari
    assert TERSAMAR in kata(klien.get(daftar))
    assert klien.get(daftar, {"pengirim__nama__startswith": "Kenari"}).status_code == 400
    senarai = reverse(f"admin:{layanan}_{layanan}_changelist")
    kolom = {"pengaduan": "nama_tanda_tangan", "konsultasi": "nama_lembaga"}[layanan]
    assert klien.get(senarai, {f"{kolom}__startswith": "Kenari"}).status_code == 400
    pengirim = reverse("admin:agenda_pengirim_changelist")
    assert klien.get(pengirim).context["cl"].result_count == 0
    for apa in ("change", "history"):
        assert klien.get(reverse(f"admin:agenda_pengirim_{apa}", args=[surat.pengirim.pk])).status_code == 404


@pytest.mark.parametrize("layanan", SURAT)
def test_same_walk_meets_a_sender_who_is_not_secret(layanan, jam_uji):
    """So that the test above can't pass for looking at the wrong pages."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    surat = SURAT[layanan](rahasia=False)
    for tahap in kenari.jalani(surat, pemutus=orang["kepala_dinas"], petugas=orang["petugas"]):
        if tahap == "didisposisikan":
            temuan = bocor(kenari.telusuri(masuk(orang["petugas"]), surat))
    audiensi = Audiensi.objects.get(surat=surat)
    assert {
        reverse("portal:atur_jadwal", args=[surat.pk]),
        reverse("portal:jadwal_ics", args=[audiensi.pk]),
    } <= set(temuan)
    assert (reverse("portal:identitas", args=[surat.pk]) in temuan) == (layanan == "konsultasi")
    temuan = bocor(kenari.telusuri(masuk(orang["kepala_dinas"]), surat))
    for nama, kunci in (
        ("portal:surat", surat.pk),
        ("admin:disposisi_putuskan", surat.pk),
        ("admin:agenda_suratmasuk_change", surat.pk),
        (f"admin:{layanan}_{layanan}_change", getattr(surat, layanan).pk),
        ("admin:agenda_pengirim_change", surat.pengirim.pk),
    ):
        assert reverse(nama, args=[kunci]) in temuan, nama
    assert reverse("admin:agenda_suratmasuk_changelist") in temuan


HALAMAN = {
    "portal:surat_pengirim": ("portal:surat", ("kepala_dinas", "plh", "petugas")),
    "admin:disposisi_pengirim": ("admin:disposisi_putuskan", ("kepala_dinas", "plh")),
}
SEBAGAI = {"kepala_dinas": "Kepala Dinas", "plh": "Pelaksana harian", "petugas": "Petugas yang menangani"}


@pytest.mark.parametrize("layanan", SURAT)
@pytest.mark.parametrize("nama", HALAMAN)
def test_who_may_opens_the_sender_once_and_it_is_logged(nama, layanan, jam_uji):
    asal, boleh = HALAMAN[nama]
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    surat = SURAT[layanan]()
    pabrik.disposisi(surat, oleh=orang["kepala_dinas"], petugas=orang["petugas"])
    alamat, halaman = (reverse(satu, args=[surat.pk]) for satu in (nama, asal))
    for peran, pengguna in orang.items():
        klien, sebelum = masuk(pengguna), BukaIdentitas.objects.count()
        if peran not in boleh:
            assert klien.post(alamat).status_code in (403, 404), peran
            assert BukaIdentitas.objects.count() == sebelum
            continue
        tertutup = klien.get(halaman)
        assert KENARI.search(terbaca(tertutup)) is None
        assert "Tampilkan identitas pengirim" in kata(tertutup)
        kali = {"kali": tertutup.context["pembukaan"].kali}
        terbuka = klien.post(alamat, kali)
        assert terbuka.status_code == 200
        assert "no-store" in terbuka["Cache-Control"]
        for isi in ("Kenari Nama", "Jalan Kenari 9, Desakenari", "0899-7654-321", "Kenari Diwakili"):
            assert isi in kata(terbuka), isi
        catatan = BukaIdentitas.objects.last()
        assert (catatan.pengguna, catatan.surat) == (pengguna, surat)
        assert catatan.sebagai == SEBAGAI[peran]
        assert timedelta() <= jam.sekarang() - catatan.pada < timedelta(minutes=1)
        assert f"{pengguna} ({SEBAGAI[peran]}), Senin, 23 November 2026 pukul 09.00 WITA" in kata(terbuka)
        # A reload sends the same press again: masked, and nothing new in the log.
        ulang = klien.post(alamat, kali)
        assert (ulang.status_code, ulang.url) == (302, halaman)
        assert pesan_layar(ulang) == [("info", DISEMBUNYIKAN)]
        assert KENARI.search(terbaca(klien.get(halaman))) is None
        assert BukaIdentitas.objects.count() == sebelum + 1
        # Another press opens it again and is logged again.
        assert KENARI.search(terbaca(klien.post(alamat)))
        assert BukaIdentitas.objects.count() == sebelum + 2
        assert klien.get(alamat).status_code == 303


def test_letter_that_names_the_head_is_opened_by_the_deputy_only():
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan(terlapor=orang["kepala_dinas"])
    for nama in HALAMAN:
        alamat = reverse(nama, args=[surat.pk])
        for peran in ("kepala_dinas", "plh"):
            assert masuk(orang[peran]).post(alamat).status_code == 404
        assert KENARI.search(terbaca(masuk(orang["sekretaris"]).post(alamat)))
    assert [satu.sebagai for satu in BukaIdentitas.objects.all()] == ["Sekretaris"] * 2


def test_papers_that_name_the_sender_are_unmaskings_and_carry_neutral_names():
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan()
    pabrik.disposisi(surat, oleh=orang["kepala_dinas"], petugas=orang["petugas"])
    for peran, tercatat in (("bukti", 0), ("tanda_tangan", 2)):
        berkas = surat.lampiran.get(peran=peran).berkas_id
        for pengguna, nama in (
            ("petugas", "portal:surat_berkas"),
            ("kepala_dinas", "admin:disposisi_berkas"),
        ):
            jawaban = masuk(orang[pengguna]).get(reverse(nama, args=[surat.pk, berkas]))
            assert b"".join(jawaban.streaming_content)
            assert f"{surat.nomor}-{peran}" in jawaban["Content-Disposition"]
        assert BukaIdentitas.objects.count() == tercatat
    for pengguna in ("lain", "sekretaris"):
        assert (
            masuk(orang[pengguna]).get(reverse("portal:surat_berkas", args=[surat.pk, berkas])).status_code
            == 404
        )
    assert BukaIdentitas.objects.count() == 2


def test_disposition_page_loads_no_paper_that_names_the_sender():
    """An image in the page would open itself, unasked and logged under the reader's name."""
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan()
    berkas = surat.lampiran.get(peran="tanda_tangan").berkas_id
    alamat = reverse("admin:disposisi_berkas", args=[surat.pk, berkas])
    klien = masuk(orang["kepala_dinas"])
    for halaman in (
        klien.get(reverse("admin:disposisi_putuskan", args=[surat.pk])),
        klien.post(reverse("admin:disposisi_pengirim", args=[surat.pk])),
    ):
        assert f'src="{alamat}"' not in kata(halaman)
        assert f'href="{alamat}"' in kata(halaman)


@pytest.fixture
def wa(kepala, petugas):
    """A secret letter whose notice waits for WhatsApp."""
    surat = pabrik.pengaduan(
        pengirim_=lewat_wa(nama="Kenari Nama", telepon=kenari.NOMOR_TELEPON), rahasiakan_identitas=True
    )
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    return Pesan.objects.get(kelas="pemberitahuan")


def test_message_by_hand_shows_its_recipient_after_one_logged_press(petugas, wa):
    klien, alamat = masuk(petugas), reverse("portal:pesan", args=[wa.pk])
    tertutup = klien.get(alamat)
    assert KENARI.search(terbaca(tertutup)) is None
    assert "Kepada <strong>Pengirim dirahasiakan</strong>" in kata(tertutup)
    assert "Yth. Pengirim dirahasiakan," in kata(tertutup)
    assert "wa.me/628997" not in kata(tertutup)
    kali = {"kali": tertutup.context["pembukaan"].kali, "aksi": "buka"}
    terbuka = klien.post(alamat, kali)
    assert "Yth. Kenari Nama," in kata(terbuka)
    assert "https://wa.me/628997654321?text=" in kata(terbuka)
    assert BukaIdentitas.objects.get().pengguna == petugas
    assert klien.post(alamat, kali).url == alamat
    assert BukaIdentitas.objects.count() == 1
    klien.post(alamat, {"aksi": "tandai", "tandai-pada": f"{jam.wita(jam.sekarang()):%Y-%m-%dT%H:%M}"})
    wa.refresh_from_db()
    assert wa.keadaan == Keadaan.DITERIMA


def test_refused_form_of_a_message_stays_masked(petugas, wa):
    jawaban = masuk(petugas).post(
        reverse("portal:pesan", args=[wa.pk]), {"aksi": "tandai", "tandai-pada": ""}
    )
    assert jawaban.status_code == 422
    assert KENARI.search(terbaca(jawaban)) is None


def test_message_of_a_letter_that_is_not_secret_needs_no_press(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=lewat_wa(nama="Kenari Nama"))
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    satu = Pesan.objects.get(kelas="pemberitahuan")
    halaman = kata(masuk(petugas).get(reverse("portal:pesan", args=[satu.pk])))
    assert "Yth. Kenari Nama," in halaman
    assert "Tampilkan identitas" not in halaman
    assert "Tampilkan identitas" not in kata(masuk(petugas).get(reverse("portal:surat", args=[surat.pk])))
    masuk(petugas).post(reverse("portal:surat_pengirim", args=[surat.pk]))
    assert not BukaIdentitas.objects.exists()


def test_reminders_and_logs_never_hold_the_sender(caplog, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan()
    with caplog.at_level("DEBUG"):
        for _ in kenari.jalani(surat, pemutus=orang["kepala_dinas"], petugas=orang["petugas"]):
            masuk(orang["petugas"]).post(reverse("portal:surat_pengirim", args=[surat.pk]))
        kedua = kenari.surat_pengaduan()
        jam_uji.ke("2026-11-25T09:00+08:00")
        assert detak() > 0
    assert (
        KENARI.search("\n".join(satu.getMessage() for satu in caplog.records if "django.db" not in satu.name))
        is None
    )
    for pesan in Pesan.objects.filter(kelas="pengingat"):
        assert kedua.nomor in pesan.isi
        assert KENARI.search(f"{pesan.subjek} {pesan.isi} {pesan.data} {pesan.tujuan}") is None


@pytest.mark.parametrize("banyak", [1, 12])
def test_lists_need_as_many_queries_with_secret_senders(
    banyak, kepala, petugas, django_assert_max_num_queries
):
    for _ in range(banyak):
        surat = pabrik.pengaduan(pengirim_=lewat_wa(), rahasiakan_identitas=True)
        pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
        pabrik.pengaduan(rahasiakan_identitas=True)
    for orang, nama, batas in (
        (petugas, "portal:kerja", 10),
        (kepala, "admin:disposisi_antrean", 12),
        (kepala, "admin:agenda_suratmasuk_changelist", 12),
        (kepala, "admin:pengaduan_pengaduan_changelist", 12),
    ):
        klien = masuk(orang)
        klien.get(reverse(nama))
        with django_assert_max_num_queries(batas):
            klien.get(reverse(nama))


@pytest.mark.alur
def test_pages_are_accessible_masked_and_opened(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    menunggu = kenari.surat_pengaduan()
    surat = kenari.surat_pengaduan()
    tahap = kenari.jalani(surat, pemutus=orang["kepala_dinas"], petugas=orang["petugas"])
    assert [next(tahap), next(tahap)] == ["diterima", "didisposisikan"]
    kepala, petugas = masuk(orang["kepala_dinas"]), masuk(orang["petugas"])
    pesan = reverse(
        "portal:pesan", args=[Pesan.objects.get(kasus=surat.uuid, keadaan=Keadaan.MENUNGGU_MANUAL).pk]
    )
    kasus, putuskan = (
        reverse("portal:surat", args=[surat.pk]),
        reverse("admin:disposisi_putuskan", args=[menunggu.pk]),
    )
    halaman = {
        "kasus": petugas.get(kasus),
        "kasus terbuka": petugas.post(reverse("portal:surat_pengirim", args=[surat.pk])),
        "kasus lagi": petugas.get(kasus),
        "pekerjaan": petugas.get(reverse("portal:kerja")),
        "pesan": petugas.get(pesan),
        "pesan terbuka": petugas.post(pesan, {"aksi": "buka"}),
        "cari": petugas.post(reverse("portal:cari"), {"cari": surat.nomor}, follow=True),
        "antrean": kepala.get(reverse("admin:disposisi_antrean")),
        "lembar": kepala.get(putuskan),
        "lembar terbuka": kepala.post(reverse("admin:disposisi_pengirim", args=[menunggu.pk])),
    }
    rekaman = {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}
    with peramban() as browser:
        assert keluhan(browser, rekaman, lebar=360) == {}
        assert keluhan(browser, rekaman, lebar=1280, skema="dark") == {}
