"""How a file is told to people in a list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dinsos.berkas.models import Berkas


@dataclass(frozen=True)
class Ringkasan:
    """For templates: `ikon` "gambar" | "pdf", `ukuran` "1,2 MB", `rincian` "3 halaman" | "1200 × 800 piksel"."""

    nama: str
    ikon: str
    jenis: str
    ukuran: str
    rincian: str
    ada: bool


def ukuran_terbaca(bita: int) -> str:
    """ "512 bita", "48 KB", "1,2 MB" (1 KB = 1024 bytes), with a decimal comma."""
    if bita < 1024:
        return f"{bita} bita"
    if bita < 1024 * 1024 - 512:
        return f"{round(bita / 1024)} KB"
    return f"{bita / 1024 / 1024:.1f}".removesuffix(".0").replace(".", ",") + " MB"


def ringkas(berkas: "Berkas") -> Ringkasan:
    """One file for a list; no query. `ada` is False once its bytes were deleted."""
    rincian = f"{berkas.halaman} halaman" if berkas.halaman else f"{berkas.lebar} × {berkas.tinggi} piksel"
    return Ringkasan(
        nama=berkas.nama_asli or "berkas sudah dihapus",
        ikon=berkas.jenis,
        jenis=berkas.get_jenis_display(),
        ukuran=ukuran_terbaca(berkas.ukuran),
        rincian=rincian,
        ada=not berkas.sudah_dihapus,
    )
