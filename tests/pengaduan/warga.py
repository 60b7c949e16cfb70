"""A citizen with a browser: opens the form, fills it in, reviews, sends."""

import base64
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dinsos.agenda.models import Draf, SuratMasuk
from tests import pabrik

ISI = reverse("pengaduan:isi")
KIRIM = reverse("pengaduan:kirim")


def isian(**ubah: str) -> dict[str, str]:
    """Everything that the form needs, signed with a typed name; None takes an answer away."""
    bawaan = {
        "sebagai": "diri",
        "nama": "Wa Ode Nurhayati",
        "alamat": "Jalan Poros Takawa 12, RT 2",
        "kecamatan": "Pasarwajo",
        "desa": "Takimpo",
        "telepon": "0812 3456 7890",
        "email": "nurhayati@contoh.test",
        "unit": "pkh",
        "kejadian": "Oktober 2026",
        "uraian": "Bantuan PKH tahap ketiga tidak masuk.\r\nNama saya ada di daftar.",
        "jenis_kerugian": "materiil",
        "uraian_kerugian": "Bantuan satu tahap tidak diterima.",
        "nilai_kerugian": "Rp 1.250.000",
        "permintaan": "Mohon bantuan dibayarkan.",
        "tempat": "Pasarwajo",
        "cara_tanda_tangan": "ketik",
        "nama_tanda_tangan": "Wa Ode Nurhayati",
        "pernyataan": "on",
    }
    return {nama: nilai for nama, nilai in (bawaan | ubah).items() if nilai is not None}


def foto(nama: str = "foto.jpg", warna: str = "#7a5c2e") -> SimpleUploadedFile:
    """A real photo; another colour makes another photo."""
    return SimpleUploadedFile(nama, pabrik.gambar(warna=warna), "image/jpeg")


def pdf(nama: str = "surat.pdf") -> SimpleUploadedFile:
    """A real PDF of one empty page."""
    import io

    import pikepdf

    with pikepdf.new() as dokumen:
        dokumen.add_blank_page()
        wadah = io.BytesIO()
        dokumen.save(wadah)
    return SimpleUploadedFile(nama, wadah.getvalue(), "application/pdf")


def coretan(warna: str = "navy") -> str:
    """A drawn signature as the pad hands it over."""
    isi = base64.b64encode(pabrik.gambar(ukuran=(80, 40), format_="PNG", warna=warna)).decode()
    return f"data:image/png;base64,{isi}"


class Warga:
    """Drives the real addresses of a service with the test client, as a browser would."""

    ruang = "pengaduan"
    isian = staticmethod(isian)

    def __init__(self, **meta: str) -> None:
        self.klien = Client(**meta)
        self.kunci = ""

    def alamat(self, langkah: str) -> str:
        return reverse(f"{self.ruang}:{langkah}")

    def buka(self):
        """Open the form anew; remembers its key."""
        jawaban = self.klien.get(self.alamat("isi"), follow=True)
        self.kunci = re.search(r'name="kunci" value="([0-9a-f-]{36})"', jawaban.content.decode())[1]
        return jawaban

    def isi(self, berkas: dict | None = None, **ubah):
        """Press "Lanjut" on the form; the page to which that leads."""
        if not self.kunci:
            self.buka()
        kiriman = {**self.isian(**ubah), "kunci": self.kunci, **(berkas or {})}
        jawaban = self.klien.post(self.alamat("isi"), kiriman, follow=True)
        self.kunci = re.search(
            r"kunci=([0-9a-f-]{36})", jawaban.redirect_chain[0][0] + f"kunci={self.kunci}"
        )[1]
        return jawaban

    def hapus(self, lampiran, **ubah):
        """Press "Hapus" beside a file."""
        return self.isi(hapus=str(lampiran.pk), **ubah)

    def tinjau(self):
        return self.klien.get(self.alamat("tinjau"), {"kunci": self.kunci})

    def kirim(self):
        return self.klien.post(self.alamat("kirim"), {"kunci": self.kunci})

    def tanda_terima(self):
        return self.klien.get(self.alamat_tanda_terima)

    def formulir(self):
        """The form again, as "Ubah" and Back do."""
        return self.klien.get(self.alamat("isi"), {"kunci": self.kunci})

    @property
    def alamat_tanda_terima(self) -> str:
        return reverse(f"{self.ruang}:tanda_terima", args=[self.kunci])

    @property
    def draf(self) -> Draf:
        return Draf.objects.get(kunci=self.kunci)

    def ajukan(self, berkas: dict | None = None, **ubah) -> SuratMasuk:
        """The whole way in one go; fails when any step does."""
        jawaban = self.isi(berkas, **ubah)
        assert di_tinjau(jawaban), galat(jawaban)
        jawaban = self.kirim()
        assert jawaban.url == self.alamat_tanda_terima
        return SuratMasuk.objects.get(draf=self.kunci)


def di_tinjau(jawaban) -> bool:
    """Whether the way has led to the review page."""
    return jawaban.status_code == 200 and jawaban.request["PATH_INFO"].endswith("/tinjau/")


def galat(jawaban) -> dict[str, list[str]]:
    """The errors of a rejected form, by field."""
    return {nama: list(pesan) for nama, pesan in jawaban.context["form"].errors.items()}
