"""Lists of the guest book."""

from django.db import models

from dinsos.agenda.enums import Layanan


class JenisTamu(models.TextChoices):
    """What a guest came for; the first two are the services of SK 8/2023."""

    PENGADUAN = Layanan.PENGADUAN.value, "Pengaduan"
    KONSULTASI = Layanan.KONSULTASI.value, "Konsultasi"
    LAIN = "lain", "Keperluan lain"


AWALAN = {JenisTamu.PENGADUAN: "P", JenisTamu.KONSULTASI: "K", JenisTamu.LAIN: "T"}
"""With which letter a queue code begins."""


class Diperlihatkan(models.TextChoices):
    """Which card was shown at the desk (KSL-SYARAT-7); no image of it is kept."""

    KTP = "ktp", "KTP"
    PASPOR = "paspor", "Paspor"
    LAIN = "lain", "Kartu identitas lain"


class KeadaanPendaftaran(models.TextChoices):
    """States of what a guest wrote on the own phone; only the first one is not yet the end."""

    MENUNGGU = "menunggu", "Menunggu petugas piket"
    DICATAT = "dicatat", "Dicatat di buku tamu"
    DISISIHKAN = "disisihkan", "Tidak dicatat"
    KEDALUWARSA = "kedaluwarsa", "Tidak dicatat sampai hari itu berakhir"


class AlasanSisih(models.TextChoices):
    """Why the desk does not take what somebody wrote on a phone."""

    TIDAK_ADA = "tidak_ada", "Orangnya tidak ada di ruang tunggu"
    SUDAH = "sudah", "Sudah dicatat di meja piket"
    KELIRU = "keliru", "Isiannya keliru atau bukan untuk kantor ini"
