"""Keeping, linking, deleting, sweeping, logging."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from dinsos.berkas import actions, gudang
from dinsos.berkas.enums import Keadaan
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas, LogAksesBerkas
from dinsos.berkas.ringkas import ringkas
from tests.berkas import korpus

pytestmark = pytest.mark.django_db


@pytest.fixture
def simpan():
    def _simpan(nama: str = "foto.png", isi: bytes | None = None) -> Berkas:
        return actions.simpan(unggahan=SimpleUploadedFile(nama, korpus.png() if isi is None else isi))

    return _simpan


@pytest.fixture
def tertaut(simpan):
    berkas = simpan()
    with transaction.atomic():
        actions.tautkan(berkas=berkas)
    return berkas


def _ada(berkas: Berkas) -> bool:
    return gudang.ukuran(berkas.nama_simpan) == berkas.ukuran


# --- simpan -------------------------------------------------------------------------------------------
def test_simpan_di_dalam_transaksi_ditolak(simpan, settings):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        simpan()
    assert not Berkas.objects.exists()
    assert not list(gudang.daftar())


def test_disk_yang_gagal_tidak_meninggalkan_apa_pun(simpan, settings, tmp_path):
    halangan = tmp_path / "bukan-folder"
    halangan.write_text("")
    settings.BERKAS_ROOT = halangan / "berkas"
    with pytest.raises(GalatBerkas) as galat:
        simpan()
    assert galat.value.kode == "gagal_simpan"
    assert not Berkas.objects.exists()


def test_nama_pecahan_tidak_tersisa_bila_ganti_nama_gagal(simpan, monkeypatch):
    nama = "ab/cd/abcd" + "0" * 28
    monkeypatch.setattr(gudang, "nama_acak", lambda: nama)
    gudang.jalur(nama).mkdir(parents=True)
    (gudang.jalur(nama) / "x").write_text("")
    with pytest.raises(GalatBerkas):
        simpan()
    assert os.listdir(gudang.jalur(nama).parent) == [nama[-32:]]
    assert not Berkas.objects.exists()


# --- tautkan ------------------------------------------------------------------------------------------
def test_tautkan_mengubah_keadaan_sekali_saja(simpan):
    berkas = simpan()
    with transaction.atomic():
        hasil = actions.tautkan(berkas=berkas)
    assert hasil.keadaan == berkas.keadaan == Keadaan.TERTAUT
    assert Berkas.objects.get().keadaan == Keadaan.TERTAUT
    with pytest.raises(GalatBerkas) as galat, transaction.atomic():
        actions.tautkan(berkas=berkas)
    assert galat.value.kode == "sudah_tertaut"


def test_tautkan_ikut_batal_bersama_suratnya(simpan):
    berkas = simpan()
    with transaction.atomic():
        actions.tautkan(berkas=berkas)
        transaction.set_rollback(True)
    assert Berkas.objects.get().keadaan == Keadaan.SEMENTARA
    assert _ada(berkas)


def test_tautkan_menolak_berkas_yang_hilang_terpotong_atau_dihapus(simpan):
    hilang, terpotong, dihapus, tersapu = (simpan() for _ in range(4))
    gudang.hapus(hilang.nama_simpan)
    os.truncate(gudang.jalur(terpotong.nama_simpan), 5)
    actions.hapus(berkas=dihapus)
    Berkas.objects.get(pk=tersapu.pk).delete()
    for berkas in (hilang, terpotong, dihapus, tersapu):
        with pytest.raises(GalatBerkas) as galat, transaction.atomic():
            actions.tautkan(berkas=berkas)
        assert galat.value.kode == "hilang"
        assert "unggah lagi" in galat.value.pesan
    assert not Berkas.objects.filter(keadaan=Keadaan.TERTAUT).exists()


@pytest.mark.django_db(transaction=True)
def test_tautkan_di_luar_transaksi_adalah_kesalahan_program(simpan):
    with pytest.raises(RuntimeError, match="di dalam transaksi"):
        actions.tautkan(berkas=simpan())


# --- hapus --------------------------------------------------------------------------------------------
def test_hapus_membuang_isi_dan_nama_setelah_transaksi(tertaut, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.hapus(berkas=tertaut)
        assert _ada(tertaut), "the bytes stay until the commit"
    assert gudang.ukuran(tertaut.nama_simpan) is None
    tertaut.refresh_from_db()
    assert (tertaut.keadaan, tertaut.nama_asli) == (Keadaan.DIHAPUS, "")
    pada = tertaut.dihapus_pada
    actions.hapus(berkas=tertaut)
    tertaut.refresh_from_db()
    assert tertaut.dihapus_pada == pada


def test_hapus_yang_batal_tidak_membuang_isi(tertaut, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        actions.hapus(berkas=tertaut)
        transaction.set_rollback(True)
    assert Berkas.objects.get().keadaan == Keadaan.TERTAUT
    assert _ada(tertaut)


# --- sapu ---------------------------------------------------------------------------------------------
def test_sapu_hanya_mengambil_yang_tua_dan_tidak_dipakai(simpan, tertaut, jam_uji, settings):
    jam_uji.ke("2026-11-20T09:00:00+08:00")
    tua = simpan()
    jam_uji.maju(jam=20)
    muda = simpan()
    jam_uji.maju(jam=5)
    yatim = gudang.nama_acak()
    gudang.tulis(yatim, b"isi")
    sebagian = gudang.jalur(gudang.nama_acak())
    gudang._siapkan_folder(sebagian.parent)
    sebagian.with_name(sebagian.name + gudang.SEBAGIAN).write_bytes(b"set")
    sedang = gudang.jalur(muda.nama_simpan)
    sedang.with_name(sedang.name + gudang.SEBAGIAN).write_bytes(b"sedang ditulis")
    asing = settings.BERKAS_ROOT / "BACA-SAYA"
    asing.write_text("bukan milik portal")

    hasil = actions.sapu(lebih_tua_dari=timedelta(hours=24))

    assert (hasil.baris, hasil.berkas) == (1, 2)
    assert set(Berkas.objects.values_list("pk", flat=True)) == {muda.pk, tertaut.pk}
    assert _ada(muda)
    assert _ada(tertaut)
    assert not _ada(tua)
    assert asing.exists()
    assert sedang.with_name(sedang.name + gudang.SEBAGIAN).exists(), "an upload in progress is left alone"
    assert actions.sapu(lebih_tua_dari=timedelta(hours=24)) == actions.HasilSapu(0, 0)


def test_sapu_menyelesaikan_penghapusan_yang_terputus(tertaut):
    """Killed between the commit of a deletion and the removal of the bytes: the sweep ends it."""
    actions.hapus(berkas=tertaut)
    assert gudang.ukuran(tertaut.nama_simpan)
    assert actions.sapu(lebih_tua_dari=timedelta(hours=24)).berkas == 1
    assert gudang.ukuran(tertaut.nama_simpan) is None


def test_sapu_menyimpan_baris_yang_pernah_dilihat(simpan, jam_uji):
    berkas = simpan()
    actions.catat_akses(berkas=berkas, sebagai="pelapor", tujuan="memeriksa isian")
    jam_uji.maju(hari=3)
    assert actions.sapu(lebih_tua_dari=timedelta(hours=24)).baris == 1
    berkas.refresh_from_db()
    assert berkas.keadaan == Keadaan.DIHAPUS
    assert gudang.ukuran(berkas.nama_simpan) is None
    assert berkas.log_akses.count() == 1


def test_sapu_tidak_menyentuh_unggahan_milik_draf(simpan, jam_uji):
    """A draft of a week holds on to its uploads; when it goes, they go."""
    from uuid import uuid4

    from dinsos.agenda.enums import Layanan, PeranLampiran
    from dinsos.agenda.models import Draf, Lampiran
    from dinsos.inti import jam

    berkas = simpan()
    pada = jam.sekarang()
    draf = Draf.objects.create(kunci=uuid4(), layanan=Layanan.values[0], dibuat_pada=pada, diubah_pada=pada)
    Lampiran.objects.create(draf=draf, berkas=berkas, peran=PeranLampiran.values[0])
    jam_uji.maju(hari=7)
    assert actions.sapu(lebih_tua_dari=timedelta(hours=24)).baris == 0
    assert _ada(berkas)
    draf.delete()
    assert actions.sapu(lebih_tua_dari=timedelta(hours=24)).baris == 1
    assert not _ada(berkas)


def test_sapu_di_dalam_transaksi_ditolak(simpan):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.sapu(lebih_tua_dari=timedelta(0))


def test_sapu_tanpa_folder_tidak_mengeluh():
    assert actions.sapu(lebih_tua_dari=timedelta(hours=1)) == actions.HasilSapu(0, 0)


def test_perintah_sapu_berkas(simpan, tertaut, jam_uji):
    simpan()
    jam_uji.maju(jam=30)
    keluar = StringIO()
    call_command("sapu_berkas", stdout=keluar)
    assert keluar.getvalue() == "1 unggahan tidak terpakai dihapus, 0 berkas tanpa baris dihapus.\n"
    with pytest.raises(CommandError, match="paling sedikit 1"):
        call_command("sapu_berkas", jam=0)

    call_command("sapu_berkas", periksa=True, stdout=(keluar := StringIO()))
    assert keluar.getvalue() == "Semua berkas surat lengkap.\n"
    gudang.hapus(tertaut.nama_simpan)
    with pytest.raises(CommandError, match="1 berkas surat hilang"):
        call_command("sapu_berkas", periksa=True, stderr=(galat := StringIO()))
    assert str(tertaut.pk) in galat.getvalue()


# --- log, ringkas, batasan -----------------------------------------------------------------------------
def test_log_akses_hanya_bertambah(tertaut, django_user_model, jam_uji):
    petugas = django_user_model.objects.create_user("siti", nama="Siti")
    pada = jam_uji.ke("2026-11-23T10:00:00+08:00")
    catatan = actions.catat_akses(
        berkas=tertaut, oleh=petugas, sebagai="petugas", tujuan="memeriksa identitas"
    )
    catatan.refresh_from_db()
    assert (catatan.berkas, catatan.oleh, catatan.sebagai) == (tertaut, petugas, "petugas")
    assert abs((catatan.pada - pada).total_seconds()) < 30
    for ubah in (
        catatan.save,
        catatan.delete,
        LogAksesBerkas.objects.all().delete,
        lambda: LogAksesBerkas.objects.update(tujuan="lain"),
    ):
        with pytest.raises(TypeError, match="hanya boleh ditambah"):
            ubah()


def test_ringkasan_untuk_daftar(simpan, django_assert_num_queries):
    foto, surat = simpan("a.jpg", korpus.jpeg()), simpan("b.pdf", korpus.pdf(halaman=3))
    with django_assert_num_queries(0):
        satu, dua = ringkas(foto), ringkas(surat)
    assert (satu.nama, satu.ikon, satu.rincian, satu.ada) == ("a.jpg", "gambar", "640 × 480 piksel", True)
    assert (dua.nama, dua.ikon, dua.jenis, dua.rincian) == ("b.pdf", "pdf", "PDF", "3 halaman")
    assert satu.ukuran.endswith(" KB")
    actions.hapus(berkas=foto)
    assert (ringkas(foto).ada, ringkas(foto).nama) == (False, "berkas sudah dihapus")


@pytest.mark.parametrize(
    "ubah",
    [
        {"keadaan": "entah"},
        {"keadaan": "dihapus"},
        {"nama_asli": ""},
        {"lebar": None},
        {"tinggi": 0},
        {"jenis": "pdf", "mime": "application/pdf", "lebar": None, "tinggi": None},
        {"halaman": 3},
        {"jenis": "pdf"},
        {"mime": "text/html"},
        {"ukuran": 0},
    ],
)
def test_basis_data_menolak_baris_yang_tidak_masuk_akal(simpan, ubah):
    berkas = simpan()
    with pytest.raises(IntegrityError), transaction.atomic():
        Berkas.objects.filter(pk=berkas.pk).update(**ubah)


def test_nama_simpan_unik(simpan, monkeypatch):
    satu = simpan()
    monkeypatch.setattr(gudang, "nama_acak", lambda: satu.nama_simpan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Berkas.objects.create(**{**_kolom(satu), "pk": None})


def _kolom(berkas: Berkas) -> dict:
    return {f.attname: getattr(berkas, f.attname) for f in berkas._meta.concrete_fields if f.name != "id"}
