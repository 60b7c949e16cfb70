"""Named places in the text of a letter, and which of them each kind of letter knows.

Filling is plain substitution from a fixed list. The text of a template is data: nothing in it is evaluated, and
what stands in a value isn't read again.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import daftar

PANJANG_ISI = 6000
_TEMPAT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Isian:
    """One named place: what stands there, and an example for the preview."""

    arti: str
    contoh: str


ISIAN = {
    "nama_pengirim": Isian("nama pengirim surat", "Wa Ode Contoh"),
    "nomor_surat": Isian("nomor surat pengirim dalam buku agenda kami", "2026-00012"),
    "tanggal_surat": Isian("hari surat itu kami terima", "Senin, 23 November 2026"),
    "petugas": Isian("nama petugas yang menangani", "La Ode Contoh, S.Sos."),
    "jabatan_petugas": Isian("jabatan petugas itu", "Pekerja Sosial"),
    "narahubung": Isian(
        "siapa yang dapat dihubungi, dengan nomor telepon", "La Ode Contoh, S.Sos., 0812-3456-7890"
    ),
    "cara": Isian(
        "cara penanganan: tatap muka, tertulis, atau daring dengan caranya", "daring melalui video"
    ),
    "jadwal": Isian("hari dan jam pertemuan", "Selasa, 24 November 2026 pukul 09.00 WITA"),
    "tempat": Isian("tempat pertemuan", "Ruang Konsultasi, Gedung C Lantai III"),
    "sambungan": Isian(
        "kalimat tentang tautan atau nomor yang dipakai", "Nomor yang dipakai: 0812-3456-7890."
    ),
    "batas": Isian(
        "paling lambat kapan kami menjawab secara tertulis", "Kamis, 26 November 2026 pukul 16.00 WITA"
    ),
    "alasan": Isian("alasan pimpinan", "Permintaan ini di luar tugas Dinas Sosial."),
    "jalan_lain": Isian("yang dapat dilakukan pengirim", "Hubungi kantor desa Anda."),
    "tujuan_rujukan": Isian("instansi yang kami tuju", "Inspektorat Kabupaten Buton"),
    "hasil": Isian("hasil atau jawaban yang ditulis petugas", "Bantuan Anda cair pada 1 Desember 2026."),
}


class JenisTemplat(models.TextChoices):
    """Kinds of answer; the manner of handling decides between those of one service."""

    PEMBERITAHUAN_TATAP_MUKA = "pemberitahuan_tatap_muka", "Pemberitahuan tindak lanjut: tatap muka"
    PEMBERITAHUAN_DARING = "pemberitahuan_daring", "Pemberitahuan tindak lanjut: daring"
    PEMBERITAHUAN_TERTULIS = "pemberitahuan_tertulis", "Pemberitahuan tindak lanjut: tertulis"
    PERSETUJUAN_TATAP_MUKA = "persetujuan_tatap_muka", "Persetujuan konsultasi: tatap muka"
    PERSETUJUAN_DARING = "persetujuan_daring", "Persetujuan konsultasi: daring"
    PERSETUJUAN_TERTULIS = "persetujuan_tertulis", "Persetujuan konsultasi: tertulis"
    PENOLAKAN_PENGADUAN = "penolakan_pengaduan", "Pengaduan yang tidak dapat ditangani"
    PENOLAKAN_KONSULTASI = "penolakan_konsultasi", "Konsultasi yang tidak dapat dipenuhi"
    RUJUKAN_PENGADUAN = "rujukan_pengaduan", "Rujukan pengaduan"
    RUJUKAN_KONSULTASI = "rujukan_konsultasi", "Rujukan konsultasi"
    HASIL_PENGADUAN = "hasil_pengaduan", "Hasil penanganan pengaduan"
    JAWABAN_TERTULIS = "jawaban_tertulis", "Jawaban atau saran konsultasi"


_SELALU = frozenset({"nama_pengirim", "nomor_surat", "tanggal_surat"})
_PETUGAS = frozenset({"petugas", "jabatan_petugas", "narahubung", "cara"})
_BERTEMU = _SELALU | _PETUGAS | {"jadwal"}
_DIKENAL: dict[str, frozenset[str]] = {
    "pemberitahuan_tatap_muka": _BERTEMU | {"tempat"},
    "pemberitahuan_daring": _BERTEMU | {"sambungan"},
    "pemberitahuan_tertulis": _SELALU | _PETUGAS | {"batas"},
    "persetujuan_tatap_muka": _BERTEMU | {"tempat"},
    "persetujuan_daring": _BERTEMU | {"sambungan"},
    "persetujuan_tertulis": _SELALU | _PETUGAS | {"batas"},
    "penolakan_pengaduan": _SELALU | {"alasan", "jalan_lain"},
    "penolakan_konsultasi": _SELALU | {"alasan", "jalan_lain"},
    "rujukan_pengaduan": _SELALU | {"alasan", "tujuan_rujukan"},
    "rujukan_konsultasi": _SELALU | {"alasan", "tujuan_rujukan"},
    "hasil_pengaduan": _SELALU | {"hasil"},
    "jawaban_tertulis": _SELALU | {"hasil"},
}
_BOLEH_TIDAK = _SELALU | {"jabatan_petugas"}
"""May be left out of a template; everything else that a kind knows is what SK 8/2023 wants the citizen to read."""


def dikenal(jenis: str) -> list[str]:
    """The names that a template of this kind may use."""
    return [nama for nama in ISIAN if nama in _DIKENAL[jenis]]


def wajib(jenis: str) -> list[str]:
    """The names that it has to use: what PGD-PROSEDUR-2 and KSL-PROSEDUR-4 want said, and why not."""
    return [nama for nama in dikenal(jenis) if nama not in _BOLEH_TIDAK]


def contoh(jenis: str) -> dict[str, str]:
    """Example values for the preview."""
    return {nama: ISIAN[nama].contoh for nama in dikenal(jenis)}


def rapikan(teks: str) -> str:
    """A template as it is kept: LF line ends, no spaces at ends of lines, at most one empty line at a time."""
    baris = "\n".join(satu.rstrip() for satu in teks.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", baris).strip()


def periksa(jenis: str, teks: str) -> None:
    """Raises ValidationError that names every unknown or missing place and lists those that are known."""
    kenal = dikenal(jenis)
    dipakai = _TEMPAT.findall(teks)
    galat = []
    if asing := [nama for nama in dict.fromkeys(dipakai) if nama not in kenal]:
        galat.append(f"Isian {_sebut(asing)} tidak dikenal. Yang dikenal untuk surat ini: {_sebut(kenal)}.")
    if set("{}") & set(_TEMPAT.sub("", teks)):
        galat.append("Kurung kurawal hanya untuk isian dan harus berpasangan, misalnya {nomor_surat}.")
    if kurang := [nama for nama in wajib(jenis) if nama not in dipakai]:
        galat.append(f"Surat ini harus memuat {_sebut(kurang)}.")
    if len(teks) > PANJANG_ISI:
        galat.append("Teks terlalu panjang: paling banyak 6.000 huruf.")
    if galat:
        raise ValidationError(galat)


def isi(jenis: str, teks: str, nilai: dict[str, str]) -> str:
    """The checked template `teks` with its values.

    Raises GalatAturan when a place that it uses has no value: a letter never goes out with a hole in it.
    """
    dipakai = [nama for nama in dikenal(jenis) if f"{{{nama}}}" in teks]
    kosong = [nama for nama in dipakai if not str(nilai.get(nama, "")).strip()]
    if kosong:
        arti = daftar([ISIAN[nama].arti for nama in kosong])
        raise GalatAturan(f"Surat belum dapat dibuat karena belum ada {arti}. Lengkapi dahulu.")
    return _TEMPAT.sub(lambda temuan: str(nilai[temuan[1]]).strip(), teks)


def paragraf(teks: str) -> list[str]:
    """The paragraphs of a filled text, as the sheet takes them."""
    return [satu for satu in re.split(r"\n{2,}", teks.strip()) if satu]


def _sebut(nama: list[str]) -> str:
    return ", ".join(f"{{{satu}}}" for satu in nama)
