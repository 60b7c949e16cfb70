"""Holidays that the PyPI package `holidays` knows, to seed a draft calendar. Never asked by the clocks."""

from dinsos.inti.galat import GalatAturan
from dinsos.sla.models import HariKhusus

TANDA_PERKIRAAN = " (perkiraan)"
NAMA_MAKS = 120


def hari_libur(tahun: int) -> list[HariKhusus]:
    """Unsaved special days of the year, by date: national holidays and cuti bersama, estimates marked.

    An officer checks them against the decree before they are published. Raises GalatAturan when the package knows
    no days of that year.
    """
    import holidays

    umum = holidays.country_holidays("ID", categories=("public",), years=tahun, language="id")
    semua = holidays.country_holidays("ID", categories=("public", "government"), years=tahun, language="id")
    if not semua:
        raise GalatAturan(
            f"Daftar hari libur tahun {tahun} belum tersedia. Tulis sendiri dari surat keputusan."
        )
    return [
        HariKhusus(
            tanggal=tanggal,
            jenis=HariKhusus.Jenis.LIBUR_NASIONAL if tanggal in umum else HariKhusus.Jenis.CUTI_BERSAMA,
            nama=nama.replace(TANDA_PERKIRAAN, "")[:NAMA_MAKS],
            perkiraan=TANDA_PERKIRAAN in nama,
        )
        for tanggal, nama in sorted(semua.items())
    ]
