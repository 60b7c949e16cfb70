"""By which way the two sides really met, where the planned one failed (a video call, then a WhatsApp call)."""

from django.db import transaction

from dinsos.agenda.riwayat import catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from disposisi.enums import Cara, KeadaanAudiensi, Metode, Mode
from disposisi.jadwal_kunci import kunci_audiensi
from disposisi.models_jadwal import Audiensi

MULAI = (KeadaanAudiensi.BERLANGSUNG, KeadaanAudiensi.SELESAI)


def cara_rencana(audiensi: Audiensi) -> str:
    """The way that was planned, as a `Cara`; "" in writing, which is no meeting."""
    if audiensi.mode == Mode.TATAP_MUKA:
        return Cara.TATAP_MUKA
    return "" if audiensi.metode == Metode.TERTULIS else audiensi.metode


@transaction.atomic
def catat_cara(*, audiensi: Audiensi, oleh, cara: str) -> Audiensi:
    """Record that a meeting that began was held by another way than planned; `cara` is a `Cara`.

    The clock `pelaksanaan` stopped at the actual start, whatever the way. Naming the planned way takes the record
    back. Raises GalatAturan before the start or for no known way, SudahTerjadi when it is recorded, TidakBerwenang.
    """
    audiensi = kunci_audiensi(audiensi, oleh)
    if audiensi.keadaan not in MULAI:
        raise GalatAturan("Catat dahulu bahwa pertemuan dimulai, lalu cara yang dipakai.")
    if cara not in Cara.values:
        raise GalatAturan("Pilih cara yang dipakai.")
    nyata = "" if cara == cara_rencana(audiensi) else cara
    if nyata == audiensi.cara_sebenarnya:
        raise SudahTerjadi("Cara ini sudah tercatat.")
    audiensi.cara_sebenarnya = nyata
    audiensi.save(update_fields=["cara_sebenarnya"])
    kata = Cara(cara).label
    catat(
        surat=audiensi.surat,
        jenis="cara_sebenarnya",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Pertemuan berlangsung lewat {kata}, rencananya {Cara(cara_rencana(audiensi)).label}.",
        teks_warga=f"Pertemuan Anda berlangsung lewat {kata}.",
    )
    return audiensi
