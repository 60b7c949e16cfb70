"""What the citizen hears about a decision that was revoked (registered in `DisposisiConfig.ready`)."""

from typing import ClassVar

from dinsos.agenda.pesan import PesanWarga
from dinsos.notifikasi.kelas import LampiranSurel
from dinsos.notifikasi.models import Pesan
from disposisi import jadwal_undangan

_RABU = "Rabu, 25 November 2026 pukul 09.00 WITA"


class PenarikanKeputusan(PesanWarga):
    """A decision that the citizen knows of was revoked, with the cancellation of its meeting; stops no clock."""

    nama = "penarikan"
    hal = "Keputusan kami tarik kembali"
    contoh: ClassVar = tuple(
        {
            "awal": "Keputusan tadi kami tarik kembali.",
            "pertemuan": pertemuan,
            "lanjutan": "Kami periksa lagi.",
        }
        for pertemuan in ("", _RABU)
    )

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        return jadwal_undangan.lampiran(pesan)
