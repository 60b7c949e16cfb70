"""What the citizen is told about times on offer."""

from dinsos.agenda import pesan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import daftar, waktu
from disposisi.models_jadwal import Audiensi


def sebut(usulan: list[Audiensi]) -> str:
    """The times in words, joined."""
    return daftar([waktu(satu.mulai) for satu in usulan])


def kabari_ditawari(surat: SuratMasuk, usulan: list[Audiensi], tetap: Audiensi | None) -> None:
    """The times on offer, until when one may be chosen, and that the firm one stands meanwhile."""
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="usulan_waktu",
        kunci=f"usulan:{usulan[0].pk}",
        data={
            "waktu": [waktu(satu.mulai) for satu in usulan],
            "sampai": waktu(usulan[0].berlaku_sampai),
            "tetap": waktu(tetap.mulai) if tetap else "",
            "alasan": usulan[0].alasan,
            "usulan": [satu.pk for satu in usulan],
        },
    )


def kabari_kedaluwarsa(surat: SuratMasuk, usulan: list[Audiensi]) -> None:
    """Nobody chose in time; what holds now."""
    tetap = Audiensi.objects.berjalan().filter(surat=surat).first()
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="usulan_kedaluwarsa",
        kunci=f"usulan-kedaluwarsa:{usulan[0].pk}",
        data={"waktu": [waktu(satu.mulai) for satu in usulan], "tetap": waktu(tetap.mulai) if tetap else ""},
    )


def kabari_tetap(surat: SuratMasuk, pk: int, tetap: Audiensi | None, alasan: str) -> None:
    """The office cannot offer another time: the answer to request `pk`."""
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="waktu_tetap",
        kunci=f"waktu-tetap:{pk}",
        data={"alasan": alasan, "tetap": waktu(tetap.mulai) if tetap else ""},
    )
