"""The renderer: data in, Typst with the templates of this folder, PDF or PNG out.

Data reach Typst as JSON files in memory and are only ever printed as text. Everything that Typst reads is in
memory: templates, data, pictures. Its root on disk is the templates' folder, its fonts are those shipped here, and
no template imports a package. One compiler for each process, used by one thread at a time.
"""

import io
import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import segno
import typst

from dinsos.dokumen.cetak.bentuk import baca_waktu
from dinsos.dokumen.cetak.galat import DataTidakSesuai, GalatCetak, JenisTidakDikenal
from dinsos.dokumen.cetak.jenis import JENIS, KOP, Jenis
from dinsos.dokumen.cetak.liputan import HURUF

TEMPLAT = Path(__file__).resolve().parent / "templat"
# Archive with tags (PDF/A-2a) and accessibility (PDF/UA-1) in one file.
STANDAR = ["a-2a", "ua-1"]
GAMBAR_MAKS = 400_000  # bytes of one picture
TANPA_GAMBAR: Mapping[str, bytes] = {}

_giliran = threading.Lock()


def pdf(jenis: str, data: dict, *, kop: dict, gambar: Mapping[str, bytes] = TANPA_GAMBAR) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1; the same input gives the same bytes.

    `data` and `kop` are JSON (see `jenis.JENIS`; dates are ISO texts, instants carry their zone), `gambar` holds
    PNG or JPEG files by name ("logo", "tanda_tangan"). Raises JenisTidakDikenal, DataTidakSesuai, GalatCetak.
    """
    return _susun(jenis, data, kop, gambar, format="pdf", pdf_standards=STANDAR)[0]


def gambar_halaman(
    jenis: str, data: dict, *, kop: dict, gambar: Mapping[str, bytes] = TANPA_GAMBAR, ppi: int = 72
) -> list[bytes]:
    """The pages as PNG files. Takes and raises what `pdf` does."""
    return _susun(jenis, data, kop, gambar, format="png", ppi=ppi)


def _susun(jenis: str, data: dict, kop: dict, gambar: Mapping[str, bytes], **pilihan) -> list[bytes]:
    rumus = JENIS.get(jenis)
    if rumus is None:
        raise JenisTidakDikenal(f"jenis dokumen tidak dikenal: {jenis}")
    berkas = _templat() | {
        "main.typ": _templat()[f"{rumus.templat}.typ"],
        "data.json": _siapkan(jenis, rumus, data, kop, gambar),
    }
    for nama in rumus.gambar:
        berkas[f"{nama}.json"] = json.dumps(list(gambar.get(nama, b""))).encode()
    waktu = int(baca_waktu(data["dibuat"], "dibuat").timestamp())
    try:
        with _giliran:
            hasil = _penyusun().compile(input=berkas, timestamp=waktu, **pilihan)
    except RuntimeError as galat:  # TypstError, and what the binding itself raises
        raise GalatCetak(f"{jenis} tidak dapat dicetak: {getattr(galat, 'message', galat)}") from galat
    return hasil if isinstance(hasil, list) else [hasil]


def _siapkan(jenis: str, rumus: Jenis, data: dict, kop: dict, gambar: Mapping[str, bytes]) -> bytes:
    for nama, isi in gambar.items():
        if nama not in rumus.gambar:
            raise DataTidakSesuai(nama, "gambar tidak dikenal")
        if not isi.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or len(isi) > GAMBAR_MAKS:
            raise DataTidakSesuai(nama, f"harus PNG atau JPEG, paling besar {GAMBAR_MAKS} bita")
    isi = rumus.bentuk.baca(data, "")
    isi["judul"] = isi["judul"] or rumus.judul
    if isi["verifikasi"]:
        isi["verifikasi"]["qr"] = _qr(data["verifikasi"]["alamat"])
    if isi.get("tanda_tangan") and isi["tanda_tangan"]["cara"] == "gambar" and "tanda_tangan" not in gambar:
        raise DataTidakSesuai("tanda_tangan", "gambarnya tidak ada")
    susunan = {
        "jenis": jenis,
        "data": isi,
        "kop": KOP.baca(kop, "kop"),
        "gambar": sorted(gambar),
    }
    return json.dumps(susunan, ensure_ascii=False).encode()


def _qr(alamat: str) -> str:
    """The address as an SVG picture with one path."""
    wadah = io.BytesIO()
    segno.make(alamat, error="m", micro=False).save(wadah, kind="svg", border=2, xmldecl=False, svgclass=None)
    return wadah.getvalue().decode()


@cache
def _templat() -> dict[str, bytes]:
    return {berkas.name: berkas.read_bytes() for berkas in sorted(TEMPLAT.glob("*.typ"))}


@cache
def _penyusun() -> typst.Compiler:
    huruf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HURUF)])
    return typst.Compiler(
        input=b"",
        root=str(TEMPLAT),
        font_paths=huruf,
        package_path=str(TEMPLAT),
        package_cache_path=str(TEMPLAT),
    )
