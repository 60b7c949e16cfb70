"""The letterhead as plain data, to be frozen with a letter, and the pictures that belong to it."""

from datetime import datetime

from dinsos.akun.models import PelaksanaHarian, Pengguna, Peran
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from dinsos.dokumen.cetak.galat import GalatCetak
from dinsos.dokumen.models_kop import KopSurat, Mewakili
from dinsos.inti import jam

MEREK = ("induk", "instansi", "alamat", "telepon", "email", "situs", "kertas", "tempat")


def untuk_surat(pada: datetime | None = None) -> dict:
    """The letterhead in force and who signs on the day (WITA) of the instant, now when None: JSON for `cetak.pdf`.

    Keep it with the letter: later changes of the settings don't reach letters that were made.
    """
    return tertulis(KopSurat.objects.berlaku(), pada or jam.sekarang())


def tertulis(pengaturan: KopSurat, pada: datetime) -> dict:
    """The same for settings that need not be saved."""
    return {nama: getattr(pengaturan, nama) for nama in MEREK} | {
        "logo": str(pengaturan.logo_id or ""),
        "penandatangan": _penandatangan(pengaturan, pada),
    }


def gambar(kop: dict) -> dict[str, bytes]:
    """The pictures that a frozen letterhead names, for `cetak.pdf`. Raises GalatCetak when one is lost."""
    if not kop.get("logo"):
        return {}
    try:
        with gudang.buka(Berkas.objects.get(pk=kop["logo"]).nama_simpan) as berkas:
            return {"logo": berkas.read()}
    except (Berkas.DoesNotExist, FileNotFoundError) as galat:
        raise GalatCetak("berkas lambang pada kop tidak ada lagi") from galat


def _penandatangan(pengaturan: KopSurat, pada: datetime) -> dict:
    """Who signs: the acting head while one is appointed, else who the settings name, else the head's account."""
    mewakili, orang = pengaturan.mewakili, pengaturan.penandatangan
    if mewakili == Mewakili.SENDIRI:
        plh = PelaksanaHarian.objects.berlaku(pada).select_related("pengguna").order_by("pk").last()
        if plh is not None:
            return _sebut(pengaturan, Mewakili.PLH, plh.pengguna)
        if orang is None and not pengaturan.nama:
            orang = _kepala()
    if orang is not None:
        return _sebut(pengaturan, mewakili, orang)
    return {
        "mewakili": mewakili,
        "jabatan": pengaturan.jabatan,
        "jabatan_sendiri": pengaturan.jabatan_sendiri,
        "nama": pengaturan.nama,
        "pangkat": pengaturan.pangkat,
        "nip": pengaturan.nip,
    }


def _sebut(pengaturan: KopSurat, mewakili: str, orang: Pengguna) -> dict:
    return {
        "mewakili": str(mewakili),
        "jabatan": pengaturan.jabatan,
        "jabatan_sendiri": pengaturan.jabatan_sendiri or orang.jabatan.upper(),
        "nama": orang.nama,
        "pangkat": orang.pangkat,
        "nip": orang.nip,
    }


def _kepala() -> Pengguna | None:
    """The account of the head of office, when there is exactly one."""
    kepala = list(Pengguna.objects.berperan(Peran.KEPALA_DINAS)[:2])
    return kepala[0] if len(kepala) == 1 else None
