"""Every address declares who may open it, and keeps to it (rancangan.md, "People")."""

import pytest
from django.contrib import admin

from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import Peran
from dinsos.akun.peran import MASUK, PUBLIK, STAF
from tests import pabrik
from tests.bantu.alamat import MASUK as HALAMAN_MASUK
from tests.bantu.alamat import daftar_alamat

SEMUA = daftar_alamat()
KASUS = {"agenda", "disposisi", "pengaduan", "konsultasi", "berkas", "notifikasi", "sla"}


def bernama():
    """Addresses that can be opened here, as test parameters."""
    return [pytest.param(satu, id=satu.nama) for satu in SEMUA if satu.nama]


@pytest.fixture
def jalur():
    """Turns an address into a path; parameters point at a letter that exists."""
    surat = pabrik.pengaduan()
    diketahui = {
        "pk": surat.pk,
        "surat": surat.pk,
        "surat_id": surat.pk,
        "nomor": surat.nomor,
        "object_id": surat.pk,
        "app_label": "akun",
        "url": "entah/",
        "tahun": 2026,
        "bulan": 11,
    }
    return lambda satu: satu.jalur(**diketahui)


def test_setiap_alamat_menyatakan_aturannya():
    assert [satu.nama for satu in SEMUA if satu.aturan is None] == []


def test_aturan_dikenal():
    asing = [
        (satu.nama, satu.aturan)
        for satu in SEMUA
        if satu.aturan not in (PUBLIK, MASUK) and not (satu.aturan and set(satu.aturan) <= set(STAF))
    ]
    assert asing == []


def test_alamat_tanpa_nama_terdaftar():
    """A pattern without a name can't be walked, so there is none but Django's own."""
    stok = ("admin_site", "model_admin")
    asing = [
        vars(satu.view) for satu in SEMUA if not satu.nama and not any(hasattr(satu.view, s) for s in stok)
    ]
    assert asing == []


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", bernama())
def test_tanpa_masuk(alamat, client, jalur):
    """Without an account: open what is public, and the sign-in page everywhere else."""
    tujuan = jalur(alamat)
    for jawaban in (client.get(tujuan), client.post(tujuan)):
        dialihkan = jawaban.status_code == 302 and HALAMAN_MASUK.match(jawaban.url)
        if alamat.aturan == PUBLIK:
            assert alamat.nama == "admin:login" or not dialihkan
            assert jawaban.status_code not in (401, 403)
        else:
            assert dialihkan, f"{tujuan}: {jawaban.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", bernama())
def test_setiap_peran(alamat, client, jalur):
    """A wrong role gets 403 or 404, whatever the method; a right one never meets the sign-in page."""
    tujuan = jalur(alamat)
    for peran in Peran.values:
        client.force_login(pabrik.pengguna(peran))
        if alamat.aturan in (PUBLIK, MASUK):
            if alamat.nama != "admin:login":
                assert client.get(tujuan).status_code != 403
        elif peran in alamat.aturan:
            jawaban = client.get(tujuan)
            assert not (jawaban.status_code == 302 and HALAMAN_MASUK.match(jawaban.url))
        else:
            kode = {client.get(tujuan).status_code, client.post(tujuan).status_code}
            assert kode & {403, 404}, f"{peran} {tujuan}"
            assert kode <= {403, 404, 405}, f"{peran} {tujuan}"


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", bernama())
def test_akun_tanpa_peran(alamat, client, jalur):
    """An account that was given no role yet opens nothing but its own password page."""
    client.force_login(pabrik.pengguna())
    if alamat.aturan not in (PUBLIK, MASUK):
        assert client.get(jalur(alamat)).status_code in (403, 404, 405)


def test_setiap_layar_admin_memakai_peran():
    """No model stands in the admin on Django's own permissions, and nothing there can be deleted."""
    assert [model for model, layar in admin.site._registry.items() if not isinstance(layar, IzinPeran)] == []
    for layar in admin.site._registry.values():
        assert type(layar).has_delete_permission is IzinPeran.has_delete_permission


def test_pengelola_tidak_membaca_isi_perkara():
    terbuka = {
        model._meta.label
        for model, layar in admin.site._registry.items()
        if model._meta.app_label in KASUS and Peran.PENGELOLA in (*layar.peran_lihat, *layar.peran_ubah)
    }
    assert terbuka <= {"notifikasi.Pesan"}  # delivery only: neither recipients nor texts
