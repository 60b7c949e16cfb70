"""Addresses of the staff rooms, below /kerja/."""

from django.urls import path, register_converter

from dinsos.portal import (
    views_atur_jadwal,
    views_berita_acara,
    views_cari,
    views_identitas,
    views_jadwal,
    views_kode,
    views_pesan,
    views_rantai,
    views_serah_terima,
    views_surat_keluar,
    views_urus_surat,
)
from dinsos.portal import views_kerja as views
from dinsos.portal.tindakan import TINDAKAN


class NamaTindakan:
    """One of the acts of the case page, whatever the service."""

    regex = "|".join(sorted({nama for tindakan in TINDAKAN.values() for nama in tindakan}))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NamaTindakan, "tindakan")

urlpatterns = [
    path("", views.kerja, name="kerja"),
    path("kode-rahasia/", views_kode.kode, name="kode_baru"),
    path("cari/", views_cari.cari, name="cari"),
    path("cari/hasil/", views_cari.hasil, name="cari_hasil"),
    path("surat/<int:pk>/", views.surat, name="surat"),
    path("surat/<int:pk>/pengirim/", views.pengirim, name="surat_pengirim"),
    path("surat/<int:pk>/kartu-identitas/", views_identitas.identitas, name="identitas"),
    path("surat/<int:pk>/berkas/<uuid:kunci>/", views.berkas, name="surat_berkas"),
    path("surat/<int:pk>/keluar/<uuid:kunci>/", views_surat_keluar.jawaban, name="surat_keluar"),
    path("surat/<int:pk>/keluar/<uuid:kunci>/urus/", views_urus_surat.urus, name="urus_surat"),
    path("surat/<int:pk>/keluar/<uuid:kunci>/pindaian/", views_surat_keluar.pindaian, name="surat_pindaian"),
    path("surat/<int:pk>/cetak/<slug:apa>/", views_surat_keluar.cetak, name="surat_cetak"),
    path("surat/<int:pk>/berita-acara/", views_berita_acara.berita_acara, name="berita_acara"),
    path("surat/<int:pk>/jadwal/", views_atur_jadwal.atur, name="atur_jadwal"),
    path("serah-terima/", views_serah_terima.serah_terima, name="serah_terima"),
    path("surat/<int:pk>/teruskan/", views_rantai.teruskan, name="teruskan"),
    path("disposisi/<int:pk>/tarik/", views_rantai.tarik, name="tarik_disposisi"),
    path("surat/<int:pk>/<tindakan:nama>/", views.tindakan, name="surat_tindakan"),
    path("jadwal/", views_jadwal.kalender, name="jadwal"),
    path("jadwal/<int:pk>.ics", views_jadwal.berkas, name="jadwal_ics"),
    path("jadwal/<int:pk>/<slug:nama>/", views_jadwal.tindakan, name="jadwal_tindakan"),
    path("pesan/<uuid:kunci>/", views_pesan.pesan, name="pesan"),
    path("pesan-pegawai/", views_pesan.pegawai_diurus, name="pesan_pegawai"),
    path("pesan/<uuid:kunci>/surat/", views_surat_keluar.pesan_surat, name="pesan_surat"),
]
