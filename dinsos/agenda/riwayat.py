"""Adding to the story of a letter."""

from datetime import datetime

from dinsos.agenda.models import Riwayat, SuratMasuk

WARGA = "Pengirim"
SISTEM = "Sistem"


def catat(
    *,
    surat: SuratMasuk,
    jenis: str,
    teks: str,
    pada: datetime,
    oleh=None,
    pelaku: str = SISTEM,
    teks_warga: str = "",
) -> Riwayat:
    """Append one event. `teks` is for staff, `teks_warga` for the citizen ("" hides it from the citizen).

    `oleh` is the member of staff who acted; without one, `pelaku` says who it was in words.
    """
    return Riwayat.objects.create(
        surat=surat,
        jenis=jenis,
        teks=teks,
        teks_warga=teks_warga,
        pada=pada,
        oleh=oleh,
        pelaku=str(oleh) if oleh else pelaku,
    )
