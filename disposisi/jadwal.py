"""Acts on appointments: planning, moving, cancelling, and recording what really happened.

Locks are always taken in the same order: the letter, its appointment, then rooms and officers (see `rencana`). Time
and place that hold now are kept on the letter's disposition too, whose history says what they were before.
"""

from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import akibat
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import pukul, waktu
from dinsos.notifikasi.enums import Saluran
from disposisi import slot
from disposisi.alur_jadwal import pindah_keadaan
from disposisi.enums import BERJALAN, KeadaanAudiensi, KeadaanPermintaan, Mode
from disposisi.jadwal_batas import (
    catat_diminta_mundur,
    dibatalkan_pemohon,
    pelaksanaan_berjalan,
    sebagai_ganti,
)
from disposisi.jadwal_kabar import (
    catat_pada_disposisi,
    catat_pindah,
    kabari,
    sudah_ditulis,
    tersampaikan,
    uraian,
)
from disposisi.jadwal_kunci import alasan_sah, alasan_warga, kunci_audiensi, wajib_boleh
from disposisi.jadwal_undangan import batalkan_undangan, undang_petugas
from disposisi.models_jadwal import Audiensi, PemakaianSlot, Ruang
from disposisi.rencana import LAMA_BAKU, kunci_sumber, lepas, pemakaian, rencanakan
from disposisi.sambungan import yang_kurang
from disposisi.usulan_lepas import lepaskan_usulan, terkunci, tutup_permintaan_terbuka

TUNGGU_PEMOHON = timedelta(minutes=15)
"""From so long after the planned start a guest counts as absent."""


@transaction.atomic
def jadwalkan(
    *,
    surat: SuratMasuk,
    oleh,
    petugas,
    mode: str,
    mulai: datetime,
    lama: timedelta = LAMA_BAKU,
    metode: str = "",
    ruang: Ruang | None = None,
    tautan: str = "",
    alasan: str = "",
) -> Audiensi:
    """Plan a firm appointment about a letter (KSL-PROSEDUR-4, PGD-PROSEDUR-2).

    `mulai` is aware and in the future, `lama` at most three hours; face to face needs `ruang`, online `metode`.
    It lies within office hours and not over a break, officer and room are free, the officer is neither absent
    nor excluded. A start after the limit of `pelaksanaan` needs `alasan` and is counted late all the same, unless
    it replaces a time within the limit to which the citizen could not come: that voids the clock (tenggat.md).
    Raises SudahTerjadi when the letter has an appointment, SlotTerpakai when somebody was faster, TidakBerwenang,
    GalatAturan otherwise.
    """
    surat = agenda.kunci_surat(surat.pk)
    wajib_boleh(surat, oleh)
    if surat.tertutup:
        raise GalatAturan("Surat ini sudah ditutup, jadi tidak dapat dijadwalkan lagi.")
    lama_berjalan = Audiensi.objects.berjalan().filter(surat=surat).first()
    if lama_berjalan:
        raise SudahTerjadi(f"Surat ini sudah dijadwalkan pada {waktu(lama_berjalan.mulai)}.")
    batal = dibatalkan_pemohon(surat)
    _gantikan_usulan(surat, KeadaanPermintaan.DITAWARI)
    audiensi = rencanakan(
        Audiensi(
            **sebagai_ganti(batal.audiensi if batal else None),
            surat=surat,
            mode=mode,
            metode=metode if mode == Mode.DARING else "",
            petugas=petugas,
            ruang=ruang if mode == Mode.TATAP_MUKA else None,
            tautan=tautan.strip(),
            mulai=mulai,
            selesai=mulai + lama,
            alasan=alasan.strip(),
            dibuat_oleh=oleh,
        )
    )
    if batal:
        catat_diminta_mundur(
            audiensi, uid=audiensi.uid, pada=batal.pada, bukti=f"pengirim tidak dapat datang: {batal.alasan}"
        )
    undang_petugas(audiensi)
    return audiensi


@transaction.atomic
def jadwal_ulang(
    *,
    audiensi: Audiensi,
    oleh,
    mulai: datetime,
    alasan: str,
    lama: timedelta | None = None,
    petugas=None,
    ruang: Ruang | None = None,
    metode: str | None = None,
    tautan: str | None = None,
    diminta_pemohon: bool = False,
) -> Audiensi:
    """Move an appointment that has not begun, or change how the two sides meet; what isn't given stays.

    The new row keeps the calendar UID. `metode` and `tautan` are those of an online meeting.

    `diminta_pemohon`: the citizen asked for it, and `alasan` is the evidence; a time after the limit then voids
    `pelaksanaan` if the one first offered was within it (tenggat.md). Either the new time is taken and the old one
    freed, or nothing changes. Raises as `jadwalkan`, and GalatAturan without `alasan`, which the citizen reads.
    """
    lama_nya = kunci_audiensi(audiensi, oleh)
    alasan = alasan_warga(alasan, "Tulis alasan jadwal dipindahkan. Pengirim membaca alasan ini.")
    if lama_nya.surat.tertutup:
        raise GalatAturan("Surat ini sudah ditutup, jadi jadwalnya tidak dapat dipindahkan.")
    daring = lama_nya.mode == Mode.DARING
    baru = Audiensi(
        uid=lama_nya.uid,
        urutan=lama_nya.urutan + 1,
        menggantikan=lama_nya,
        surat=lama_nya.surat,
        mode=lama_nya.mode,
        metode=metode if daring and metode else lama_nya.metode,
        petugas=petugas or lama_nya.petugas,
        ruang=ruang or lama_nya.ruang,
        tautan=tautan.strip() if daring and tautan is not None else lama_nya.tautan,
        mulai=mulai,
        selesai=mulai + (lama or lama_nya.selesai - lama_nya.mulai),
        alasan=alasan,
        dibuat_oleh=oleh,
    )
    _ganti(lama_nya, baru)
    catat_pindah(lama_nya, baru, oleh)
    if diminta_pemohon and baru.lewat_batas:
        catat_diminta_mundur(baru, uid=baru.uid, bukti=baru.alasan, oleh=oleh)
    catat_pada_disposisi(baru.surat, oleh, baru)
    pindah = "tetap, dengan perubahan ini" if baru.mulai == lama_nya.mulai else "kami pindahkan"
    kabari(baru, f"Pertemuan Anda {waktu(lama_nya.mulai)} {pindah}.\n\n{uraian(baru)}")
    undang_petugas(baru)
    batalkan_undangan(lama_nya, baru)
    return baru


def _ganti(lama: Audiensi, baru: Audiensi) -> None:
    """Put a plan in the place of an appointment; what is on offer stays when only the way to meet changes.

    Raises as `rencanakan`, and GalatAturan for a link or number by which the two sides can't meet.
    """
    diubah = (baru.metode, baru.tautan) != (lama.metode, lama.tautan)
    telepon = lama.surat.pengirim.telepon
    if diubah and (kurang := yang_kurang(metode=baru.metode, tempat=baru.tautan, telepon=telepon)):
        raise GalatAturan(kurang)
    pindah_keadaan(lama, KeadaanAudiensi.DIGANTI)
    lama.save(update_fields=["keadaan"])
    lepas(lama)
    if baru.mulai != lama.mulai:
        _gantikan_usulan(lama.surat, KeadaanPermintaan.DITAWARI)
    elif diubah:
        for satu in terkunci(lama.surat):
            satu.metode, satu.tautan = baru.metode, baru.tautan
            satu.save(update_fields=["metode", "tautan"])
    rencanakan(baru)


@transaction.atomic
def batalkan_jadwal(*, audiensi: Audiensi, oleh, alasan: str) -> Audiensi:
    """Cancel an appointment that has not begun; its room and officer are free again.

    The clocks go on. Raises GalatAturan without `alasan`, SudahTerjadi when it is over, TidakBerwenang.
    """
    audiensi = kunci_audiensi(audiensi, oleh)
    audiensi.alasan = alasan_warga(alasan, "Tulis alasan jadwal dibatalkan. Pengirim membaca alasan ini.")
    pindah_keadaan(audiensi, KeadaanAudiensi.DIBATALKAN)
    audiensi.save(update_fields=["keadaan", "alasan"])
    lepas(audiensi)
    catat(
        surat=audiensi.surat,
        jenis="jadwal_dibatalkan",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Jadwal {waktu(audiensi.mulai)} dibatalkan. Alasan: {audiensi.alasan}",
        teks_warga=_untuk_warga(
            audiensi, f"Jadwal Anda {waktu(audiensi.mulai)} kami batalkan. Alasan: {audiensi.alasan}"
        ),
    )
    catat_pada_disposisi(audiensi.surat, oleh, None)
    kabari(
        audiensi,
        f"Pertemuan Anda {waktu(audiensi.mulai)} kami batalkan.\n\n"
        "Anda tidak perlu datang pada waktu itu. Kami menghubungi Anda untuk jadwal yang baru.",
    )
    undang_petugas(audiensi)
    return audiensi


@transaction.atomic
def catat_mulai(*, audiensi: Audiensi, oleh, pada: datetime) -> list[Audiensi]:
    """Record that the meeting really began at `pada` (aware, not in the future); never refused for want of room.

    Takes the cells that are free from then on. Returns the other appointments into whose cells it runs, for the
    officer to move. The clock `pelaksanaan` is stopped by `disposisi.actions.laksanakan`, which the caller calls
    in the same transaction.
    """
    audiensi = kunci_audiensi(audiensi, oleh)
    if pada > jam.sekarang():
        raise GalatAturan("Waktu mulai tidak boleh di masa depan.")
    pindah_keadaan(audiensi, KeadaanAudiensi.BERLANGSUNG)
    audiensi.mulai_sebenarnya = pada
    audiensi.save(update_fields=["keadaan", "mulai_sebenarnya"])
    _gantikan_usulan(audiensi.surat, KeadaanPermintaan.GUGUR)
    return ambil_yang_bebas(audiensi, pada)


def ambil_yang_bebas(audiensi: Audiensi, pada: datetime) -> list[Audiensi]:
    """Hold, instead of what it holds, the free cells that a locked appointment needs from `pada` (aware) on.

    Returns the plans of others whose cells it would have needed, too, in the order of time.
    """
    lepas(audiensi)
    sumber = kunci_sumber(audiensi)
    sel = slot.sel(pada, pada + (audiensi.selesai - audiensi.mulai))
    terpakai = pemakaian(sumber, sel)
    sudah = {(satu.sumber_id, satu.mulai.timestamp()) for satu in terpakai}
    PemakaianSlot.objects.bulk_create(
        PemakaianSlot(sumber=s, mulai=satu, audiensi=audiensi)
        for s in sumber
        for satu in sel
        if (s.pk, satu.timestamp()) not in sudah
    )
    punya_tempat = (*BERJALAN, KeadaanAudiensi.DIUSULKAN)
    terdesak = {satu.audiensi for satu in terpakai if satu.audiensi.keadaan in punya_tempat}
    return sorted(terdesak, key=lambda a: (a.mulai, a.pk))


@transaction.atomic
def catat_selesai(*, audiensi: Audiensi, oleh, pada: datetime) -> Audiensi:
    """Record that the meeting ended at `pada` (aware); what it no longer needs is free again.

    Raises GalatAturan for a time in the future or before the start.
    """
    audiensi = kunci_audiensi(audiensi, oleh)
    if pada > jam.sekarang():
        raise GalatAturan("Waktu selesai tidak boleh di masa depan.")
    if audiensi.keadaan != KeadaanAudiensi.BERLANGSUNG:
        raise SudahTerjadi(
            f"Pertemuan ini {audiensi.get_keadaan_display().lower()}, bukan sedang berlangsung."
        )
    if pada < audiensi.mulai_sebenarnya:
        raise GalatAturan("Waktu selesai tidak boleh sebelum waktu mulai.")
    pindah_keadaan(audiensi, KeadaanAudiensi.SELESAI)
    audiensi.selesai_sebenarnya = pada
    audiensi.save(update_fields=["keadaan", "selesai_sebenarnya"])
    audiensi.pemakaian.filter(mulai__gte=pada).delete()
    return audiensi


@transaction.atomic
def catat_terlaksana(*, surat: SuratMasuk, pada: datetime) -> None:
    """Close the appointment of a letter that was really held from `pada` (aware) on, if it has one.

    Called by the acts that record the handling, which have checked who acts; never refused for want of a plan.
    What lies ahead is free again.
    """
    _gantikan_usulan(surat, KeadaanPermintaan.GUGUR)
    audiensi = Audiensi.objects.berjalan().select_for_update(of=("self",)).filter(surat=surat).first()
    if audiensi is None:
        return
    pindah_keadaan(audiensi, KeadaanAudiensi.SELESAI)
    audiensi.mulai_sebenarnya = audiensi.mulai_sebenarnya or pada
    audiensi.save(update_fields=["keadaan", "mulai_sebenarnya"])
    audiensi.pemakaian.filter(mulai__gte=jam.sekarang()).delete()


@transaction.atomic
def lepaskan_jadwal(*, surat: SuratMasuk) -> None:
    """Give back the place of a letter that is closed, if it has one; a meeting under way ends now.

    A citizen who was invited by e-mail gets the cancellation there; nobody has to send one by hand.
    """
    _gantikan_usulan(surat, KeadaanPermintaan.GUGUR)
    audiensi = Audiensi.objects.berjalan().select_for_update(of=("self",)).filter(surat=surat).first()
    if audiensi is None:
        return
    kolom = ["keadaan"]
    if audiensi.keadaan == KeadaanAudiensi.BERLANGSUNG:
        pindah_keadaan(audiensi, KeadaanAudiensi.SELESAI)
        audiensi.selesai_sebenarnya = jam.sekarang()
        kolom.append("selesai_sebenarnya")
        audiensi.pemakaian.filter(mulai__gte=jam.sekarang()).delete()
    else:
        pindah_keadaan(audiensi, KeadaanAudiensi.DIBATALKAN)
        lepas(audiensi)
        audiensi.surat = surat
        undang_petugas(audiensi)
        if surat.pengirim.saluran_jawaban == Saluran.EMAIL:
            kabari(audiensi, f"Pertemuan Anda {waktu(audiensi.mulai)} batal karena surat Anda ditutup.")
    audiensi.save(update_fields=kolom)


@transaction.atomic
def catat_hadir(*, audiensi: Audiensi, oleh) -> Audiensi:
    """Record that the guest reported to the desk on the day of a meeting face to face; piket does, too.

    Raises SudahTerjadi when the appointment is further on, GalatAturan on another day, TidakBerwenang.
    """
    audiensi = kunci_audiensi(audiensi, oleh, juga_piket=True)
    if audiensi.ruang is None or jam.wita(audiensi.mulai).date() != jam.hari_ini():
        raise GalatAturan("Kedatangan dicatat pada hari pertemuan tatap muka.")
    pindah_keadaan(audiensi, KeadaanAudiensi.HADIR)
    audiensi.save(update_fields=["keadaan"])
    return audiensi


@transaction.atomic
def catat_pemohon_tidak_hadir(*, audiensi: Audiensi, oleh, bukti: str) -> Audiensi:
    """Record that the guest did not come, from 15 minutes after the planned start on; the place is free again.

    It stops `pelaksanaan` (`agenda.akibat`) if that still runs, the time lay within its limit, and a channel had
    accepted a message that names this time; else the clock runs on. `bukti` says how the absence is known. The desk
    may record it of a meeting face to face. Raises GalatAturan when it is too early or without `bukti`.
    """
    audiensi = kunci_audiensi(audiensi, oleh, juga_piket=audiensi.mode == Mode.TATAP_MUKA)
    if jam.sekarang() < audiensi.mulai + TUNGGU_PEMOHON:
        raise GalatAturan(f"Ketidakhadiran dicatat mulai pukul {pukul(audiensi.mulai + TUNGGU_PEMOHON)}.")
    bukti = alasan_sah(bukti, "Tulis bagaimana Anda tahu pemohon tidak hadir, misalnya siapa yang menunggu.")
    tahu = tersampaikan(audiensi)
    pindah_keadaan(audiensi, KeadaanAudiensi.PEMOHON_TIDAK_HADIR)
    _tutup_tanpa_pertemuan(audiensi, oleh, bukti)
    batas = pelaksanaan_berjalan(audiensi.surat)
    if tahu and batas and audiensi.mulai <= batas.jatuh_tempo:
        akibat.catat_tidak_hadir(surat=audiensi.surat, oleh=oleh, slot_mulai=audiensi.mulai, bukti=bukti)
    catat_pada_disposisi(audiensi.surat, oleh, None)
    kabari(
        audiensi,
        f"Kami menunggu Anda pada {waktu(audiensi.mulai)}, tetapi kami tidak bertemu.\n\n"
        "Bila Anda masih memerlukan pertemuan, hubungi kami atau jawab lewat halaman lacak.",
    )
    return audiensi


@transaction.atomic
def catat_petugas_tidak_hadir(*, audiensi: Audiensi, oleh, alasan: str) -> Audiensi:
    """Record that the officer did not come; the clocks go on, and the citizen gets an apology.

    Raises GalatAturan before the planned start or without `alasan`, which the citizen reads.
    """
    audiensi = kunci_audiensi(audiensi, oleh)
    if jam.sekarang() < audiensi.mulai:
        raise GalatAturan(f"Ketidakhadiran dicatat mulai pukul {pukul(audiensi.mulai)}.")
    alasan = alasan_warga(alasan, "Tulis alasannya. Pengirim membaca alasan ini.")
    pindah_keadaan(audiensi, KeadaanAudiensi.PETUGAS_TIDAK_HADIR)
    _tutup_tanpa_pertemuan(audiensi, oleh, alasan)
    catat_pada_disposisi(audiensi.surat, oleh, None)
    kabari(
        audiensi,
        f"Pertemuan Anda {waktu(audiensi.mulai)} tidak terlaksana karena petugas kami tidak hadir. Kami mohon maaf."
        f"\n\nAlasan: {audiensi.alasan}\n\nKami menghubungi Anda untuk jadwal yang baru.",
    )
    return audiensi


def _tutup_tanpa_pertemuan(audiensi: Audiensi, oleh, alasan: str) -> None:
    audiensi.alasan = alasan
    audiensi.save(update_fields=["keadaan", "alasan"])
    lepas(audiensi)
    kata = audiensi.get_keadaan_display().lower()
    catat(
        surat=audiensi.surat,
        jenis="jadwal_tidak_terlaksana",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Jadwal {waktu(audiensi.mulai)}: {kata}. {audiensi.alasan}",
        teks_warga=_untuk_warga(audiensi, f"Pertemuan {waktu(audiensi.mulai)} tidak terlaksana: {kata}."),
    )


def _gantikan_usulan(surat: SuratMasuk, keadaan: str) -> None:
    """What was on offer, and a request for it, is settled by another plan or by what really happened."""
    lepaskan_usulan(surat)
    tutup_permintaan_terbuka(surat, keadaan)


def _untuk_warga(audiensi: Audiensi, teks: str) -> str:
    """The sentence, or "" as long as the citizen has heard of no plan."""
    return teks if sudah_ditulis(audiensi.surat) else ""
