"""Addresses of the portal: public pages, and the staff rooms below /kerja/."""

from django.urls import include, path, register_converter

from dinsos.agenda.enums import Layanan
from dinsos.portal import (
    panduan,
    views,
    views_kinerja,
    views_lacak,
    views_lacak_akhir,
    views_lacak_jadwal,
    views_panduan,
    views_surat_keluar,
)


class SatuKata:
    """One of a list of words."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NamaLayanan(SatuKata):
    """A service."""

    regex = "|".join(Layanan.values)


class NamaPanduan(SatuKata):
    """A manual of staff."""

    regex = "|".join(satu.kunci for satu in panduan.STAF)


register_converter(NamaLayanan, "layanan")
register_converter(NamaPanduan, "panduan")

app_name = "portal"
urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("standar-pelayanan/", views.standar, name="standar"),
    path("standar-pelayanan/<layanan:layanan>/", views.standar, name="standar_layanan"),
    path("privasi/", views.privasi, name="privasi"),
    path("kinerja/", views_kinerja.kinerja, name="kinerja"),
    path("lacak/", views_lacak.lacak, name="lacak"),
    path("lacak/surat/", views_lacak.kasus, name="kasus"),
    path("lacak/surat/jawab/<int:pk>/", views_lacak.jawab, name="jawab"),
    path("lacak/surat/data/<uuid:kunci>/", views_lacak.data, name="data"),
    path("lacak/surat/jadwal/", views_lacak_jadwal.jadwal_saya, name="jadwal_kasus"),
    path("lacak/surat/jadwal.ics", views_lacak.jadwal, name="jadwal_saya"),
    path("lacak/surat/cetak/", views_surat_keluar.pengirim_surat, name="surat_saya"),
    path(
        "lacak/surat/tanda-terima/",
        views_surat_keluar.pengirim_tanda_terima,
        name="tanda_terima_saya",
    ),
    path(
        "lacak/surat/jawaban/<uuid:kunci>/",
        views_surat_keluar.pengirim_jawaban,
        name="jawaban_saya",
    ),
    path("lacak/surat/cabut/", views_lacak.cabut, name="cabut"),
    path("lacak/surat/tanggapan/", views_lacak_akhir.tanggapan, name="tanggapan"),
    path("lacak/surat/survei/", views_lacak_akhir.survei, name="survei"),
    path("lacak/surat/lanjutan/", views_lacak_akhir.lanjutan, name="lanjutan"),
    path("lacak/surat/keluar/", views_lacak.keluar, name="keluar"),
    path("panduan/", views_panduan.warga, name="panduan_warga"),
    path("kerja/panduan/", views_panduan.daftar, name="panduan"),
    path("kerja/panduan/<panduan:buku>/", views_panduan.peran, name="panduan_peran"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("kerja/", include("dinsos.portal.urls_kerja")),
]
