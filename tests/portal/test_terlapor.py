"""An officer whom a complaint names never meets it, whatever the role: in lists, search, counts, history, mail."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from dinsos.agenda.detak import detak
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.models import Pesan
from disposisi.forms import FormDisposisi
from disposisi.querysets import calon_petugas
from tests import pabrik
from tests.bantu import kenari
from tests.bantu.kenari import KENARI, terbaca
from tests.portal.kerja import kata, masuk

pytestmark = [pytest.mark.django_db, pytest.mark.jelajah, pytest.mark.usefixtures("templat_ketat")]
TERLAPOR = ("petugas", "kepala_dinas", "sekretaris", "piket", "pengelola", "plh")
HITUNGAN = (
    "agenda_suratmasuk",
    "agenda_pengirim",
    "pengaduan_pengaduan",
    "disposisi_disposisi",
    "notifikasi_pesan",
)


def jejak(klien, surat) -> dict[str, str]:
    """The pages on which the number or the sender of the letter shows to this browser."""
    tanda = re.compile(f"{surat.nomor}|{KENARI.pattern}", re.IGNORECASE)
    halaman = kenari.telusuri(klien, surat)
    # What a person searched for stands in their own address and search box.
    diketik = {jalur for jalur in halaman if "enari" in jalur or surat.nomor in jalur}
    return {j: tanda.search(i)[0] for j, i in halaman.items() if j not in diketik and tanda.search(i)}


def angka(klien, lain: SuratMasuk) -> dict:
    """Every number that this person is told about letters; and the load of officers, on the page of another one."""
    kerja = klien.get(reverse("portal:kerja")).context
    isi = {nama: kerja[nama] for nama in ("menunggu", "papan", "tanpa_pemutus")}
    isi["pesan"] = len(kerja["pesan_manual"] or [])
    isi["surat"] = len(kerja["surat"] or [])
    papan = klien.get(reverse("laporan:tenggat"))
    isi["tenggat"] = (
        (papan.context["angka"], papan.context["per_petugas"]) if papan.status_code == 200 else None
    )
    for layar in HITUNGAN:
        daftar = klien.get(reverse(f"admin:{layar}_changelist"))
        isi[layar] = daftar.context["cl"].result_count if daftar.status_code == 200 else None
    form = klien.get(reverse("admin:disposisi_putuskan", args=[lain.pk]))
    isi["beban"] = (
        re.findall(r"[^<>]+surat terbuka", form.content.decode()) if form.status_code == 200 else None
    )
    return isi


@pytest.mark.parametrize("peran", TERLAPOR)
def test_accused_meets_no_trace_in_the_whole_life_of_the_letter(peran, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    terlapor, klien = orang[peran], masuk(orang[peran])
    pemutus = orang["sekretaris" if peran == "kepala_dinas" else "kepala_dinas"]
    penangan = orang["lain" if peran == "petugas" else "petugas"]
    lain = pabrik.pengaduan()
    sebelum = angka(klien, lain)
    surat = kenari.surat_pengaduan(rahasia=False, terlapor=terlapor)
    for tahap in kenari.jalani(surat, pemutus=pemutus, petugas=penangan):
        assert jejak(klien, surat) == {}, tahap
        assert angka(klien, lain) == sebelum, tahap
        for dicari in (surat.nomor, kenari.NOMOR_TELEPON, "Kenari Nama", "kenari"):
            jawaban = masuk(terlapor).post(reverse("portal:cari"), {"cari": dicari}, follow=True)
            assert jawaban.status_code == 403 or "Tidak ditemukan" in kata(jawaban), (tahap, dicari)
    assert reverse("portal:surat", args=[surat.pk]) in jejak(masuk(penangan), surat)


@pytest.mark.parametrize("peran", TERLAPOR)
def test_hidden_and_missing_are_the_same_answer(peran):
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan(rahasia=False, terlapor=orang[peran])
    pemutus = orang["sekretaris" if peran == "kepala_dinas" else "kepala_dinas"]
    pabrik.disposisi(surat, oleh=pemutus, petugas=orang["lain"])
    klien, kosong = masuk(orang[peran]), surat.pk + 999
    berkas = surat.lampiran.first().berkas_id
    tiada = "7b0f2f6e-6f7c-4a53-9a52-0d9a5f3f4c11"
    pesan = Pesan.objects.filter(kasus=surat.uuid).first().pk
    for nama, ada, hampa in (
        ("portal:surat", [surat.pk], [kosong]),
        ("portal:surat_pengirim", [surat.pk], [kosong]),
        ("portal:surat_berkas", [surat.pk, berkas], [kosong, tiada]),
        ("portal:surat_tindakan", [surat.pk, "tanya"], [kosong, "tanya"]),
        ("portal:identitas", [surat.pk], [kosong]),
        ("portal:pesan", [pesan], [tiada]),
        ("admin:disposisi_putuskan", [surat.pk], [kosong]),
        ("admin:disposisi_pengirim", [surat.pk], [kosong]),
        ("admin:disposisi_berkas", [surat.pk, berkas], [kosong, tiada]),
        ("admin:agenda_suratmasuk_change", [surat.pk], [kosong]),
        ("admin:agenda_suratmasuk_history", [surat.pk], [kosong]),
        ("admin:agenda_pengirim_change", [surat.pengirim.pk], [kosong]),
        ("admin:pengaduan_pengaduan_history", [surat.pengaduan.pk], [kosong]),
        ("admin:disposisi_disposisi_change", [surat.disposisi.pk], [kosong]),
    ):
        for kirim in (klien.get, klien.post):
            satu, dua = (kirim(reverse(nama, args=a), {"aksi": "buka", "teks": "x"}) for a in (ada, hampa))
            assert satu.status_code == dua.status_code, nama
            if satu.status_code not in (303, 405):  # for the method, whatever the letter
                assert satu.status_code in (403, 404), nama
                assert _tetap(satu) == _tetap(dua), nama
    assert surat.buka_identitas.count() == 0


def _tetap(jawaban) -> str:
    """The body without what is new in every answer."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"|/\d+/', "", jawaban.content.decode())


def test_accused_officer_is_not_offered_and_gets_no_reminder(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    orang = kenari.orang_kantor()
    for peran in ("petugas", "plh", "kepala_dinas"):
        pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=orang[peran]))
    for surat in SuratMasuk.objects.all():
        pemutus = orang["sekretaris" if surat.menyangkut_kepala else "kepala_dinas"]
        kecuali = {satu.pengguna for satu in surat.pengecualian.all()}
        assert kecuali
        assert not kecuali & set(calon_petugas(surat=surat, pemutus=pemutus))
        form = FormDisposisi(surat=surat, pemutus=pemutus)
        assert not kecuali & set(form.fields["petugas"].queryset)
    jam_uji.ke("2026-11-25T09:00+08:00")
    assert detak() > 0
    for surat in SuratMasuk.objects.all():
        alamat = {satu.pengguna.email for satu in surat.pengecualian.select_related("pengguna")}
        kepada = set(
            Pesan.objects.filter(kelas="pengingat", isi__contains=surat.nomor).values_list(
                "tujuan", flat=True
            )
        )
        assert kepada
        assert not kepada & alamat


def test_page_of_one_letter_brings_nothing_to_the_next():
    """Forms are kept as HTML between requests: neither officers nor a sender's address may come along."""
    orang = kenari.orang_kantor()
    biasa = kenari.surat_pengaduan(rahasia=False)
    tentang_petugas = pabrik.pengaduan(
        rincian_=pabrik.rincian(terlapor=orang["petugas"]), rahasiakan_identitas=True
    )
    klien = masuk(orang["kepala_dinas"])
    satu, dua = (
        klien.get(reverse("admin:disposisi_putuskan", args=[surat.pk])).content.decode()
        for surat in (biasa, tentang_petugas)
    )
    assert KENARI.search(satu)
    assert not KENARI.search(dua)
    assert orang["petugas"].pk in _dapat_dipilih(satu)
    assert orang["petugas"].pk not in _dapat_dipilih(dua)
    assert orang["lain"].pk in _dapat_dipilih(dua)


def _dapat_dipilih(halaman: str) -> set[int]:
    """The officers (ids) who can be chosen on a form; those whom the letter names are shown as closed."""
    pilihan = re.findall(r'<input[^>]*?name="petugas"[^>]*>', halaman)
    return {int(re.search(r'value="(\d+)"', satu)[1]) for satu in pilihan if "disabled" not in satu}


@pytest.mark.parametrize("kelak", ["petugas", "sekretaris", "kepala_dinas", "piket"])
def test_accused_who_gets_another_role_later_still_meets_nothing(kelak):
    """A clerk at the counter is complained about, and then promoted; the exclusion goes with the person."""
    orang = kenari.orang_kantor()
    terlapor = pabrik.pengguna("pengelola" if kelak == "piket" else "piket")
    surat = kenari.surat_pengaduan(rahasia=False, terlapor=terlapor)
    terlapor.groups.set([Group.objects.get(name=kelak)])
    klien = masuk(Pengguna.objects.get(pk=terlapor.pk))
    assert jejak(klien, surat) == {}
    assert terlapor not in calon_petugas(surat=surat, pemutus=orang["kepala_dinas"])
    pabrik.disposisi(surat, oleh=orang["kepala_dinas"], petugas=orang["petugas"])
    assert jejak(klien, surat) == {}


def test_account_that_was_shut_when_the_complaint_came_meets_nothing_when_it_is_opened_again():
    pabrik.pengguna("kepala_dinas")
    terlapor = pabrik.pengguna("petugas", nama="La Ode Abdul Rauf, S.Tr.Sos.", is_active=False)
    surat = kenari.surat_pengaduan(rahasia=False, terlapor_lain="pak Abdul Rauf")
    terlapor.is_active = True
    terlapor.save()
    assert terlapor not in calon_petugas(surat=surat, pemutus=pabrik.pengguna("kepala_dinas"))
    assert jejak(masuk(terlapor), surat) == {}


def test_complaint_about_a_former_head_is_the_heads():
    lama = pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Syarifuddin Kaimuddin", is_active=False)
    surat = kenari.surat_pengaduan(rahasia=False, terlapor_lain="Syarifuddin Kaimuddin")
    assert not surat.menyangkut_kepala
    assert [satu.pengguna for satu in surat.pengecualian.all()] == [lama]


def test_account_made_after_the_complaint_is_not_given_it():
    kepala = pabrik.pengguna("kepala_dinas")
    surat = kenari.surat_pengaduan(rahasia=False, terlapor_lain="pak Abdul Rauf")
    baru = pabrik.pengguna("petugas", nama="La Ode Abdul Rauf, S.Tr.Sos.")
    with pytest.raises(GalatAturan, match="disebut dalam surat ini"):
        pabrik.disposisi(surat, oleh=kepala, petugas=baru)
    assert jejak(masuk(baru), surat) == {}


def test_accused_who_later_acts_for_the_head_still_meets_nothing():
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan(rahasia=False, terlapor=orang["lain"])
    kenari.angkat_plh(orang["lain"])
    klien = masuk(Pengguna.objects.get(pk=orang["lain"].pk))
    assert jejak(klien, surat) == {}


def test_letter_about_the_head_stays_hidden_from_the_next_head():
    """It says "the head of office" and goes to the deputy; whoever is head later doesn't meet it either."""
    orang = kenari.orang_kantor()
    surat = kenari.surat_pengaduan(rahasia=False, terlapor_lain="Bapak Kepala Dinas")
    assert surat.menyangkut_kepala
    baru = pabrik.pengguna("kepala_dinas")
    for pengguna in (baru, orang["kepala_dinas"], orang["plh"]):
        assert jejak(masuk(pengguna), surat) == {}
    assert jejak(masuk(orang["sekretaris"]), surat)


def test_outbox_of_the_pengelola_shows_no_message_of_a_complaint_about_them():
    terlapor = pabrik.pengguna("pengelola")
    surat = kenari.surat_pengaduan(rahasia=False, terlapor=terlapor)
    pesan = Pesan.objects.get(kasus=surat.uuid)
    alamat = reverse("admin:notifikasi_pesan_change", args=[pesan.pk])
    assert masuk(pabrik.pengguna("pengelola")).get(alamat).status_code == 200
    jawaban = masuk(terlapor).get(alamat, follow=True)
    assert "tanda_terima" not in terbaca(jawaban)
    assert masuk(terlapor).get(reverse("admin:notifikasi_pesan_changelist")).context["cl"].result_count == 0
