"""Acts of the desk on messages from the mailbox: register one as a letter, or discard it with a reason."""

from django.db import transaction
from django.db.models import Model

from dinsos.agenda.enums import PeranLampiran, Saluran
from dinsos.agenda.models import Draf, Lampiran, Pengirim, SuratMasuk
from dinsos.bukutamu.actions import wajib_piket
from dinsos.bukutamu.kotak.enums import KeadaanSurel
from dinsos.bukutamu.models_kotak import SurelMasuk
from dinsos.bukutamu.surat_lain import catat_surat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import waktu

MASIH_DIBACA = "Pesan ini masih dibaca. Muat ulang halaman ini sebentar lagi."


@transaction.atomic
def catat_surel(
    *,
    surel: SurelMasuk,
    oleh,
    pengirim: Pengirim,
    rincian: Model,
    rahasia: bool = False,
    bertanda_tangan: bool = False,
) -> SuratMasuk:
    """Register a message as a letter of the channel e-mail, received when it arrived (PGD-KANAL, KSL-KANAL).

    Its attachments go along as scans; the message itself is the reason why the receipt is earlier. `pengirim` and
    `rincian` are unsaved. What was discarded by mistake may be registered as long as it is kept.

    Raises TidakBerwenang, SudahTerjadi when it is a letter already, and GalatAturan as `surat_lain.catat_surat`.
    """
    wajib_piket(oleh)
    surel = _kunci(surel)
    if not surel.bisa_dicatat:
        raise SudahTerjadi(_keadaan(surel))
    surat = catat_surat(
        draf=_draf(surel, rincian.surat.layanan),
        oleh=oleh,
        saluran=Saluran.EMAIL,
        pengirim=pengirim,
        rincian=rincian,
        pada=min(surel.tiba_pada, jam.sekarang()),
        alasan_selisih=f"Tiba di kotak surat elektronik {waktu(surel.tiba_pada)}.",
        rahasia=rahasia,
        bertanda_tangan=bertanda_tangan,
    )
    surel.keadaan, surel.surat = KeadaanSurel.TERCATAT, surat
    surel.save(update_fields=["keadaan", "surat"])
    return surat


@transaction.atomic
def buang_surel(*, surel: SurelMasuk, oleh, alasan: str) -> SurelMasuk:
    """Leave a message unregistered, with the reason, which is kept with who and when.

    Raises TidakBerwenang, SudahTerjadi when it was dealt with before, GalatAturan without a reason.
    """
    wajib_piket(oleh)
    surel = _kunci(surel)
    if surel.keadaan == KeadaanSurel.MENTAH:
        raise GalatAturan(MASIH_DIBACA)
    if surel.keadaan != KeadaanSurel.BARU:
        raise SudahTerjadi(_keadaan(surel))
    alasan = " ".join(alasan.split())
    if not alasan:
        raise GalatAturan("Tulis mengapa pesan ini tidak dicatat sebagai surat.")
    surel.keadaan, surel.alasan = KeadaanSurel.DIBUANG, alasan[:200]
    surel.dibuang_oleh, surel.dibuang_pada = oleh, jam.sekarang()
    surel.save(update_fields=["keadaan", "alasan", "dibuang_oleh", "dibuang_pada"])
    return surel


def _draf(surel: SurelMasuk, layanan: str) -> Draf:
    """The draft that carries the attachments of a message into its letter."""
    pada = jam.sekarang()
    draf, _ = Draf.objects.get_or_create(
        kunci=surel.kunci, defaults={"layanan": layanan, "dibuat_pada": pada, "diubah_pada": pada}
    )
    for bagian in surel.bagian.exclude(berkas=None):
        Lampiran.objects.create(draf=draf, berkas_id=bagian.berkas_id, peran=PeranLampiran.PINDAIAN)
    return draf


def _kunci(surel: SurelMasuk) -> SurelMasuk:
    return SurelMasuk.objects.select_for_update(of=("self",)).get(pk=surel.pk)


def _keadaan(surel: SurelMasuk) -> str:
    """Why nothing more is done with a message."""
    match surel.keadaan:
        case KeadaanSurel.MENTAH:
            return MASIH_DIBACA
        case KeadaanSurel.TERCATAT:
            return "Pesan ini sudah dicatat sebagai surat."
        case KeadaanSurel.PENTAL:
            return "Pesan ini pesan kami yang kembali, dan sudah dicatat."
    if surel.dikosongkan_pada:
        return "Isi pesan ini sudah dihapus menurut masa simpan."
    return f"Pesan ini sudah diputuskan tidak dicatat pada {waktu(surel.dibuang_pada)}."
