"""Acts on calendars: draft → diajukan → terbit, with a way back to draft (tenggat.md, "Calendar and policy").

The pengelola drafts and submits, the head of office (or acting head) publishes.
"""

import copy
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dinsos.akun.models import Peran
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.sla import paket
from dinsos.sla.kalender import KalenderTanpaHariKerja, KalenderTidakSah
from dinsos.sla.models import HariKhusus, IsiKalender, ProfilJam, VersiKalender
from dinsos.sla.muat import gabung, sidik

Keadaan = VersiKalender.Keadaan


def wajib_pengelola(oleh) -> None:
    """Raise TidakBerwenang unless the person is an active pengelola."""
    if not (oleh.is_active and oleh.punya_peran(Peran.PENGELOLA)):
        raise TidakBerwenang("Hanya pengelola yang menyusun aturan waktu.")


def wajib_kepala(oleh) -> None:
    """Raise TidakBerwenang unless the person is the active head of office or acting head."""
    if not (oleh.is_active and oleh.adalah_kepala()):
        raise TidakBerwenang("Hanya Kepala Dinas atau pelaksana harian yang menerbitkan aturan waktu.")


@transaction.atomic
def susun_kalender(*, tahun: int, dari_paket: bool, oleh) -> VersiKalender:
    """Start a draft of a year: a copy of its published version, or the days that the `holidays` package knows.

    From the package the weekly hours come from the calendar last published before the year (of the same year, when
    there is one); seasons with an end, as Ramadan, are not guessed. Returns the draft. Raises TidakBerwenang,
    SudahTerjadi when the year has a draft, GalatAturan when there is nothing to copy or the package knows no days.
    """
    wajib_pengelola(oleh)
    if VersiKalender.objects.select_for_update().filter(tahun=tahun).exclude(keadaan=Keadaan.TERBIT).exists():
        raise SudahTerjadi(f"Kalender {tahun} sudah punya draf. Lanjutkan draf itu.")
    terbit = VersiKalender.objects.terbit()
    lama = terbit.filter(tahun=tahun).last()
    if lama is None and not dari_paket:
        raise GalatAturan(f"Kalender {tahun} belum pernah terbit. Mulai dari daftar hari libur nasional.")
    acuan = lama or terbit.filter(tahun__lt=tahun).last()
    versi = VersiKalender(
        tahun=tahun,
        versi=(lama.versi if lama else 0) + 1,
        dasar_hukum=lama.dasar_hukum if lama and not dari_paket else "",
    )
    _simpan(versi, oleh, exclude=["dasar_hukum"])
    hari = paket.hari_libur(tahun) if dari_paket else [_salinan(satu) for satu in lama.hari_khusus.all()]
    for satu in [*hari, *_profil_untuk(versi, acuan, musim=lama is not None)]:
        satu.versi = versi
        _simpan(satu, oleh)
    return versi


@transaction.atomic
def ubah_dasar(*, versi: VersiKalender, oleh, dasar_hukum: str) -> VersiKalender:
    """Write the decree a draft rests on. Raises TidakBerwenang, and GalatAturan unless it is a draft."""
    wajib_pengelola(oleh)
    versi = _kunci_draf(versi)
    versi.dasar_hukum = dasar_hukum.strip()
    _simpan(versi, oleh)
    return versi


@transaction.atomic
def simpan_isi(*, isi: IsiKalender, oleh) -> IsiKalender:
    """Add or change a special day or hours of a draft; `isi` is the row with its new values.

    Raises TidakBerwenang, and GalatAturan when its version is no draft or the values make no sense.
    """
    wajib_pengelola(oleh)
    _kunci_draf(isi.versi)
    _simpan(isi, oleh)
    return isi


@transaction.atomic
def hapus_isi(*, isi: IsiKalender, oleh) -> None:
    """Take a special day or hours out of a draft. Raises TidakBerwenang, and GalatAturan unless it is a draft."""
    wajib_pengelola(oleh)
    _kunci_draf(isi.versi)
    isi._history_user = oleh
    isi.delete()


@transaction.atomic
def buang_draf(*, versi: VersiKalender, oleh) -> None:
    """Throw a draft away, with its days and hours. Raises TidakBerwenang, and GalatAturan unless it is a draft."""
    wajib_pengelola(oleh)
    versi = _kunci_draf(versi)
    versi._history_user = oleh
    versi.delete()


@transaction.atomic
def ajukan_kalender(*, versi: VersiKalender, oleh) -> VersiKalender:
    """Submit a draft to the head: from now on its content is closed.

    Raises TidakBerwenang, SudahTerjadi when it was submitted or published before, GalatAturan when it makes no
    calendar or names no decree.
    """
    wajib_pengelola(oleh)
    versi = _kunci(versi)
    if versi.keadaan != Keadaan.DRAF:
        raise SudahTerjadi(f"Kalender {versi.tahun} versi {versi.versi} sudah diajukan.")
    _periksa_isi(versi)
    versi.keadaan = Keadaan.DIAJUKAN
    versi.diajukan_pada, versi.diajukan_oleh = jam.sekarang(), oleh
    versi.alasan_kembali = ""
    _simpan(versi, oleh)
    return versi


@transaction.atomic
def kembalikan_kalender(*, versi: VersiKalender, oleh, alasan: str) -> VersiKalender:
    """Back to draft, with a reason: sent back by the head, or taken back by the pengelola.

    Raises TidakBerwenang for anybody else, SudahTerjadi unless it is submitted, GalatAturan without a reason.
    """
    if not (oleh.is_active and (oleh.adalah_kepala() or oleh.punya_peran(Peran.PENGELOLA))):
        raise TidakBerwenang("Hanya Kepala Dinas atau pengelola yang mengembalikan kalender.")
    versi = _kunci(versi)
    if versi.keadaan != Keadaan.DIAJUKAN:
        raise SudahTerjadi(f"Kalender {versi.tahun} versi {versi.versi} tidak sedang diajukan.")
    if not alasan.strip():
        raise GalatAturan("Tulis alasan mengapa kalender ini dikembalikan.")
    versi.keadaan = Keadaan.DRAF
    versi.diajukan_pada = versi.diajukan_oleh = None
    versi.alasan_kembali = alasan.strip()
    _simpan(versi, oleh)
    return versi


@transaction.atomic
def terbitkan_kalender(*, versi: VersiKalender, oleh, sidik_ditinjau: str = "") -> VersiKalender:
    """Publish a submitted calendar: from now on new clocks use it, and nobody can change it any more.

    Clocks that exist keep their due date. Only the head of office or the acting head (`oleh`) publishes.
    `sidik_ditinjau` is the fingerprint (`muat.sidik`) of what the head looked at, "" to skip that check.
    Returns the published row. Raises TidakBerwenang, SudahTerjadi when it is published already or is not what the
    head looked at, GalatAturan when it is not submitted, its days and hours don't make a calendar or a later
    version of the year is published.
    """
    wajib_kepala(oleh)
    versi = _kunci(versi)
    if versi.keadaan == Keadaan.TERBIT:
        raise SudahTerjadi(f"Kalender {versi.tahun} versi {versi.versi} sudah diterbitkan.")
    if versi.keadaan != Keadaan.DIAJUKAN:
        raise GalatAturan("Kalender ini masih draf. Pengelola mengajukannya lebih dahulu.")
    if VersiKalender.objects.terbit().filter(tahun=versi.tahun, versi__gt=versi.versi).exists():
        raise GalatAturan(f"Versi yang lebih baru dari kalender {versi.tahun} sudah terbit.")
    _periksa_isi(versi)
    kini = sidik(versi)
    if sidik_ditinjau and sidik_ditinjau != kini:
        raise SudahTerjadi("Isi kalender ini berubah sejak Anda membukanya. Tinjau sekali lagi.")
    versi.keadaan = Keadaan.TERBIT
    versi.sidik = kini
    versi.diterbitkan_pada = jam.sekarang()
    versi.diterbitkan_oleh = oleh
    _simpan(versi, oleh)
    return versi


def _kunci(versi: VersiKalender) -> VersiKalender:
    try:
        return VersiKalender.objects.select_for_update().get(pk=versi.pk)
    except VersiKalender.DoesNotExist:
        raise SudahTerjadi("Draf kalender ini sudah dibuang.") from None


def _kunci_draf(versi: VersiKalender) -> VersiKalender:
    versi = _kunci(versi)
    if versi.keadaan == Keadaan.DIAJUKAN:
        raise GalatAturan("Kalender ini sedang diajukan. Tarik kembali dahulu, lalu ubah.")
    if versi.keadaan == Keadaan.TERBIT:
        raise GalatAturan("Kalender yang sudah terbit tidak dapat diubah. Buat versi baru.")
    return versi


def _simpan(baris: models.Model, oleh, exclude: Iterable[str] = ()) -> None:
    """Write a row with its history; validation errors become GalatAturan."""
    try:
        baris.full_clean(exclude=exclude)
    except ValidationError as galat:
        raise GalatAturan(" ".join(galat.messages)) from galat
    baris._history_user = oleh
    baris.save()


def _salinan(baris: IsiKalender) -> IsiKalender:
    """An unsaved copy of a day or of hours."""
    baru = copy.copy(baris)
    baru.pk = baru.id = None
    baru._state = type(baris._state)()
    return baru


def _profil_untuk(versi: VersiKalender, acuan: VersiKalender | None, *, musim: bool) -> list[ProfilJam]:
    """Hours of the version a draft starts from; with `musim` also those that end within its year."""
    hasil = []
    for profil in acuan.profil_jam.all() if acuan else ():
        if profil.sampai is None or musim:
            baru = _salinan(profil)
            if acuan.tahun != versi.tahun:
                baru.mulai = date(versi.tahun, 1, 1)
            hasil.append(baru)
    return hasil


def _periksa_isi(versi: VersiKalender) -> None:
    if not versi.dasar_hukum.strip():
        raise GalatAturan("Isi dasar hukum kalender ini, misalnya nomor SKB.")
    tanggal = [h.tanggal for h in HariKhusus.objects.filter(versi=versi)]
    tanggal += [t for p in versi.profil_jam.all() for t in (p.mulai, p.sampai) if t is not None]
    if any(t.year != versi.tahun for t in tanggal):
        raise GalatAturan(f"Semua tanggal dalam kalender ini harus dalam tahun {versi.tahun}.")
    try:
        hari_kerja = gabung([versi]).hari_kerja_sesudah(date(versi.tahun - 1, 12, 31))
    except (KalenderTidakSah, KalenderTanpaHariKerja) as galat:
        raise GalatAturan(str(galat)) from galat
    if hari_kerja.year != versi.tahun:
        raise GalatAturan(f"Kalender {versi.tahun} tidak memuat satu pun hari kerja.")
