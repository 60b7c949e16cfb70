"""The complaint as a service of the register (see `dinsos.agenda.layanan`)."""

from collections.abc import Callable

from dinsos.agenda.enums import Layanan
from dinsos.agenda.layanan import Pokok, Rincian
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import rupiah
from pengaduan.enums import CaraTandaTangan, JenisKerugian, Unit
from pengaduan.models import Pengaduan
from pengaduan.rules import pihak_terlapor

TIDAK_DISEBUT = "Tidak disebut dalam surat."


def hal(rincian: Pengaduan, tutup: Callable[[str], str]) -> str:
    """The subject of the letter."""
    return f"Pengaduan {tutup(rincian.layanan_diadukan)}"[:160]


def sebutan(rincian: Pengaduan) -> tuple[str]:
    """What names the complainant in a text, besides what the register holds."""
    return (rincian.nama_tanda_tangan,)


def pokok(rincian: Pengaduan) -> Pokok:
    """What the complaint says; who is complained about stays with the complaint."""
    bagian = [rincian.uraian, f"Waktu kejadian: {rincian.kejadian}"]
    if rincian.uraian_kerugian:
        bagian.append(f"Kerugian: {rincian.uraian_kerugian}")
    if rincian.nilai_kerugian:
        bagian.append(f"Nilai kerugian: {rupiah(rincian.nilai_kerugian)}")
    return Pokok(rincian.layanan_diadukan, "\n\n".join(bagian), rincian.permintaan)


def dari_pokok(surat: SuratMasuk, pokok: Pokok) -> Pengaduan:
    """An unsaved complaint that says the same. What a complaint asks besides is marked as not asked or not
    mentioned: nobody signed it, and nobody said that there was no loss.
    """
    return Pengaduan(
        surat=surat,
        unit=Unit.LAIN,
        unit_lain=pokok.perihal,
        uraian=pokok.isi,
        kejadian=TIDAK_DISEBUT,
        jenis_kerugian=JenisKerugian.TIDAK_DITANYAKAN,
        permintaan=pokok.permintaan,
        tempat=surat.pengirim.desa,
        cara_tanda_tangan=CaraTandaTangan.TIDAK_DIMINTA,
    )


RINCIAN = Rincian(
    layanan=Layanan.PENGADUAN,
    model=Pengaduan,
    pokok=pokok,
    dari_pokok=dari_pokok,
    hal=hal,
    terlapor=pihak_terlapor,
    sebutan=sebutan,
)
