"""Unsaved rows of the chain of dispositions, as the acts compose them."""

from datetime import datetime

from dinsos.agenda.models import SuratMasuk
from disposisi.enums import Keputusan, Mode
from disposisi.models import Disposisi
from disposisi.wewenang import Wewenang, wewenang


def baris(surat: SuratMasuk, oleh, pada: datetime, *, kapasitas: Wewenang | None = None, **isi) -> Disposisi:
    """The row that would hold for `surat` from the aware instant `pada`; `isi` are its other fields.

    `kapasitas` is in which capacity `oleh` acts; without it the one in which `oleh` decides this letter.
    """
    kapasitas = kapasitas or wewenang(oleh, surat)
    return Disposisi(
        surat=surat,
        aktif_untuk=surat,
        oleh=oleh,
        sebagai=kapasitas.sebagai,
        atas_nama=kapasitas.atas_nama,
        alasan_wenang=kapasitas.alasan,
        pada=pada,
        **isi,
    )


def isi_penutupan(
    keputusan: str, *, alasan: str, jalan_lain: str = "", tujuan_rujukan: str = "", rujukan_nomor: str = ""
) -> dict:
    """Fields of a refusal or referral; what belongs to the other of the two is left out."""
    ditolak, dirujuk = keputusan == Keputusan.DITOLAK, keputusan == Keputusan.DIRUJUK
    return {
        "keputusan": keputusan,
        "alasan": alasan.strip(),
        "jalan_lain": jalan_lain.strip() if ditolak else "",
        "tujuan_rujukan": tujuan_rujukan.strip() if dirujuk else "",
        "rujukan_nomor": rujukan_nomor.strip() if dirujuk else "",
    }


def isi_penanganan(
    *, mode: str, metode: str, petugas, waktu: datetime | None, tempat: str, surat_oleh_petugas: bool
) -> dict:
    """Fields of a letter that is handled: how, by whom, when (aware) and where; a method is online only."""
    return {
        "mode": mode,
        "metode": metode if mode == Mode.DARING else "",
        "petugas": petugas,
        "waktu_diputus": waktu,
        "tempat_diputus": tempat,
        "surat_oleh_petugas": surat_oleh_petugas,
    }
