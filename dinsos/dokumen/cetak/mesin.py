"""The renderer: data in, Typst with the templates of this folder, PDF or PNG out.

Data reach Typst as JSON files in memory and are only ever printed as text. Everything that Typst reads is in
memory: templates, data, pictures. Its root on disk is the templates' folder, its fonts are those shipped here, and
no template imports a package. One compiler for each process, used by one thread at a time.
"""

import io
import json
from collections.abc import Mapping

import segno

from dinsos.dokumen.cetak import penyusun
from dinsos.dokumen.cetak.bentuk import baca_waktu
from dinsos.dokumen.cetak.galat import DataTidakSesuai, GalatCetak, JenisTidakDikenal
from dinsos.dokumen.cetak.jenis import BARIS_MAKS, JENIS, Jenis, baca_kop

GAMBAR_MAKS = 400_000  # bytes of one picture
# From this many bytes of data on (a book of some 150 lines) a document is made in a process of its own.
PANJANG = 48_000
TANPA_GAMBAR: Mapping[str, bytes] = {}


def pdf(jenis: str, data: dict, *, kop: dict, gambar: Mapping[str, bytes] = TANPA_GAMBAR) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1; the same input gives the same bytes.

    `data` and `kop` are JSON (see `jenis.JENIS`; dates are ISO texts, instants carry their zone), `gambar` holds
    PNG or JPEG files by name ("logo", "tanda_tangan"). Raises JenisTidakDikenal, DataTidakSesuai, GalatCetak.
    """
    berkas, waktu = _siapkan(jenis, data, kop, gambar)
    cara = penyusun.dalam_anak if len(berkas["data.json"]) > PANJANG else penyusun.pdf
    try:
        return cara(berkas, waktu)
    except penyusun.TidakTersusun as galat:
        raise GalatCetak(f"{jenis} tidak dapat dicetak: {galat}") from galat


def gambar_halaman(
    jenis: str, data: dict, *, kop: dict, gambar: Mapping[str, bytes] = TANPA_GAMBAR, ppi: int = 72
) -> list[bytes]:
    """The pages as PNG files. Takes and raises what `pdf` does."""
    berkas, waktu = _siapkan(jenis, data, kop, gambar)
    try:
        return penyusun.png(berkas, waktu, ppi)
    except penyusun.TidakTersusun as galat:
        raise GalatCetak(f"{jenis} tidak dapat dicetak: {galat}") from galat


def _siapkan(jenis: str, data: dict, kop: dict, gambar: Mapping[str, bytes]) -> tuple[dict[str, str], int]:
    """All files that Typst gets, by name, and the time that the document carries."""
    rumus = JENIS.get(jenis)
    if rumus is None:
        raise JenisTidakDikenal(f"jenis dokumen tidak dikenal: {jenis}")
    _periksa_gambar(rumus, gambar)
    isi = rumus.bentuk.baca(data, "")
    if len(isi.get("baris", ())) > BARIS_MAKS:
        raise DataTidakSesuai("baris", f"paling banyak {BARIS_MAKS}")
    isi["judul"] = isi["judul"] or rumus.judul
    if isi["verifikasi"]:
        isi["verifikasi"]["qr"] = _qr(data["verifikasi"]["alamat"])
    if isi.get("tanda_tangan") and isi["tanda_tangan"]["cara"] == "gambar" and "tanda_tangan" not in gambar:
        raise DataTidakSesuai("tanda_tangan", "gambarnya tidak ada")
    susunan = {"data": isi, "kop": baca_kop(kop), "gambar": sorted(gambar)}
    sumber = penyusun.templat()
    berkas = sumber | {
        "main.typ": sumber[f"{rumus.templat}.typ"],
        "data.json": json.dumps(susunan, ensure_ascii=False),
    }
    for nama in rumus.gambar:
        berkas[f"{nama}.json"] = json.dumps(list(gambar.get(nama, b"")))
    return berkas, int(baca_waktu(data["dibuat"], "dibuat").timestamp())


def _periksa_gambar(rumus: Jenis, gambar: Mapping[str, bytes]) -> None:
    for nama, isi in gambar.items():
        if nama not in rumus.gambar:
            raise DataTidakSesuai(nama, "gambar tidak dikenal")
        if not isi.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or len(isi) > GAMBAR_MAKS:
            raise DataTidakSesuai(nama, f"harus PNG atau JPEG, paling besar {GAMBAR_MAKS} bita")


def _qr(alamat: str) -> str:
    """The address as an SVG picture with one path."""
    wadah = io.BytesIO()
    segno.make(alamat, error="m", micro=False).save(wadah, kind="svg", border=2, xmldecl=False, svgclass=None)
    return wadah.getvalue().decode()
