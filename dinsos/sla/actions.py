"""Acts on policies and calendars."""

from datetime import date

from django.db import transaction

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.sla.kalender import KalenderTanpaHariKerja, KalenderTidakSah
from dinsos.sla.models import VersiKalender
from dinsos.sla.muat import gabung, sidik


def terbitkan_kalender(*, versi: VersiKalender, oleh) -> VersiKalender:
    """Publish a draft calendar: from now on new clocks use it, and nobody can change it any more.

    Clocks that exist keep their due date. Only the head of office or the acting head (`oleh`) publishes.
    Returns the published row. Raises TidakBerwenang, SudahTerjadi when it is published already, GalatAturan
    when its days and hours don't make a calendar or a later version of the year is published.
    """
    if not oleh.adalah_kepala():
        raise TidakBerwenang("Hanya Kepala Dinas atau pelaksana harian yang menerbitkan kalender.")
    with transaction.atomic():
        versi = VersiKalender.objects.select_for_update().get(pk=versi.pk)
        if versi.keadaan == VersiKalender.Keadaan.TERBIT:
            raise SudahTerjadi(f"Kalender {versi.tahun} versi {versi.versi} sudah diterbitkan.")
        if VersiKalender.objects.terbit().filter(tahun=versi.tahun, versi__gt=versi.versi).exists():
            raise GalatAturan(f"Versi yang lebih baru dari kalender {versi.tahun} sudah terbit.")
        _periksa_isi(versi)
        versi.keadaan = VersiKalender.Keadaan.TERBIT
        versi.sidik = sidik(versi)
        versi.diterbitkan_pada = jam.sekarang()
        versi.diterbitkan_oleh = oleh
        versi._history_user = oleh
        versi.save()
    return versi


def _periksa_isi(versi: VersiKalender) -> None:
    tanggal = [h.tanggal for h in versi.hari_khusus.all()]
    tanggal += [t for p in versi.profil_jam.all() for t in (p.mulai, p.sampai) if t is not None]
    if any(t.year != versi.tahun for t in tanggal):
        raise GalatAturan(f"Semua tanggal dalam kalender ini harus dalam tahun {versi.tahun}.")
    try:
        hari_kerja = gabung([versi]).hari_kerja_sesudah(date(versi.tahun - 1, 12, 31))
    except (KalenderTidakSah, KalenderTanpaHariKerja) as galat:
        raise GalatAturan(str(galat)) from galat
    if hari_kerja.year != versi.tahun:
        raise GalatAturan(f"Kalender {versi.tahun} tidak memuat satu pun hari kerja.")
