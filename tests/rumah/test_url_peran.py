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


@pytest.fixture
def alamat():
    """(address, path) of everything that can be opened; parameters point at a letter that exists."""
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
    return [(satu, satu.jalur(**diketahui)) for satu in SEMUA if satu.nama]


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
def test_tanpa_masuk(client, alamat):
    """Without an account: open what is public; elsewhere the sign-in page, or the way to it for what was sent."""
    temuan = []
    for satu, jalur in alamat:
        for jawaban in (client.get(jalur), client.post(jalur)):
            dialihkan = jawaban.status_code == 302 and bool(HALAMAN_MASUK.match(jawaban.url))
            dikirim = jawaban.request["REQUEST_METHOD"] == "POST" and jawaban.status_code == 403
            ditutup = dialihkan or (dikirim and bool(HALAMAN_MASUK.match(jawaban.context["url_masuk"])))
            salah = jawaban.status_code in (401, 403) or (dialihkan and satu.nama != "admin:login")
            if salah if satu.aturan == PUBLIK else not ditutup:
                temuan.append(f"{jawaban.request['REQUEST_METHOD']} {jalur}: {jawaban.status_code}")
    assert temuan == []


@pytest.mark.django_db
@pytest.mark.parametrize("peran", Peran.values)
def test_setiap_peran(client, alamat, peran):
    """A wrong role gets 403 or 404, whatever the method; a right one never meets the sign-in page."""
    client.force_login(pabrik.pengguna(peran))
    temuan = []
    for satu, jalur in alamat:
        if satu.aturan in (PUBLIK, MASUK):
            salah = client.get(jalur).status_code == 403 and satu.nama != "admin:login"
        elif peran in satu.aturan:
            jawaban = client.get(jalur)
            salah = jawaban.status_code == 302 and bool(HALAMAN_MASUK.match(jawaban.url))
        else:
            kode = {client.get(jalur).status_code, client.post(jalur).status_code}
            salah = not (kode <= {403, 404, 405} and kode & {403, 404})
        if salah:
            temuan.append(jalur)
    assert temuan == []


@pytest.mark.django_db
def test_akun_tanpa_peran(client, alamat):
    """An account that was given no role yet opens nothing but its own password page."""
    client.force_login(pabrik.pengguna())
    terbuka = [
        jalur
        for satu, jalur in alamat
        if satu.aturan not in (PUBLIK, MASUK) and client.get(jalur).status_code not in (403, 404, 405)
    ]
    assert terbuka == []


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
    # Delivery only, neither recipients nor texts; rooms and officers' hours say nothing about a case.
    assert terbuka <= {
        "notifikasi.Pesan",
        "disposisi.Ruang",
        "disposisi.JamPetugas",
        "disposisi.Ketidakhadiran",
    }
