"""The act that enters letters which came by desk, complaints box, e-mail, WhatsApp or SP4N-LAPOR! (PGD-KANAL)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from dinsos.agenda.enums import PeranLampiran, Saluran
from dinsos.agenda.models import Draf, Pengirim, SuratMasuk
from dinsos.bukutamu.actions import daftarkan_surat, wajib_piket
from dinsos.bukutamu.models import SuratSaluran
from dinsos.dokumen import asal
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from pengaduan.enums import CaraTandaTangan
from pengaduan.models import Pengaduan

SALURAN = (Saluran.LOKET, Saluran.KOTAK, Saluran.EMAIL, Saluran.WHATSAPP, Saluran.SP4N)


@transaction.atomic
def catat_surat(
    *,
    draf: Draf,
    oleh,
    saluran: str,
    pengirim: Pengirim,
    rincian: Model,
    pada: datetime,
    alasan_selisih: str = "",
    nomor_luar: str = "",
    rahasia: bool = False,
    bertanda_tangan: bool = False,
    nomor_asal: str = "",
    tanggal_asal: date | None = None,
) -> SuratMasuk:
    """Enter a letter of another channel, received at `pada` (aware; the present minute is now).

    `draf` holds the scans, which the desk sees until here; `pengirim` and `rincian` are unsaved. `nomor_luar` is
    the number of SP4N-LAPOR!. A complaint that is `bertanda_tangan` has its signature on the first scan. However
    often the same draft is sent there is one letter. `nomor_asal` and `tanggal_asal` stand on the letter itself.

    Raises TidakBerwenang, SudahTerjadi for a number entered before, and GalatAturan for a time in the future, an
    earlier one without reason, or what is missing.
    """
    wajib_piket(oleh)
    draf = Draf.objects.select_for_update().get(kunci=draf.kunci)
    if draf.surat_id:
        return SuratMasuk.objects.get(pk=draf.surat_id)
    nomor_luar = _nomor_luar(saluran, nomor_luar)
    lampiran = list(draf.lampiran.select_related("berkas"))
    if isinstance(rincian, Pengaduan) and bertanda_tangan:
        _pasang_tanda_tangan(rincian, pengirim, lampiran)
    surat = daftarkan_surat(
        rincian=rincian,
        saluran=saluran,
        pengirim=pengirim,
        oleh=oleh,
        kunci=draf.kunci,
        rahasia=rahasia,
        lampiran=lampiran,
        **_saat_terima(pada, alasan_selisih),
    )
    asal.catat(kasus=surat.uuid, nomor=nomor_asal, tanggal=tanggal_asal, oleh=oleh)
    SuratSaluran.objects.create(surat=surat, nomor_luar=nomor_luar, oleh=oleh, pada=surat.dicatat_pada)
    draf.surat, draf.data, draf.diubah_pada = surat, {}, surat.dicatat_pada
    draf.save(update_fields=["surat", "data", "diubah_pada"])
    return surat


def _saat_terima(pada: datetime, alasan: str) -> dict:
    """When the letter was received, and why it is entered later; nothing of the present minute, which is now."""
    sekarang = jam.sekarang()
    if sekarang.replace(second=0, microsecond=0) <= pada <= sekarang:
        return {}
    return {"pada": pada, "alasan_selisih": alasan.strip()}


def _nomor_luar(saluran: str, nomor: str) -> str:
    """The number that the other system gave; "" for a channel without one. Raises as `catat_surat`."""
    if saluran not in SALURAN:
        raise GalatAturan("Pilih lewat mana surat ini diterima.")
    if saluran != Saluran.SP4N:
        return ""
    nomor = nomor.strip()
    if not nomor:
        raise GalatAturan("Tulis nomor pelacakan dari SP4N-LAPOR!.")
    if SuratSaluran.objects.filter(nomor_luar=nomor).exists():
        raise SudahTerjadi(f"Laporan SP4N-LAPOR! nomor {nomor} sudah dicatat sebelumnya.")
    return nomor


def _pasang_tanda_tangan(rincian: Pengaduan, pengirim: Pengirim, lampiran: list) -> None:
    pindaian = [satu for satu in lampiran if satu.peran == PeranLampiran.PINDAIAN]
    if not pindaian:
        raise GalatAturan("Tambahkan pindaian surat yang bertanda tangan.")
    rincian.cara_tanda_tangan = CaraTandaTangan.PINDAIAN
    rincian.berkas_tanda_tangan = pindaian[0].berkas
    rincian.nama_tanda_tangan = pengirim.nama
