"""Acts of the disposition: deciding, telling the citizen, recording that the handling took place."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import pesan, tenggat_surat
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.agenda.workflow import pindahkan
from dinsos.dokumen.pola import NomorDitolak
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import waktu as tulis_waktu
from dinsos.notifikasi.models import Pesan
from disposisi import jadwal
from disposisi.baris import baris, isi_penanganan, isi_penutupan
from disposisi.enums import Keputusan, Mode, Sifat
from disposisi.jadwal_kabar import catat_pada_disposisi, kabari, kata_batal, sudah_ditulis, uraian
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.jadwal_susulan import tentukan
from disposisi.jadwal_undangan import batal_tanpa_kabar, dalam_data
from disposisi.kabar import kunci_jawaban
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.pemberitahuan import nama_surat, susun
from disposisi.pendamping import sebut
from disposisi.pendamping import tetapkan as tetapkan_pendamping
from disposisi.sambungan import wajib_tanpa_situs, yang_kurang
from disposisi.syarat import periksa, periksa_sambungan
from disposisi.waktu_berlaku import tetapkan

SEBELUM_DISPOSISI = "Catatan: waktu ini sebelum disposisi."
STATUS_KEPUTUSAN = {
    Keputusan.DITANGANI: Status.DIDISPOSISIKAN,
    Keputusan.DITOLAK: Status.DITOLAK,
    Keputusan.DIRUJUK: Status.DIRUJUK,
}


@transaction.atomic
def disposisikan(
    *,
    surat: SuratMasuk,
    oleh,
    keputusan: str,
    alasan: str = "",
    tujuan_rujukan: str = "",
    mode: str = "",
    metode: str = "",
    petugas=None,
    waktu: datetime | None = None,
    tempat: str = "",
    sifat: str = Sifat.BIASA,
    instruksi: list[str] | None = None,
    catatan: str = "",
    surat_oleh_petugas: bool = False,
    ruang: Ruang | None = None,
    lama: timedelta | None = None,
    alasan_lewat: str = "",
    jalan_lain: str = "",
    rujukan_nomor: str = "",
    pendamping: Sequence = (),
    nomor: str = "",
) -> Disposisi:
    """Decide about a letter, and queue the notice or answer to the citizen in the same transaction.

    `waktu` (aware) is when the citizen is served, for `tertulis` by when the written answer comes.
    `tempat` is the place, link or number, which a video call, and a call to somebody without a number, must have.
    `surat_oleh_petugas` holds the notice back for the officer to write, and leaves `respon` running.
    With `lama` the time becomes an appointment (`jadwal.jadwalkan`) that takes up the officer and, face to face,
    `ruang`; `alasan_lewat` says why it lies after the limit of `pelaksanaan`.
    `pendamping` are officers who accompany `petugas`: they read the letter and take part in its appointment.
    `jalan_lain` is what the citizen can do after a refusal; `rujukan_nomor` the reference of a referral, if known.
    A refusal or referral closes the letter and ends `pelaksanaan`; its acceptance by a channel stops `respon`.
    `nomor` is that of the notice or answer, as in `agenda.pesan.kirim_surat_jawaban`.

    Raises SudahTerjadi when somebody decided before, TidakBerwenang when `oleh` may not decide this letter,
    GalatAturan for an incomplete or impossible decision (PGD-PROSEDUR-2, KSL-PROSEDUR-3).
    """
    surat = agenda.kunci_surat(surat.pk)
    wajib_pemutus(surat, oleh)
    wajib_belum_diputus(surat)
    pada = jam.sekarang()
    ditangani = keputusan == Keputusan.DITANGANI
    if ditangani and surat_oleh_petugas:
        wajib_tanpa_nomor(nomor)
    isi = isi_penutupan(
        keputusan,
        alasan=alasan,
        jalan_lain=jalan_lain,
        tujuan_rujukan=tujuan_rujukan,
        rujukan_nomor=rujukan_nomor,
    )
    if ditangani:
        isi |= isi_penanganan(
            mode=mode,
            metode=metode,
            petugas=petugas,
            waktu=waktu,
            tempat=tempat.strip() or _tempat_ruang(lama, ruang),
            surat_oleh_petugas=surat_oleh_petugas,
        )
    disposisi = baris(
        surat, oleh, pada, sifat=sifat, instruksi=instruksi or [], catatan=catatan.strip(), **isi
    )
    periksa(disposisi)
    disposisi._history_user = oleh
    disposisi.save(force_insert=True)
    tetapkan(disposisi, oleh=oleh, waktu=disposisi.waktu_diputus, tempat=disposisi.tempat_diputus)
    bersama = tetapkan_pendamping(disposisi, pendamping if ditangani else ())
    surat.petugas = disposisi.petugas
    pindahkan(surat=surat, ke=STATUS_KEPUTUSAN[keputusan], pada=pada, oleh=oleh)
    if not ditangani:
        tutup(disposisi, nomor=nomor)
        return disposisi
    if lama is not None:
        _jadwalkan(disposisi, oleh, ruang=ruang, lama=lama, alasan=alasan_lewat)
    _setelah_ditangani(disposisi, bersama, nomor)
    return disposisi


def _jadwalkan(
    disposisi: Disposisi, oleh, *, ruang: Ruang | None, lama: timedelta, alasan: str
) -> Audiensi | None:
    """Make the time of a decision an appointment; nothing to do in writing or without a time."""
    if disposisi.tertulis or not disposisi.waktu:
        return None
    return jadwal.jadwalkan(
        surat=disposisi.surat,
        oleh=oleh,
        petugas=disposisi.petugas,
        mode=disposisi.mode,
        metode=disposisi.metode,
        ruang=ruang,
        tautan=disposisi.tempat if disposisi.mode == Mode.DARING else "",
        mulai=disposisi.waktu,
        lama=lama,
        alasan=alasan,
    )


def _tempat_ruang(lama: timedelta | None, ruang: Ruang | None) -> str:
    """The words for the room of an appointment that is to be made; "" without one."""
    return tempat_jadwal(Audiensi(mode=Mode.TATAP_MUKA, ruang=ruang)) if lama and ruang else ""


def wajib_pemutus(surat: SuratMasuk, oleh) -> None:
    """Raise TidakBerwenang unless `oleh` decides this letter."""
    if not SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        raise TidakBerwenang("Anda tidak berwenang mendisposisikan surat ini.")


def wajib_belum_diputus(surat: SuratMasuk) -> None:
    """Raise SudahTerjadi, which says by whom and when, if somebody has decided about this letter."""
    sudah = Disposisi.objects.select_related("oleh").filter(aktif_untuk=surat).first()
    if sudah:
        raise SudahTerjadi(
            f"Surat {surat.nomor} sudah didisposisikan oleh {sudah.oleh} pada {tulis_waktu(sudah.pada)}."
        )


def wajib_tanpa_nomor(nomor: str) -> None:
    """Raise NomorDitolak for a number that was typed in where no letter goes out now."""
    if nomor:
        raise NomorDitolak("Kosongkan nomor surat: keputusan ini belum mengirim surat.")


def _setelah_ditangani(disposisi: Disposisi, bersama: Sequence, nomor: str) -> None:
    surat = disposisi.surat
    catat(
        surat=surat,
        jenis="didisposisikan",
        pada=disposisi.pada,
        oleh=disposisi.oleh,
        teks=f"Didisposisikan kepada {disposisi.petugas}{sebut(bersama)}: {disposisi.cara}.",
        teks_warga=f"Pimpinan menugaskan {disposisi.petugas} untuk menangani surat Anda.",
    )
    if not disposisi.surat_oleh_petugas:
        antrekan_pemberitahuan(disposisi, oleh=disposisi.oleh, nomor=nomor)


def tutup(disposisi: Disposisi, *, awalan: str = "", undangan: dict | None = None, nomor: str = "") -> None:
    """End `pelaksanaan` of a letter that was just refused or referred, and send the letter that says why.

    `awalan` stands before its facts; `undangan` (`jadwal_undangan.dalam_data`) is the appointment it calls off;
    `nomor` as in `agenda.pesan.kirim_surat_jawaban`.
    """
    surat = disposisi.surat
    tenggat_surat.hentikan(surat=surat, jenis="pelaksanaan", pada=disposisi.pada, akibat=disposisi.keputusan)
    dirujuk = disposisi.keputusan == Keputusan.DIRUJUK
    kata = f"dirujuk ke {disposisi.tujuan_rujukan}" if dirujuk else "tidak dapat ditangani"
    catat(
        surat=surat,
        jenis=disposisi.keputusan,
        pada=disposisi.pada,
        oleh=disposisi.oleh,
        teks=f"Surat {kata}. Alasan: {disposisi.alasan}{_perubahan(disposisi)}",
        teks_warga=f"Surat Anda {kata}. Alasan: {disposisi.alasan}",
    )
    teks, versi = susun(disposisi)
    pesan.kirim_surat_jawaban(
        surat=surat,
        oleh=disposisi.oleh,
        kelas="penolakan",
        kunci=kunci_jawaban(disposisi),
        data={"teks": "\n\n".join(filter(None, (awalan, teks)))} | (undangan or {}),
        versi_templat=versi,
        nomor=nomor,
    )


def _perubahan(disposisi: Disposisi) -> str:
    """Why it was decided anew, for staff; "" for a first decision."""
    alasan = disposisi.alasan_perubahan
    return f" Alasan disposisi ulang: {alasan}" if alasan else ""


def antrekan_pemberitahuan(
    disposisi: Disposisi,
    *,
    oleh,
    awalan: str = "",
    tambahan: str = "",
    nomor: str = "",
    lagi: int | None = None,
) -> Pesan:
    """Send the notice about a decision out as a letter, once; `awalan` stands before its facts, `tambahan` after.

    `nomor` as in `agenda.pesan.kirim_surat_jawaban`; `lagi` is the revoked decision (id) after which the notice of
    this one goes out again.
    """
    kini = Audiensi.objects.berjalan().filter(surat=disposisi.surat).first()
    if kini:
        disposisi.metode = kini.metode
    batal = None if kini else batal_tanpa_kabar(disposisi.surat)
    if batal:
        awalan = "\n\n".join(filter(None, (awalan, kata_batal(batal))))
    teks, versi = susun(disposisi, tambahan=tambahan)
    kunci = kunci_jawaban(disposisi)
    return pesan.kirim_surat_jawaban(
        surat=disposisi.surat,
        oleh=oleh,
        kelas="pemberitahuan",
        kunci=f"{kunci}:lagi:{lagi}" if lagi else kunci,
        data={"teks": "\n\n".join(filter(None, (awalan, teks)))}
        | dalam_data(kini or batal, batal=kini is None),
        versi_templat=versi,
        nomor=nomor,
    )


@transaction.atomic
def kirim_pemberitahuan(
    *,
    surat: SuratMasuk,
    oleh,
    tambahan: str = "",
    waktu: datetime | None = None,
    tempat: str = "",
    nomor: str = "",
    **rencana,
) -> Pesan:
    """The officer writes and sends the follow-up notice that the head left to them.

    `waktu` and `tempat` complete the disposition where the head left them open (`waktu` aware, in the future;
    required online; `tempat` as in `disposisikan`), with `rencana` as in `jadwal_susulan.tentukan`. An appointment
    keeps its own time and place. `nomor` is a letter number that another system issued. Raises SudahTerjadi when a
    notice was queued before, GalatAturan when nothing can be sent or planned, or the number is taken.
    """
    surat = agenda.kunci_surat(surat.pk)
    agenda.wajib_petugas(surat, oleh)
    disposisi = Disposisi.objects.select_related("petugas", "berlaku").filter(aktif_untuk=surat).first()
    if sudah_ditulis(surat):
        raise SudahTerjadi("Pemberitahuan untuk surat ini sudah dibuat. Lihat bagian pesan.")
    if surat.status != Status.DIDISPOSISIKAN or disposisi is None:
        raise GalatAturan("Pemberitahuan hanya dikirim setelah disposisi dan sebelum surat dijawab.")
    disposisi.surat = surat
    wajib_tanpa_situs(tambahan)
    if not Audiensi.objects.berjalan().filter(surat=surat).exists():
        waktu, tempat = waktu or disposisi.waktu, tempat.strip() or disposisi.tempat
        tentukan(disposisi, oleh=oleh, waktu=waktu, tempat=tempat, **rencana)
    if disposisi.waktu and disposisi.waktu <= jam.sekarang():
        raise GalatAturan("Waktu penanganan harus setelah sekarang. Tentukan waktu yang baru dahulu.")
    if disposisi.mode == Mode.DARING and not disposisi.waktu:
        raise GalatAturan("Isi waktu penanganan: pemberitahuan daring wajib menyebut waktu.")
    periksa_sambungan(disposisi)
    hasil = antrekan_pemberitahuan(disposisi, oleh=oleh, tambahan=tambahan, nomor=nomor)
    catat(
        surat=surat,
        jenis="pemberitahuan_ditulis",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Menulis {nama_surat(surat)} untuk pengirim.",
    )
    return hasil


@transaction.atomic
def laksanakan(*, surat: SuratMasuk, oleh, pada: datetime, catatan: str = "") -> SuratMasuk:
    """Record a meeting or call that was really held; see `agenda.actions.laksanakan`.

    A time before the minute of the disposition is allowed, and the story says so.

    Raises GalatAturan for a letter that is handled in writing: there the accepted outcome counts.
    """
    disposisi = Disposisi.objects.filter(aktif_untuk=surat).first()
    if disposisi and disposisi.tertulis:
        raise GalatAturan("Surat ini ditangani secara tertulis. Kirim hasilnya; itulah pelaksanaannya.")
    if disposisi and pada < disposisi.pada.replace(second=0, microsecond=0):
        catatan = f"{SEBELUM_DISPOSISI} {catatan.strip()}"
    surat = agenda.laksanakan(surat=surat, oleh=oleh, pada=pada, catatan=catatan)
    jadwal.catat_terlaksana(surat=surat, pada=pada)
    return surat


@transaction.atomic
def jadwalkan_lagi(
    *,
    surat: SuratMasuk,
    oleh,
    mulai: datetime,
    lama: timedelta,
    ruang: Ruang | None = None,
    tautan: str = "",
    alasan: str = "",
) -> Audiensi:
    """Plan an appointment about a letter that was given to an officer and has none, and tell the citizen.

    Mode, method and officer are the disposition's. Raises as `jadwal.jadwalkan`, and GalatAturan when the letter
    has no officer or is handled in writing.
    """
    surat = agenda.kunci_surat(surat.pk)
    disposisi = Disposisi.objects.select_related("petugas").filter(aktif_untuk=surat).first()
    if disposisi is None or disposisi.petugas is None or disposisi.tertulis:
        raise GalatAturan("Surat ini tidak memerlukan jadwal pertemuan.")
    if kurang := yang_kurang(metode=disposisi.metode, tempat=tautan, telepon=surat.pengirim.telepon):
        raise GalatAturan(kurang)
    audiensi = jadwal.jadwalkan(
        surat=surat,
        oleh=oleh,
        petugas=disposisi.petugas,
        mode=disposisi.mode,
        metode=disposisi.metode,
        ruang=ruang,
        tautan=tautan,
        mulai=mulai,
        lama=lama,
        alasan=alasan,
    )
    catat_pada_disposisi(surat, oleh, audiensi)
    catat(
        surat=surat,
        jenis="dijadwalkan",
        pada=audiensi.dibuat_pada,
        oleh=oleh,
        teks=f"Dijadwalkan {tulis_waktu(audiensi.mulai)}.",
        teks_warga=(
            f"Pertemuan Anda kami jadwalkan pada {tulis_waktu(audiensi.mulai)}."
            if sudah_ditulis(surat)
            else ""
        ),
    )
    kabari(audiensi, f"Pertemuan Anda sudah kami jadwalkan.\n\n{uraian(audiensi)}")
    return audiensi


@transaction.atomic
def mulai_pertemuan(*, audiensi: Audiensi, oleh) -> list[Audiensi]:
    """The officer begins the meeting now: that is the handling, and stops `pelaksanaan` (tenggat.md).

    Returns the appointments into whose time it runs, for the officer to move. Raises as `laksanakan`.
    """
    pada = jam.sekarang()
    terdesak = jadwal.catat_mulai(audiensi=audiensi, oleh=oleh, pada=pada)
    agenda.laksanakan(surat=audiensi.surat, oleh=oleh, pada=pada)
    return terdesak


@transaction.atomic
def cabut(*, surat: SuratMasuk) -> SuratMasuk:
    """The citizen withdraws the letter, see `agenda.actions.cabut`; an appointment gives back its place."""
    surat = agenda.cabut(surat=surat)
    jadwal.lepaskan_jadwal(surat=surat)
    return surat
