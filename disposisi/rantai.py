"""Acts of the chain: a letter is handed on, or decided anew. No clock restarts (tenggat.md).

Each adds a row that names the one before and why. The citizen is told once, with everything that holds from then
on; what no channel has taken yet of the older news is called back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import titik
from dinsos.notifikasi.models import Pesan
from disposisi import kabar, rantai_jadwal
from disposisi.actions import antrekan_pemberitahuan, wajib_tanpa_nomor
from disposisi.baris import baris, isi_penanganan
from disposisi.enums import Keputusan, Metode, Mode, Sebagai, Sifat
from disposisi.enums_rantai import JenisDisposisi
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.pendamping import kata_lepas, lanjutan, sebut
from disposisi.pendamping import tetapkan as tetapkan_pendamping
from disposisi.rantai_tawaran import tarik_tawaran
from disposisi.syarat import periksa, periksa_aturan, periksa_hadir, periksa_petugas
from disposisi.usulan_lepas import lepaskan_usulan
from disposisi.waktu_berlaku import tetapkan
from disposisi.wewenang import Wewenang, wewenang

BERJALAN = (Status.DIDISPOSISIKAN, Status.DIJAWAB)
KABAR = ("pemberitahuan", "jadwal")
"""Messages that say what holds; an older one that waits is called back when a newer one takes its place."""
BERUBAH = "Ada perubahan pada penanganan surat Anda. Yang berlaku sekarang:"
PETUGAS_BERGANTI = "Petugas berganti."


def rantai(surat: SuratMasuk) -> list[Disposisi]:
    """Every disposition of a letter, oldest first; three queries.

    Each carries `dari` (the officer before, if it was another) and `ditarik` (PenarikanDisposisi, None: it wasn't).
    """
    orang = ("petugas", "oleh", "atas_nama", "menggantikan__petugas", "penarikan__oleh")
    semua = list(
        surat.semua_disposisi.select_related(*orang).prefetch_related("pendamping__petugas").order_by("pk")
    )
    for satu in semua:
        lama = satu.menggantikan.petugas if satu.menggantikan else None
        satu.dari = lama if lama != satu.petugas else None
        satu.ditarik = getattr(satu, "penarikan", None)
    return semua


@transaction.atomic
def teruskan(*, surat: SuratMasuk, oleh, petugas, alasan: str, nomor: str = "") -> Disposisi:
    """Hand a letter on to another officer; mode, time, place and instructions stay as they are.

    By the officer who handles it or by who decides it; `alasan` is read by staff only. The appointment keeps its
    time and place; companions stay as far as they can, and the story says who doesn't and why. `nomor` is that of
    the letter that tells the citizen, as in `agenda.pesan.kirim_surat_jawaban`.

    Raises TidakBerwenang, SudahTerjadi when that officer has it already, and GalatAturan without reason, for a
    closed letter, or for an officer who is named in it, away, or busy at the time of the appointment.
    """
    surat = agenda.kunci_surat(surat.pk)
    kapasitas = wewenang_meneruskan(surat, oleh)
    lama = aktif(surat)
    pada = jam.sekarang()
    if surat.tertutup or lama is None or lama.petugas is None:
        raise GalatAturan("Surat ini tidak sedang ditangani, jadi tidak dapat diteruskan.")
    if lama.petugas == petugas:
        raise SudahTerjadi(f"Surat ini sudah ditangani {titik(petugas)}")
    audiensi = rantai_jadwal.berjalan(surat)
    periksa_petugas(surat, petugas)
    periksa_hadir(petugas, audiensi.mulai if audiensi else pada)
    lewat = bool(lama.waktu and lama.waktu <= pada)
    if lewat and surat.status == Status.DIDISPOSISIKAN:
        raise GalatAturan(
            "Waktu penanganan sudah lewat sebelum pengirim diberi tahu. Surat ini perlu disposisi ulang."
        )
    baru = salinan(lama, oleh, kapasitas, petugas, alasan.strip(), pada)
    gugur = tarik_tawaran(surat)
    tetap, lepas = lanjutan(surat, petugas, [audiensi.mulai] if audiensi else [])
    gantikan(lama, baru, tetap)
    if audiensi:
        rantai_jadwal.pindahkan_ke(
            audiensi, petugas=petugas, oleh=oleh, alasan=audiensi.alasan or PETUGAS_BERGANTI
        )
    catat_penerusan(baru, kata_lepas(lepas), gugur)
    if surat.status in BERJALAN and not lewat and kabar.sudah_ditulis(surat):
        kabari(baru, gugur, nomor)
    else:
        wajib_tanpa_nomor(nomor)
    return baru


def catat_penerusan(baru: Disposisi, tambahan: str = "", tambahan_warga: str = "") -> None:
    """Append to the story who hands the letter on to whom, and why; `tambahan` is for staff."""
    catat(
        surat=baru.surat,
        jenis="diteruskan",
        pada=baru.pada,
        oleh=baru.oleh,
        teks=f"Diteruskan dari {baru.menggantikan.petugas} kepada {titik(baru.petugas)} "
        f"Alasan: {baru.alasan_perubahan}{tambahan}",
        teks_warga=f"Surat Anda sekarang ditangani {titik(baru.petugas)} {tambahan_warga}".rstrip(),
    )


def salinan(lama: Disposisi, oleh, kapasitas: Wewenang, petugas, alasan: str, pada: datetime) -> Disposisi:
    """The same decision for another officer, unsaved."""
    tetap = ("keputusan", "mode", "metode", "sifat", "instruksi", "catatan", "surat_oleh_petugas")
    return baris(
        lama.surat,
        oleh,
        pada,
        kapasitas=kapasitas,
        jenis=JenisDisposisi.PENERUSAN,
        menggantikan=lama,
        alasan_perubahan=alasan,
        petugas=petugas,
        waktu_diputus=lama.waktu,
        tempat_diputus=lama.tempat,
        **{nama: getattr(lama, nama) for nama in tetap},
    )


@transaction.atomic
def disposisi_ulang(
    *,
    surat: SuratMasuk,
    oleh,
    alasan_perubahan: str,
    mode: str,
    petugas,
    metode: str = "",
    waktu: datetime | None = None,
    tempat: str = "",
    sifat: str = Sifat.BIASA,
    instruksi: list[str] | None = None,
    catatan: str = "",
    surat_oleh_petugas: bool = False,
    ruang: Ruang | None = None,
    lama: timedelta | None = None,
    alasan_lewat: str = "",
    pendamping: Sequence = (),
    nomor: str = "",
) -> Disposisi:
    """Decide anew how, by whom and when a letter is handled, until the citizen was served.

    `alasan_perubahan` is read by staff only; the rest as in `actions.disposisikan`, companions are chosen anew.
    Before the answer was sent `surat_oleh_petugas` leaves it to the officer; after that the citizen is told at
    once. The appointment is moved, made or called off.

    Raises TidakBerwenang, and GalatAturan as `actions.disposisikan` and `teruskan`.
    """
    surat = agenda.kunci_surat(surat.pk)
    if not SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        raise TidakBerwenang("Anda tidak berwenang mendisposisikan surat ini.")
    semula, pada = aktif(surat), jam.sekarang()
    if semula is None or surat.status not in BERJALAN:
        raise GalatAturan(tidak_bisa_diulang(surat))
    daring = mode == Mode.DARING
    bertemu = waktu if waktu and not (daring and metode == Metode.TERTULIS) else None
    periksa_hadir(petugas, bertemu or pada)
    ruang_dipakai = ruang if lama and not daring else None
    di = tempat.strip() or (tempat_jadwal(Audiensi(mode=mode, ruang=ruang)) if ruang_dipakai else "")
    baru = baris(
        surat,
        oleh,
        pada,
        jenis=JenisDisposisi.ULANG,
        menggantikan=semula,
        alasan_perubahan=alasan_perubahan.strip(),
        keputusan=Keputusan.DITANGANI,
        sifat=sifat,
        instruksi=instruksi or [],
        catatan=catatan.strip(),
        **isi_penanganan(
            mode=mode,
            metode=metode,
            petugas=petugas,
            waktu=waktu,
            tempat=di,
            surat_oleh_petugas=surat_oleh_petugas and surat.status == Status.DIDISPOSISIKAN,
        ),
    )
    periksa(baru)
    rencana = {"ruang": ruang_dipakai, "lama": lama, "alasan_lewat": alasan_lewat.strip()}
    _berlakukan(semula, baru, pendamping, rencana, nomor)
    return baru


def _berlakukan(semula: Disposisi, baru: Disposisi, pendamping: Sequence, rencana: dict, nomor: str) -> None:
    """Put a decision made anew into force: its row and companions, its appointment, the story, and the news.

    `rencana` is what `rantai_jadwal.sesuaikan` takes.
    """
    surat, oleh = baru.surat, baru.oleh
    gugur, jadwal = tarik_tawaran(surat), rantai_jadwal.berjalan(surat)
    bersama = gantikan(semula, baru, pendamping)
    kini = rantai_jadwal.sesuaikan(baru, oleh, **rencana)
    sama = not gugur and _sama_bagi_pengirim(semula, baru) and _selesai(jadwal) == _selesai(kini)
    kata = f"Penanganan surat Anda berubah. Petugas Anda sekarang {titik(baru.petugas)} {gugur}".rstrip()
    catat(
        surat=surat,
        jenis="didisposisikan_ulang",
        pada=baru.pada,
        oleh=oleh,
        teks=f"Disposisi ulang kepada {baru.petugas}{sebut(bersama)}: {baru.cara}. "
        f"Alasan: {baru.alasan_perubahan}",
        teks_warga="" if sama else kata,
    )
    if baru.surat_oleh_petugas:
        panggil_kembali(surat, oleh)
    elif not (sama and _sudah_tahu(surat)):
        kabari(baru, gugur, nomor)
        return
    wajib_tanpa_nomor(nomor)


def _sama_bagi_pengirim(semula: Disposisi, baru: Disposisi) -> bool:
    """Whether officer, mode, time and place are the same in both decisions."""
    kolom = ("petugas_id", "mode", "metode", "waktu", "tempat")
    return all(getattr(semula, nama) == getattr(baru, nama) for nama in kolom)


def _selesai(audiensi: Audiensi | None) -> datetime | None:
    return audiensi.selesai if audiensi else None


def _sudah_tahu(surat: SuratMasuk) -> bool:
    """Whether a channel has accepted the news, and none waits that a later decision would call back."""
    menunggu = Pesan.objects.untuk_kasus(surat.uuid).terbuka().filter(kelas__in=KABAR)
    return surat.status == Status.DIJAWAB and not menunggu.exists()


def tidak_bisa_diulang(surat: SuratMasuk) -> str:
    """Why a letter in another state than `BERJALAN` is not decided anew, and what can be done instead."""
    if surat.tertutup:
        return (
            "Surat ini sudah ditutup, jadi tidak dapat didisposisikan ulang. Bila masih perlu ditangani, catat "
            "sebagai surat baru."
        )
    if surat.status == Status.DILAKSANAKAN:
        return "Pengirim sudah dilayani. Bila petugasnya berganti, teruskan surat ini."
    return "Surat ini belum didisposisikan."


def aktif(surat: SuratMasuk) -> Disposisi | None:
    """The disposition of a locked letter that holds now, with its officer, time and place."""
    satu = Disposisi.objects.select_related("petugas", "berlaku").filter(aktif_untuk=surat).first()
    if satu:
        satu.surat = satu.aktif_untuk = surat
    return satu


def wewenang_meneruskan(surat: SuratMasuk, oleh) -> Wewenang:
    """In which capacity `oleh` may hand this letter on. Raises TidakBerwenang."""
    if SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        return wewenang(oleh, surat)
    milik = surat.petugas_id == oleh.pk and oleh.punya_peran("petugas")
    if milik and SuratMasuk.objects.untuk(oleh).filter(pk=surat.pk).exists():
        return Wewenang(Sebagai.PETUGAS)
    raise TidakBerwenang("Surat ini ditangani petugas lain.")


def gantikan(lama: Disposisi, baru: Disposisi, pendamping: Sequence) -> list[Pengguna]:
    """Put an unsaved row in the place of the one that holds now, with its companions; under the lock of the letter.

    Other times on offer were those of the officer before. Raises GalatAturan for what the database would refuse,
    and as `pendamping.tetapkan`.
    """
    periksa_aturan(baru)
    surat = baru.surat
    lepaskan_usulan(surat)
    nonaktifkan(lama, baru.oleh)
    baru._history_user = baru.oleh
    baru.save(force_insert=True)
    tetapkan(baru, oleh=baru.oleh, waktu=baru.waktu_diputus, tempat=baru.tempat_diputus)
    serahkan(surat, baru.petugas, baru.oleh)
    return tetapkan_pendamping(baru, pendamping)


def nonaktifkan(disposisi: Disposisi, oleh) -> None:
    """This disposition no longer holds."""
    disposisi.aktif_untuk = None
    disposisi._history_user = oleh
    disposisi.save(update_fields=["aktif_untuk"])


def serahkan(surat: SuratMasuk, petugas, oleh) -> None:
    """A locked letter is in the hands of this officer from now on; its state stays."""
    surat.petugas = petugas
    surat._history_user = oleh
    surat.save(update_fields=["petugas"])


def kabari(disposisi: Disposisi, gugur: str = "", nomor: str = "") -> Pesan:
    """Tell the citizen once everything that holds now; older news that waits is called back.

    `gugur` is what no longer holds besides (`rantai_tawaran.tarik_tawaran`), `nomor` that of the letter.
    """
    surat = disposisi.surat
    panggil_kembali(surat, disposisi.oleh)
    awalan = [gugur, BERUBAH if surat.status == Status.DIJAWAB else ""]
    awalan = "\n\n".join(filter(None, awalan))
    return antrekan_pemberitahuan(disposisi, oleh=disposisi.oleh, awalan=awalan, nomor=nomor)


def panggil_kembali(surat: SuratMasuk, oleh) -> None:
    """Cancel the news about this letter that no channel has taken; what is being sent now goes its way."""
    for satu in Pesan.objects.untuk_kasus(surat.uuid).terbuka().filter(kelas__in=KABAR):
        try:
            kabar.panggil_kembali(satu, oleh)
        except SudahTerjadi:
            continue
