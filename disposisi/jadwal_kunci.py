"""Who may act on an appointment, its lock, and the reason that goes with an act."""

from dinsos.agenda import actions as agenda
from dinsos.agenda.akibat import di_loket
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from disposisi.models_jadwal import Audiensi
from disposisi.sambungan import wajib_tanpa_situs

ALASAN_MAKS = Audiensi._meta.get_field("alasan").max_length


def wajib_boleh(surat: SuratMasuk, oleh) -> None:
    """Raise TidakBerwenang unless `oleh` handles the letter or decides it."""
    if surat.petugas_id == oleh.pk and SuratMasuk.objects.untuk(oleh).filter(pk=surat.pk).exists():
        return
    if not SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        raise TidakBerwenang("Anda tidak berwenang menjadwalkan surat ini.")


def kunci_audiensi(audiensi: Audiensi, oleh, *, juga_piket: bool = False) -> Audiensi:
    """The appointment under its letter's lock, in a transaction. Raises TidakBerwenang."""
    surat = agenda.kunci_surat(audiensi.surat_id)
    if not (juga_piket and di_loket(surat, oleh)):
        wajib_boleh(surat, oleh)
    audiensi = (
        Audiensi.objects.select_for_update(of=("self",))
        .select_related("petugas", "ruang")
        .get(pk=audiensi.pk)
    )
    audiensi.surat = surat
    return audiensi


def alasan_sah(teks: str, kosong: str) -> str:
    """A reason without blanks around it. Raises GalatAturan, with `kosong` for none, or when it is too long."""
    teks = teks.strip()
    if not teks:
        raise GalatAturan(kosong)
    if len(teks) > ALASAN_MAKS:
        raise GalatAturan(f"Alasan paling banyak {ALASAN_MAKS} huruf. Persingkat dahulu.")
    return teks


def alasan_warga(teks: str, kosong: str) -> str:
    """As `alasan_sah`, for a reason that the citizen reads. Raises GalatAturan for one with a link, too."""
    teks = alasan_sah(teks, kosong)
    wajib_tanpa_situs(teks)
    return teks
