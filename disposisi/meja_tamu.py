"""The desk's acts on guests, with the rooms and officers that they take up (PGD-PROSEDUR, KSL-PROSEDUR-5..9).

Each act records the visit (`agenda.kunjungan`, which checks who acts) and what it means for the appointment and its
cells, in one transaction. What really happens is never refused for want of room: it takes the cells that are free
and names the appointments that it displaces. `pada` (aware; None: now) and `alasan_selisih`: as there.
"""

from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.models import Kunjungan, SuratMasuk
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from disposisi.alur_jadwal import pindah_keadaan
from disposisi.enums import Cara, KeadaanAudiensi, KeadaanPermintaan, Mode
from disposisi.jadwal import ambil_yang_bebas
from disposisi.jadwal_undangan import batalkan_undangan, undang_petugas
from disposisi.models_jadwal import Audiensi, Ruang
from disposisi.pendamping import catat_peserta, peserta
from disposisi.rencana import LAMA_BAKU, lepas
from disposisi.usulan_lepas import lepaskan_usulan, tutup_permintaan_terbuka

PULANG = "Tamu pulang sebelum dilayani."


def janji_hari_ini(*, surat: SuratMasuk) -> Audiensi | None:
    """The appointment face to face for which a guest of this letter comes today (WITA), if there is one."""
    dari = jam.wita(jam.sekarang()).replace(hour=0, minute=0, second=0, microsecond=0)
    hari_ini = Audiensi.objects.berjalan().antara(dari, dari + timedelta(days=1))
    return hari_ini.filter(surat=surat, mode=Mode.TATAP_MUKA).select_related("ruang", "petugas").first()


@transaction.atomic
def datang(
    *,
    surat: SuratMasuk,
    oleh,
    keperluan: str,
    masuk_pada: datetime | None = None,
    pada: datetime | None = None,
    alasan_selisih: str = "",
) -> Kunjungan:
    """A guest of a registered letter reports to the desk, by number or QR code.

    With an appointment today the hour begins at check-in or at its start, whichever is later, and the appointment
    is `hadir`; without one at the stated purpose. Raises as `agenda.kunjungan.mulai_kunjungan`.
    """
    surat = agenda.kunci_surat(surat.pk)
    janji = _kunci_janji(surat)
    hari_ini = janji_hari_ini(surat=surat)
    slot = hari_ini.mulai if hari_ini and hari_ini.keadaan == KeadaanAudiensi.DIPASTIKAN else None
    kunjungan = tamu.mulai_kunjungan(
        surat=surat,
        oleh=oleh,
        keperluan=keperluan,
        masuk_pada=masuk_pada,
        slot_mulai=slot,
        pada=pada,
        alasan_selisih=alasan_selisih,
    )
    if slot:
        pindah_keadaan(janji, KeadaanAudiensi.HADIR)
        janji.save(update_fields=["keadaan"])
    return kunjungan


@transaction.atomic
def arahkan(
    *,
    kunjungan: Kunjungan,
    oleh,
    petugas,
    ruang: Ruang | None = None,
    pada: datetime | None = None,
    alasan_selisih: str = "",
) -> list[Audiensi]:
    """The guest is led to `petugas` in `ruang`: both are taken from now on, for as long as a meeting usually takes.

    Returns the appointments whose time that takes, for the desk to move. Without `ruang` (an office that has
    entered none) nothing is taken. An appointment of the letter with another officer, room or time is replaced by
    what really happens. Raises as `agenda.kunjungan.arahkan_tamu`, and GalatAturan for a room that isn't used.
    """
    surat = agenda.kunci_surat(kunjungan.surat_id)
    if ruang is not None and not ruang.aktif:
        raise GalatAturan(f"{ruang} tidak dipakai lagi. Pilih ruang lain.")
    hasil = tamu.arahkan_tamu(
        kunjungan=kunjungan, oleh=oleh, petugas=petugas, pada=pada, alasan_selisih=alasan_selisih
    )
    lepaskan_usulan(surat)
    tutup_permintaan_terbuka(surat, KeadaanPermintaan.GUGUR)
    janji = _kunci_janji(surat)
    if ruang is None:
        return []
    if janji and (janji.petugas_id, janji.ruang_id) != (petugas.pk, ruang.pk):
        janji = _gantikan(janji, petugas, ruang, oleh, hasil.diarahkan_pada)
    elif janji is None:
        janji = _catat(Audiensi(surat=surat), petugas, ruang, oleh, hasil.diarahkan_pada)
    elif janji.keadaan == KeadaanAudiensi.DIPASTIKAN:
        pindah_keadaan(janji, KeadaanAudiensi.HADIR)
        janji.save(update_fields=["keadaan"])
    return ambil_yang_bebas(janji, hasil.diarahkan_pada)


@transaction.atomic
def mulai(*, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = "") -> Kunjungan:
    """The meeting really began; stops `pelaksanaan` and is the actual start of the appointment.

    Raises as `agenda.kunjungan.mulai_pertemuan`.
    """
    surat = agenda.kunci_surat(kunjungan.surat_id)
    hasil = tamu.mulai_pertemuan(kunjungan=kunjungan, oleh=oleh, pada=pada, alasan_selisih=alasan_selisih)
    janji = _kunci_janji(surat)
    if janji and janji.keadaan != KeadaanAudiensi.BERLANGSUNG:
        pindah_keadaan(janji, KeadaanAudiensi.BERLANGSUNG)
        janji.mulai_sebenarnya = hasil.dilayani_pada
        janji.cara_sebenarnya = Cara.TATAP_MUKA if janji.mode == Mode.DARING else ""
        janji.save(update_fields=["keadaan", "mulai_sebenarnya", "cara_sebenarnya"])
    return hasil


@transaction.atomic
def selesai(
    *, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """The guest went out; what the meeting no longer needs is free again.

    Who was led but never served leaves the appointment called off. Raises as `selesaikan_kunjungan` there.
    """
    surat = agenda.kunci_surat(kunjungan.surat_id)
    hasil = tamu.selesaikan_kunjungan(
        kunjungan=kunjungan, oleh=oleh, pada=pada, alasan_selisih=alasan_selisih
    )
    _akhiri(_kunci_janji(surat), hasil)
    return hasil


@transaction.atomic
def pulang(
    *, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """The guest left before being led to anybody; an appointment for which the guest had reported is called off.

    Raises as `agenda.kunjungan.tamu_pulang`.
    """
    surat = agenda.kunci_surat(kunjungan.surat_id)
    hasil = tamu.tamu_pulang(kunjungan=kunjungan, oleh=oleh, pada=pada, alasan_selisih=alasan_selisih)
    janji = _kunci_janji(surat)
    if janji and janji.keadaan == KeadaanAudiensi.HADIR:
        _akhiri(janji, hasil)
    return hasil


def _kunci_janji(surat: SuratMasuk) -> Audiensi | None:
    """The running appointment of a locked letter, locked."""
    berjalan = Audiensi.objects.berjalan().select_for_update(of=("self",)).select_related("ruang", "petugas")
    janji = berjalan.filter(surat=surat).first()
    if janji:
        janji.surat = surat
    return janji


def _gantikan(lama: Audiensi, petugas, ruang: Ruang, oleh, pada: datetime) -> Audiensi:
    """What really happens takes the place of the plan, under the same UID."""
    pindah_keadaan(lama, KeadaanAudiensi.DIGANTI)
    lama.save(update_fields=["keadaan"])
    lepas(lama)
    baru = Audiensi(surat=lama.surat, uid=lama.uid, urutan=lama.urutan + 1, menggantikan=lama)
    baru = _catat(baru, petugas, ruang, oleh, pada)
    batalkan_undangan(lama, baru)
    return baru


def _catat(audiensi: Audiensi, petugas, ruang: Ruang, oleh, pada: datetime) -> Audiensi:
    """A meeting that was not planned for this officer, room and time; the guest is here."""
    audiensi.mode, audiensi.petugas, audiensi.ruang = Mode.TATAP_MUKA, petugas, ruang
    audiensi.mulai, audiensi.selesai = pada, pada + LAMA_BAKU
    audiensi.keadaan, audiensi.dibuat_oleh, audiensi.dibuat_pada = KeadaanAudiensi.HADIR, oleh, jam.sekarang()
    bersama = peserta(audiensi)
    audiensi.save(force_insert=True)
    catat_peserta(audiensi, bersama)
    return audiensi


def _akhiri(janji: Audiensi | None, kunjungan: Kunjungan) -> None:
    """Close what the visit was about: held if it began, else called off; its cells are free."""
    if janji is None:
        return
    if janji.keadaan == KeadaanAudiensi.BERLANGSUNG:
        pindah_keadaan(janji, KeadaanAudiensi.SELESAI)
        janji.selesai_sebenarnya = max(kunjungan.keluar_pada, janji.mulai_sebenarnya)
        janji.save(update_fields=["keadaan", "selesai_sebenarnya"])
        janji.pemakaian.filter(mulai__gte=kunjungan.keluar_pada).delete()
        return
    pindah_keadaan(janji, KeadaanAudiensi.DIBATALKAN)
    janji.alasan = PULANG
    janji.save(update_fields=["keadaan", "alasan"])
    lepas(janji)
    undang_petugas(janji)
