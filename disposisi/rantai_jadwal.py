"""The appointment of a letter whose disposition changes: it follows, and whoever calls tells the citizen once.

Called under the lock of the letter, in the transaction of the act that changes the disposition.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from disposisi.alur_jadwal import pindah_keadaan
from disposisi.enums import USULAN, KeadaanAudiensi, KeadaanPermintaan, Mode
from disposisi.jadwal_undangan import batalkan_undangan, undang_petugas
from disposisi.models import Disposisi
from disposisi.models_jadwal import Audiensi, Ruang
from disposisi.pendamping import dari_surat, peserta
from disposisi.rencana import lepas, rencanakan
from disposisi.usulan_lepas import tutup_permintaan_terbuka

SEDANG_BERLANGSUNG = "Pertemuan tentang surat ini sedang berlangsung. Catat dahulu hasilnya."
WAKTU_LEWAT = "Waktu pertemuan surat ini sudah lewat. Catat dahulu apa yang terjadi pada pertemuan itu."
BERUBAH = "Penanganan surat berubah."
DITARIK = "Disposisi ditarik kembali."


def berjalan(surat: SuratMasuk) -> Audiensi | None:
    """The appointment that holds its place, locked. Raises GalatAturan when the meeting is under way."""
    audiensi = (
        Audiensi.objects.berjalan()
        .select_for_update(of=("self",))
        .select_related("petugas", "ruang")
        .filter(surat=surat)
        .first()
    )
    if audiensi and audiensi.keadaan == KeadaanAudiensi.BERLANGSUNG:
        raise GalatAturan(SEDANG_BERLANGSUNG)
    if audiensi:
        audiensi.surat = surat
    return audiensi


def pindahkan_ke(lama: Audiensi, *, petugas, oleh, alasan: str) -> Audiensi:
    """The same time and place with another officer; a guest who has reported stays reported.

    Raises GalatAturan when the time is over or the officer can't, SlotTerpakai when the officer is busy then.
    """
    if lama.mulai <= jam.sekarang():
        raise GalatAturan(WAKTU_LEWAT)
    return gantikan(
        lama,
        Audiensi(
            mode=lama.mode,
            metode=lama.metode,
            petugas=petugas,
            ruang=lama.ruang,
            tautan=lama.tautan,
            mulai=lama.mulai,
            selesai=lama.selesai,
            alasan=alasan,
            dibuat_oleh=oleh,
        ),
    )


def gantikan(lama: Audiensi, baru: Audiensi) -> Audiensi:
    """Put an unsaved appointment in the place of one that has not begun; the calendar keeps its UID."""
    hadir = lama.keadaan == KeadaanAudiensi.HADIR
    pindah_keadaan(lama, KeadaanAudiensi.DIGANTI)
    lama.save(update_fields=["keadaan"])
    lepas(lama)
    baru.surat, baru.uid, baru.urutan, baru.menggantikan = lama.surat, lama.uid, lama.urutan + 1, lama
    rencanakan(baru)
    if baru.mulai != lama.mulai:
        tutup_permintaan_terbuka(baru.surat, KeadaanPermintaan.DITAWARI)
    undang_petugas(baru)
    batalkan_undangan(lama, baru)
    if hadir:
        pindah_keadaan(baru, KeadaanAudiensi.HADIR)
        baru.save(update_fields=["keadaan"])
    return baru


def akhiri(audiensi: Audiensi, alasan: str) -> None:
    """Call off an appointment that has not begun; its room and officer are free again."""
    pindah_keadaan(audiensi, KeadaanAudiensi.DIBATALKAN)
    audiensi.alasan = alasan
    audiensi.save(update_fields=["keadaan", "alasan"])
    lepas(audiensi)
    undang_petugas(audiensi)


def sesuaikan(
    disposisi: Disposisi, oleh, *, ruang: Ruang | None, lama: timedelta | None, alasan_lewat: str
) -> Audiensi | None:
    """Make the appointment follow a new decision: moved, made, called off, or left as it is when nothing changed.

    `lama` None: the decision makes no appointment. Raises as `rencana.rencanakan`.
    """
    kini, mulai = berjalan(disposisi.surat), disposisi.waktu_diputus
    if lama is None or mulai is None or disposisi.tertulis:
        if kini:
            akhiri(kini, BERUBAH)
        return None
    baru = _rencana(disposisi, oleh, ruang, mulai, lama, alasan_lewat)
    if kini is None:
        return _buat(baru)
    if _sama(kini, baru):
        return kini
    return gantikan(kini, baru)


def _buat(audiensi: Audiensi) -> Audiensi:
    tutup_permintaan_terbuka(audiensi.surat, KeadaanPermintaan.DITAWARI)
    rencanakan(audiensi)
    undang_petugas(audiensi)
    return audiensi


def _rencana(
    disposisi: Disposisi, oleh, ruang: Ruang | None, mulai: datetime, lama: timedelta, alasan: str
) -> Audiensi:
    tatap_muka = disposisi.mode == Mode.TATAP_MUKA
    return Audiensi(
        surat=disposisi.surat,
        mode=disposisi.mode,
        metode=disposisi.metode,
        petugas=disposisi.petugas,
        ruang=ruang if tatap_muka else None,
        tautan="" if tatap_muka else disposisi.tempat_diputus,
        mulai=mulai,
        selesai=mulai + lama,
        alasan=alasan,
        dibuat_oleh=oleh,
    )


def _sama(satu: Audiensi, lain: Audiensi) -> bool:
    return _isi(satu) == _isi(lain) and _ikut(peserta(satu)) == _ikut(peserta(lain))


def _isi(audiensi: Audiensi) -> list:
    kolom = ("mode", "metode", "petugas_id", "ruang_id", "tautan", "mulai", "selesai")
    return [getattr(audiensi, nama) for nama in kolom]


def _ikut(orang: Iterable) -> set[int]:
    return {satu.pk for satu in orang}


def kembalikan(semula: Disposisi, oleh, *, sejak: datetime) -> bool:
    """After a revoked decision of `sejak`: the appointment of the earlier one again, if its place is still free.

    Returns False when the citizen knows of a time that can no longer be kept.
    """
    surat, kini = semula.surat, berjalan(semula.surat)
    bekas = _bekas(semula, sejak) if semula.waktu else None
    if kini and bekas and _isi(kini) == _isi(bekas) and _ikut(peserta(kini)) == _ikut(dari_surat(surat)):
        return True
    if kini:
        akhiri(kini, DITARIK)
    if bekas is None:
        return True
    try:
        with transaction.atomic():
            _ulangi(bekas, oleh)
    except GalatAturan:
        return False
    return True


def _bekas(semula: Disposisi, sejak: datetime) -> Audiensi | None:
    """The appointment that a decision had when another one took its place at `sejak`."""
    dahulu = Audiensi.objects.filter(surat=semula.surat, mulai=semula.waktu, dibuat_pada__lt=sejak)
    dahulu = dahulu.filter(petugas=semula.petugas, mode=semula.mode, metode=semula.metode)
    dahulu = dahulu.exclude(keadaan__in=USULAN).select_related("petugas", "ruang")
    return dahulu.order_by("pk").last()


def _ulangi(bekas: Audiensi, oleh) -> Audiensi:
    terakhir = Audiensi.objects.filter(uid=bekas.uid).order_by("urutan").last()
    return _buat(
        Audiensi(
            surat=bekas.surat,
            uid=bekas.uid,
            urutan=terakhir.urutan + 1,
            menggantikan=terakhir,
            mode=bekas.mode,
            metode=bekas.metode,
            petugas=bekas.petugas,
            ruang=bekas.ruang,
            tautan=bekas.tautan,
            mulai=bekas.mulai,
            selesai=bekas.selesai,
            alasan=bekas.alasan or DITARIK,
            dibuat_oleh=oleh,
        )
    )
