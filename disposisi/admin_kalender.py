"""Addresses of the calendar and policy pages in the admin."""

from django.contrib import admin
from django.urls import path

from disposisi import kalender, kalender_isi, kalender_kebijakan

admin.site.tambah_halaman(
    path("kalender/", kalender.daftar, name="kalender_daftar"),
    path("kalender/susun/", kalender.susun, name="kalender_susun"),
    path("kalender/<int:pk>/", kalender.versi, name="kalender_versi"),
    path("kalender/<int:pk>/dasar/", kalender.dasar, name="kalender_dasar"),
    path("kalender/<int:pk>/ajukan/", kalender.ajukan, name="kalender_ajukan"),
    path("kalender/<int:pk>/kembalikan/", kalender.kembalikan, name="kalender_kembalikan"),
    path("kalender/<int:pk>/terbitkan/", kalender.terbitkan, name="kalender_terbitkan"),
    path("kalender/<int:pk>/terapkan/", kalender.terapkan_kalender, name="kalender_terapkan"),
    path("kalender/<int:pk>/buang/", kalender.buang, name="kalender_buang"),
    path("kalender/<int:pk>/hari/", kalender_isi.hari, name="kalender_hari_baru"),
    path("kalender/<int:pk>/hari/<int:isi>/", kalender_isi.hari, name="kalender_hari"),
    path("kalender/<int:pk>/hari/<int:isi>/hapus/", kalender_isi.hapus_hari, name="kalender_hari_hapus"),
    path("kalender/<int:pk>/jam/", kalender_isi.jam_kerja, name="kalender_jam_baru"),
    path("kalender/<int:pk>/jam/<int:isi>/", kalender_isi.jam_kerja, name="kalender_jam"),
    path("kalender/<int:pk>/jam/<int:isi>/hapus/", kalender_isi.hapus_jam, name="kalender_jam_hapus"),
    path("kebijakan/", kalender_kebijakan.daftar, name="kebijakan_daftar"),
    path("kebijakan/usulkan/", kalender_kebijakan.usulkan, name="kebijakan_usulkan"),
    path("kebijakan/usulan/<int:pk>/", kalender_kebijakan.usulan, name="kebijakan_usulan"),
    path("kebijakan/usulan/<int:pk>/terbitkan/", kalender_kebijakan.terbitkan, name="kebijakan_terbitkan"),
    path("kebijakan/usulan/<int:pk>/kembalikan/", kalender_kebijakan.kembalikan, name="kebijakan_kembalikan"),
    path("pilihan-kantor/", kalender_kebijakan.pilihan_kantor, name="pilihan_kantor"),
)
