"""An applicant with a browser: opens the form, fills it in, reviews, sends."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pengaduan.warga import Warga, foto, pdf


def isian(**ubah: str) -> dict[str, str]:
    """Every answer of a person; None takes one away."""
    bawaan = {
        "jenis_pemohon": "perseorangan",
        "sebagai": "diri",
        "nama": "Wa Ode Nurhayati",
        "alamat": "Jalan Poros Takawa 12, RT 2",
        "kecamatan": "Pasarwajo",
        "desa": "Takimpo",
        "telepon": "0812 3456 7890",
        "email": "nurhayati@contoh.test",
        "materi": "Apa syarat mengusulkan keluarga\r\nsebagai penerima bantuan sembako?",
        "maksud": "Supaya usulan dari desa kami lengkap.",
        "bentuk": "pertemuan",
        "jenis_identitas": "ktp",
        "nomor_identitas": "7404 0145 0380 0001",
    }
    return {nama: nilai for nama, nilai in (bawaan | ubah).items() if nilai is not None}


LEMBAGA = {"jenis_pemohon": "lsm", "nama_lembaga": "LSM Peduli Buton", "jabatan_pemohon": "Ketua harian"}


def ktp(nama: str = "ktp.jpg", warna: str = "#335577") -> SimpleUploadedFile:
    """The photo of a card."""
    return foto(nama, warna)


def surat_lembaga(nama: str = "surat-pimpinan.pdf") -> SimpleUploadedFile:
    """The letter from the head of the institution."""
    return pdf(nama)


class Pemohon(Warga):
    """Drives the consultation's addresses; `isi` and `ajukan` hand in a card unless files are given."""

    ruang = "konsultasi"
    isian = staticmethod(isian)

    def isi(self, berkas: dict | None = None, **ubah):
        return super().isi({"identitas": ktp()} if berkas is None else berkas, **ubah)

    def isi_lembaga(self, berkas: dict | None = None, **ubah):
        """The same for an institution, with the letter from its head."""
        berkas = {"identitas": ktp(), "surat_lembaga": surat_lembaga()} if berkas is None else berkas
        return self.isi(berkas, **(LEMBAGA | ubah))
