"""Companions of the officer: chosen by the head, free at the same time, told, reading and not acting."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.models import Pengecualian, SuratMasuk
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from disposisi import actions, dokumen_disposisi, jadwal, penarikan, rantai, serah_terima
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, PemakaianSlot, Ruang
from disposisi.pendamping import dari_disposisi, dari_surat
from disposisi.rencana import LAMA_BAKU, SlotTerpakai
from tests import pabrik
from tests.disposisi.bantuan import bersurat

pytestmark = pytest.mark.django_db
RABU = datetime.fromisoformat("2026-11-25T09:00+08:00")


@pytest.fixture(autouse=True)
def senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def orang():
    """Three more officers."""
    return [
        pabrik.pengguna("petugas", nama=f"Wa {nama}", email=f"{nama.lower()}@contoh.test")
        for nama in ("Anoa", "Butur", "Cia")
    ]


@pytest.fixture
def ruang():
    return Ruang.objects.create(nama="Ruang 1")


def bertemu(surat, kepala, petugas, ruang, *pendamping, mulai=RABU) -> Disposisi:
    return pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, pendamping=pendamping, waktu=mulai, ruang=ruang, lama=LAMA_BAKU
    )


def undangan(surat) -> list[tuple[str, bool]]:
    kabar = Pesan.objects.filter(kelas="jadwal_petugas", data__nomor=surat.nomor).order_by("pk")
    return sorted((satu.tujuan, satu.data["batal"]) for satu in kabar)


def test_chosen_with_the_decision_told_and_taking_the_same_time(surat, kepala, petugas, ruang, orang):
    a, b, c = orang
    disposisi = bertemu(surat, kepala, petugas, ruang, a, b)
    assert dari_disposisi(disposisi) == dari_surat(surat) == [a, b]
    assert "didampingi Wa Anoa dan Wa Butur" in surat.riwayat.get(jenis="didisposisikan").teks
    pemakai = PemakaianSlot.objects.values_list("sumber__petugas", flat=True)
    assert set(pemakai) == {petugas.pk, a.pk, b.pk, None}
    assert {("anoa@contoh.test", False), ("butur@contoh.test", False)} <= set(undangan(surat))
    lain = pabrik.pengaduan()
    with pytest.raises(SlotTerpakai, match=r"Pendamping Wa Butur sudah punya jadwal lain .*jangan pilih ia"):
        bertemu(lain, kepala, c, Ruang.objects.create(nama="Ruang 2"), b)
    assert Disposisi.objects.count() == 1
    assert not SuratMasuk.objects.untuk(b).filter(pk=lain.pk).exists()


def test_refused_with_a_reason(surat, kepala, petugas, ruang, orang):
    a, b, c = orang
    Pengecualian.objects.create(surat=surat, pengguna=a)
    b.is_active = False
    b.save()
    piket = pabrik.pengguna("piket", nama="Wa Piket")
    for siapa, kata in (
        (petugas, "sudah menjadi petugas surat ini"),
        (a, "disebut dalam surat ini"),
        (b, "tidak aktif atau bukan petugas"),
        (piket, "tidak aktif atau bukan petugas"),
    ):
        with pytest.raises(GalatAturan, match=kata):
            bertemu(surat, kepala, petugas, ruang, siapa)
    Ketidakhadiran.objects.create(
        petugas=c, mulai=RABU - timedelta(hours=1), selesai=RABU + timedelta(hours=1), alasan="Cuti"
    )
    with pytest.raises(
        GalatAturan, match=r"^Pendamping Wa Cia tidak hadir pada waktu itu: Cuti. Pilih waktu lain, atau"
    ):
        bertemu(surat, kepala, petugas, ruang, c)
    assert not Disposisi.objects.exists()


def test_reads_the_letter_and_changes_nothing(client, surat, kepala, petugas, orang, ruang):
    a, b, _ = orang
    disposisi = bertemu(surat, kepala, petugas, ruang, a)
    assert SuratMasuk.objects.untuk(a).get() == surat
    assert not SuratMasuk.objects.untuk(b).exists()
    for lakukan in (
        lambda: actions.laksanakan(surat=surat, oleh=a, pada=jam.sekarang()),
        lambda: rantai.teruskan(surat=surat, oleh=a, petugas=b, alasan="Coba."),
        lambda: jadwal.batalkan_jadwal(audiensi=Audiensi.objects.get(), oleh=a, alasan="Coba."),
    ):
        with pytest.raises(TidakBerwenang):
            lakukan()
    Pengecualian.objects.create(surat=surat, pengguna=a)
    assert not SuratMasuk.objects.untuk(a).exists()
    penarikan.tarik_disposisi(disposisi=disposisi, oleh=kepala)
    assert dari_surat(surat) == []


def test_moved_invitations_follow(surat, kepala, petugas, orang, ruang):
    a, b, _ = orang
    awal = bertemu(surat, kepala, petugas, ruang, a)
    isi = {"mode": "tatap_muka", "petugas": petugas, "waktu": RABU, "ruang": ruang, "lama": LAMA_BAKU}
    baru = rantai.disposisi_ulang(
        surat=surat, oleh=kepala, alasan_perubahan="Ganti pendamping.", pendamping=[b], **isi
    )
    assert dari_surat(surat) == [b]
    assert ("anoa@contoh.test", True) in undangan(surat)
    assert ("butur@contoh.test", False) in undangan(surat)
    assert Audiensi.objects.berjalan().get().pendamping.get().petugas == b
    penarikan.tarik_disposisi(disposisi=baru, oleh=kepala)
    assert dari_disposisi(awal) == dari_surat(surat) == [a]
    assert Audiensi.objects.berjalan().get().pendamping.get().petugas == a
    jadwal.jadwal_ulang(
        audiensi=Audiensi.objects.berjalan().get(),
        oleh=petugas,
        mulai=RABU + timedelta(hours=1),
        alasan="Rapat.",
    )
    assert PemakaianSlot.objects.filter(sumber__petugas=a).exists()
    assert not PemakaianSlot.objects.filter(sumber__petugas=b).exists()


def test_handed_on_they_stay_as_far_as_they_can(surat, kepala, petugas, orang, ruang):
    a, b, c = orang
    bertemu(surat, kepala, petugas, ruang, a, b, c)
    Ketidakhadiran.objects.create(
        petugas=b, mulai=RABU - timedelta(hours=1), selesai=RABU + timedelta(hours=1), alasan="Cuti"
    )
    rantai.teruskan(surat=surat, oleh=petugas, petugas=a, alasan="Lebih dekat.")
    assert dari_surat(surat) == [c]
    assert "Wa Butur tidak lagi mendampingi." in surat.riwayat.get(jenis="diteruskan").teks
    sekarang = jam.sekarang()
    Ketidakhadiran.objects.create(
        petugas=c, mulai=sekarang - timedelta(hours=1), selesai=sekarang + timedelta(hours=1), alasan="Sakit"
    )
    [hasil] = serah_terima.serahkan_semua(
        petugas=a, oleh=kepala, pengganti={surat.pk: petugas}, alasan="Cuti."
    )
    assert hasil.jadwal == serah_terima.TETAP
    assert "Wa Cia tidak lagi mendampingi. Wa Cia sedang tidak hadir" in hasil.kata
    assert dari_surat(surat) == []


def test_handed_over_to_a_time_that_all_share(surat, kepala, petugas, orang, ruang):
    a, b, _ = orang
    bertemu(surat, kepala, petugas, ruang, a)
    bertemu(pabrik.pengaduan(), kepala, b, Ruang.objects.create(nama="Ruang 2"))
    siang = datetime.fromisoformat("2026-11-23T11:15+08:00")
    bertemu(pabrik.pengaduan(), kepala, a, Ruang.objects.create(nama="Ruang 3"), mulai=siang)
    isi = {"petugas": petugas, "oleh": kepala, "pengganti": {surat.pk: b}}
    bebas, _ = serah_terima.pratinjau(**isi)
    [hasil] = serah_terima.serahkan_semua(**isi, alasan="Cuti.")
    assert hasil.jadwal == serah_terima.PINDAH
    assert hasil.mulai == bebas[surat.pk].mulai == datetime.fromisoformat("2026-11-23T13:00+08:00")
    kini = Audiensi.objects.berjalan().get(surat=surat)
    assert [kini.petugas, kini.pendamping.get().petugas] == [b, a]


@pytest.fixture
def klien(client):
    def masuk(pengguna):
        client.force_login(pengguna)
        return client

    return masuk


def test_head_chooses_on_the_form(klien, surat, kepala, petugas, ruang, orang):
    a, b, c = orang
    Pengecualian.objects.create(surat=surat, pengguna=c)
    alamat = reverse("admin:disposisi_putuskan", args=[surat.pk])
    halaman = klien(kepala).get(alamat).content.decode()
    assert "Didampingi oleh (boleh dikosongkan)" in halaman
    assert re.search(rf'name="pendamping"\s+value="{c.pk}"[^>]*disabled', halaman)
    isian = {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": petugas.pk, "penjadwalan": "sendiri"}
    isian |= {"tanggal": "2026-11-25", "pukul": "09:00", "ruang": ruang.pk, "lama": "30"}
    for pilihan, kata in (
        ([petugas.pk], "sudah menjadi petugas surat ini"),
        ([c.pk], "Pendamping ini tidak dapat ditugaskan"),
    ):
        jawaban = klien(kepala).post(alamat, isian | {"pendamping": pilihan}).content.decode()
        assert kata in jawaban
        assert re.search(r'<details[^>]*calon-pendamping"\s+open>', jawaban)
    bertemu(pabrik.pengaduan(), kepala, b, Ruang.objects.create(nama="Ruang 2"))
    jawaban = klien(kepala).post(alamat, isian | {"pendamping": [a.pk, b.pk]}).content.decode()
    assert "Pendamping Wa Butur sudah punya jadwal lain" in jawaban
    assert re.search(rf'value="{a.pk}"\s+id="id_pendamping_\d+"\s+checked', jawaban)
    assert not Disposisi.objects.filter(surat=surat).exists()
    jawaban = klien(kepala).post(alamat, isian | {"pendamping": [a.pk]}, follow=True).content.decode()
    assert "didisposisikan kepada La Ode Amrin, S.ST., didampingi Wa Anoa" in jawaban
    assert dari_surat(surat) == [a]
    assert "<dt>Pendamping</dt>" in klien(kepala).get(alamat).content.decode()
    diteruskan = dokumen_disposisi.susun(surat, tampil(surat))["diteruskan"]
    assert diteruskan == ["La Ode Amrin, S.ST., Pekerja Sosial Ahli Muda", f"Wa Anoa, {a.jabatan}"]
    ulang = reverse("admin:disposisi_ulang", args=[surat.pk])
    assert re.search(rf'value="{a.pk}"[^>]*checked', klien(kepala).get(ulang).content.decode())


def test_companion_reads_the_case_page_and_the_calendar(klien, kepala, petugas, ruang, orang):
    a, b, _ = orang
    surat = bersurat("bukti.jpg", rahasiakan_identitas=True)
    bertemu(surat, kepala, petugas, ruang, a)
    alamat = reverse("portal:surat", args=[surat.pk])
    halaman = klien(a).get(alamat).content.decode()
    assert "Anda mendampingi La Ode Amrin, S.ST." in halaman
    assert surat.pengirim.nama not in halaman
    for nama in ("portal:teruskan", "portal:atur_jadwal"):
        assert reverse(nama, args=[surat.pk]) not in halaman
        assert reverse(nama, args=[surat.pk]) in klien(petugas).get(alamat).content.decode()
    tanya = reverse("portal:surat_tindakan", args=[surat.pk, "tanya"])
    assert tanya not in halaman
    assert klien(a).post(tanya, {"teks": "Kapan?"}).status_code == 403
    [pesan] = Pesan.objects.filter(kasus=surat.uuid, kelas="pemberitahuan")
    assert klien(a).get(reverse("portal:pesan", args=[pesan.pk])).status_code == 404
    assert klien(a).post(reverse("portal:surat_pengirim", args=[surat.pk]), {"kali": "1"}).status_code == 403
    berkas = klien(a).get(reverse("portal:surat_berkas", args=[surat.pk, surat.lampiran.get().berkas_id]))
    assert b"".join(berkas.streaming_content)
    assert LogAksesBerkas.objects.get().sebagai == "pendamping"
    assert surat.nomor in klien(a).get(reverse("portal:kerja")).content.decode()
    assert klien(b).get(alamat).status_code == 404
    jadwal_saya = klien(a).get(reverse("portal:jadwal"), {"tanggal": "2026-11-25", "petugas": a.pk})
    assert alamat in jadwal_saya.content.decode()
    Pengecualian.objects.create(surat=surat, pengguna=a)
    assert klien(a).get(alamat).status_code == 404
    assert surat.nomor not in klien(a).get(reverse("portal:kerja")).content.decode()
