"""Lists of the office's mailbox and of what came in by it."""

from django.db import models


class KeadaanSurel(models.TextChoices):
    """`mentah` (kept, not read yet) → `baru` (waits for the desk) → `tercatat` or `dibuang`; a bounce → `pental`.

    What was discarded may still be registered as long as its text is kept.
    """

    MENTAH = "mentah", "Sedang dibaca"
    BARU = "baru", "Belum dicatat"
    TERCATAT = "tercatat", "Sudah dicatat"
    DIBUANG = "dibuang", "Tidak dicatat"
    PENTAL = "pental", "Pesan kami yang kembali"


MENUNGGU = (KeadaanSurel.MENTAH, KeadaanSurel.BARU)


class JenisSurel(models.TextChoices):
    """What kind of message it is, told by its headers; nobody is answered but who wrote a `biasa`."""

    BIASA = "biasa", "Surat"
    OTOMATIS = "otomatis", "Balasan atau kiriman otomatis"
    MILIS = "milis", "Kiriman massal"
    PENTAL = "pental", "Pemberitahuan server surat"


class Cacat(models.TextChoices):
    """Why an entry doesn't hold the whole message."""

    BESAR = "besar", "Pesan ini terlalu besar untuk kami ambil. Buka pesan aslinya di kotak surat kantor."
    RUSAK = (
        "rusak",
        "Pesan ini rusak, jadi hanya sebagian terbaca. Periksa pesan aslinya di kotak surat kantor.",
    )
    HILANG = (
        "hilang",
        "Pesan ini sudah tidak ada di kotak surat ketika hendak kami ambil. Periksa folder lain.",
    )
    GAGAL = "gagal", "Server tidak mau memberikan pesan ini. Buka pesan aslinya di kotak surat kantor."
    SANDI = "sandi", "Pesan ini disandikan. Minta pengirim mengirim lagi tanpa sandi."
    PANJANG = "panjang", "Teksnya terlalu panjang dan terpotong. Selengkapnya ada di kotak surat kantor."


class GalatKotak(models.TextChoices):
    """Why the mailbox can't be read; says nothing about any message."""

    SAMBUNGAN = "sambungan", "server kotak surat tidak bisa dihubungi"
    MASUK = "masuk", "nama pengguna atau sandi kotak surat ditolak"
    FOLDER = "folder", "folder kotak surat tidak ada"
    SERVER = "server", "server kotak surat menjawab di luar kebiasaan atau terlalu lambat"
    SIMPAN = "simpan", "pesan tidak bisa disimpan di komputer portal"
