"""What may come in: type by content, size and count limits, and a full decode in the box.

Pure of the database: call it outside any transaction (decoding takes up to seconds).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File

from dinsos.berkas import kotak
from dinsos.berkas import nama as penamaan
from dinsos.berkas.enums import MIME, Jenis
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.pemeriksa.tolak import Tolak
from dinsos.berkas.ringkas import ukuran_terbaca

_MEREK_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Hasil:
    """A file that passed: the bytes to keep (written anew by the checker) and what is known about them."""

    jenis: Jenis
    mime: str
    nama: str
    isi: bytes
    lebar: int | None
    tinggi: int | None
    halaman: int | None


def kenali(isi: bytes) -> str | None:
    """JPEG, PNG, WEBP, PDF or HEIC from the first bytes; None for everything else."""
    if isi.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if isi.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if isi.startswith(b"RIFF") and isi[8:12] == b"WEBP":
        return "WEBP"
    if isi.startswith(b"%PDF-"):
        return "PDF"
    if isi[4:8] == b"ftyp" and isi[8:12] in _MEREK_HEIC:
        return "HEIC"
    return None


def periksa(
    unggahan: File | BinaryIO,
    *,
    jenis_boleh: Collection[str] = ("gambar", "pdf"),
    sisa_ukuran: int | None = None,
) -> Hasil:
    """Check one upload (anything with `read()` and `name`) and give back what may be kept.

    `sisa_ukuran` (bytes as kept) is what the caller's own limit still leaves; None means no such limit. Raises
    GalatBerkas with the sentence to show; nothing was written.
    """
    nama = penamaan.bersihkan(unggahan.name)
    isi = _baca(unggahan, nama)
    jenis, format_ = _tentukan(isi, nama, jenis_boleh)
    try:
        jawaban = kotak.periksa(isi, format_=format_)
    except Tolak as tolak:
        kode = f"rusak_{jenis.value}" if tolak.kode == "rusak" else tolak.kode
        batas = ukuran_terbaca(settings.BERKAS_UKURAN_MAKS)
        raise GalatBerkas(kode, nama, halaman=settings.BERKAS_HALAMAN_MAKS, batas=batas) from None
    if sisa_ukuran is not None and len(jawaban.isi) > sisa_ukuran:
        raise GalatBerkas("jumlah_ukuran", nama)
    return Hasil(
        jenis=jenis,
        mime=jawaban.mime,
        nama=penamaan.berakhiran(nama, MIME[jawaban.mime]),
        isi=jawaban.isi,
        lebar=jawaban.lebar,
        tinggi=jawaban.tinggi,
        halaman=jawaban.halaman,
    )


def _baca(unggahan: File | BinaryIO, nama: str) -> bytes:
    batas = settings.BERKAS_UKURAN_MAKS
    unggahan.seek(0)
    isi = unggahan.read(batas + 1)
    if len(isi) > batas:
        raise GalatBerkas("terlalu_besar", nama, batas=ukuran_terbaca(batas))
    if not isi:
        raise GalatBerkas("kosong", nama)
    return isi


def _tentukan(isi: bytes, nama: str, jenis_boleh: Collection[str]) -> tuple[Jenis, str]:
    format_ = kenali(isi)
    if format_ == "HEIC" and Jenis.GAMBAR in jenis_boleh:
        raise GalatBerkas("heic", nama)
    jenis = {"PDF": Jenis.PDF, "HEIC": None, None: None}.get(format_, Jenis.GAMBAR)
    if jenis is None or jenis not in jenis_boleh:
        raise GalatBerkas("bukan_" + "_".join(j for j in ("gambar", "pdf") if j in jenis_boleh), nama)
    return jenis, format_
