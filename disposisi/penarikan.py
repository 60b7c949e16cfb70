"""Revoking a decision within ten minutes, whatever the channel: a notice leaves within seconds.

The row stays in the chain with who revoked it and when. A notice that no channel has taken is cancelled; when one
was taken the citizen is told once that it doesn't hold, and a clock that it stopped keeps its stop. Sender and head
both lock the letter, then the message, so that one of them is first.
"""

from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import pesan, tenggat_surat
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.agenda.workflow import pindahkan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import pukul, titik, waktu
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from disposisi import rantai_jadwal
from disposisi.actions import STATUS_KEPUTUSAN, antrekan_pemberitahuan
from disposisi.enums import KeadaanAudiensi, KeadaanPermintaan, Keputusan
from disposisi.jadwal_kabar import kabari as kabari_jadwal
from disposisi.jadwal_undangan import dalam_data
from disposisi.kabar import batalkan_surat, kabar_disposisi, panggil_kembali, sudah_ditulis
from disposisi.models import Audiensi, Disposisi, PenarikanDisposisi
from disposisi.pendamping import dari_disposisi, pasang
from disposisi.rantai import BERJALAN, nonaktifkan, serahkan
from disposisi.usulan_lepas import lepaskan_usulan, tutup_permintaan_terbuka
from disposisi.waktu_berlaku import tetapkan

BATAS = timedelta(minutes=10)
DITUTUP = (Keputusan.DITOLAK, Keputusan.DIRUJUK)
CERITA = ("didisposisikan", "diteruskan", "didisposisikan_ulang", *DITUTUP)
"""Entries in the story of a letter that are decisions about it."""
MENGHALANGI = (
    *("keputusan_disampaikan", "tamu_diarahkan", "dilaksanakan", "hasil"),
    *("dijadwalkan", "jadwal_dipindahkan", "jadwal_dibatalkan", "jadwal_tidak_terlaksana"),
    *("pemohon_tidak_hadir", "diminta_mundur_pemohon", "dicabut", "selesai"),
)
"""What has happened because of a decision and can't be taken back with it; a sent notice is no such thing."""
DITARIK = "Keputusan yang baru saja kami kirim kepada Anda kami tarik kembali."
BERLAKU_LAGI = f"{DITARIK} Yang berlaku sekarang:"
SEDANG_DIKIRIM = "Kabar kepada pengirim sedang dikirim saat ini. Tunggu sebentar, lalu tarik lagi."


def sampai(disposisi: Disposisi) -> datetime:
    """Until when the decision can be revoked."""
    return disposisi.pada + BATAS


def sisa_menit(disposisi: Disposisi, pada: datetime) -> int:
    """Whole minutes, rounded up, for which the decision can still be revoked; 0 when it can't."""
    sisa = sampai(disposisi) - pada
    return max(0, -(-sisa // timedelta(minutes=1))) if disposisi.aktif_untuk_id else 0


def boleh_menarik(disposisi: Disposisi, oleh) -> bool:
    """Whether this person made the decision or decides its letter, and is not excluded from it."""
    surat = SuratMasuk.objects.filter(pk=disposisi.surat_id)
    if disposisi.oleh_id == oleh.pk:
        return surat.tanpa_kecualian(oleh).exists()
    return surat.bisa_diputus(oleh).exists()


@transaction.atomic
def tarik_disposisi(*, disposisi: Disposisi, oleh) -> Disposisi:
    """Revoke the decision that holds now; the letter waits for a new one, or the earlier one holds again.

    Cancels what no channel has taken, tells the citizen once when one has, gives the appointment back, and lets
    `pelaksanaan` run on with its due time if the decision had ended it; `respon` stays as recorded. By who made it
    or who decides the letter. Raises TidakBerwenang, SudahTerjadi when it was revoked or replaced before, and
    GalatAturan after ten minutes, when something came of it, or while its notice is being sent, with what to do.
    """
    surat = agenda.kunci_surat(disposisi.surat_id)
    disposisi = Disposisi.objects.select_related("petugas", "berlaku", "menggantikan__berlaku").get(
        pk=disposisi.pk
    )
    disposisi.surat = surat
    if not boleh_menarik(disposisi, oleh):
        raise TidakBerwenang("Disposisi ini bukan keputusan Anda.")
    pada = jam.sekarang()
    _wajib_bisa(disposisi, pada)
    sampai_warga = _tarik_kabar(disposisi, oleh)
    semula = disposisi.menggantikan
    nonaktifkan(disposisi, oleh)
    jam_dibuka = disposisi.keputusan in DITUTUP and tenggat_surat.jalankan_lagi(
        surat=surat, jenis="pelaksanaan", pada=disposisi.pada, akibat=disposisi.keputusan
    )
    PenarikanDisposisi.objects.create(
        disposisi=disposisi,
        oleh=oleh,
        pada=pada,
        jam_berhenti_pada=disposisi.pada if jam_dibuka else None,
        jam_akibat=disposisi.keputusan if jam_dibuka else "",
    )
    tenggat_surat.ulangi_peringatan(surat=surat, sejak=disposisi.pada)
    if semula is None:
        _ke_awal(disposisi, oleh, pada, sampai_warga)
    else:
        _ke_semula(disposisi, semula, oleh, sampai_warga)
    _catat(disposisi, oleh, pada, sampai_warga)
    return disposisi


def halangan(disposisi: Disposisi) -> str:
    """Why this decision can't be revoked now, and what can be done instead; "" when it can."""
    try:
        _wajib_bisa(disposisi, jam.sekarang())
    except GalatAturan as galat:
        return galat.pesan
    return ""


def terkirim_pada(disposisi: Disposisi) -> datetime | None:
    """When a channel took the news of this decision last; None while none has."""
    return max(filter(None, (satu.diterima_pada for satu in kabar_disposisi(disposisi))), default=None)


def _wajib_bisa(disposisi: Disposisi, pada: datetime) -> None:
    if disposisi.aktif_untuk_id is None:
        tarikan = PenarikanDisposisi.objects.select_related("oleh").filter(disposisi=disposisi).first()
        if tarikan:
            raise SudahTerjadi(f"Disposisi ini sudah ditarik oleh {tarikan.oleh} pada {waktu(tarikan.pada)}.")
        raise SudahTerjadi("Disposisi ini sudah digantikan yang baru.")
    if pada >= sampai(disposisi):
        raise GalatAturan(
            f"Disposisi dapat ditarik sampai pukul {pukul(sampai(disposisi))}. {_gantinya(disposisi)}"
        )
    _wajib_belum_berjalan(disposisi)


def _wajib_belum_berjalan(disposisi: Disposisi) -> None:
    surat = disposisi.surat
    tetap = surat.status == STATUS_KEPUTUSAN[disposisi.keputusan]
    tetap = tetap or (disposisi.keputusan == Keputusan.DITANGANI and surat.status in BERJALAN)
    teruskan = disposisi.menggantikan_id and surat.status == Status.DILAKSANAKAN
    cerita = surat.riwayat.filter(jenis__in=CERITA).order_by("-pk").values_list("pk", flat=True).first()
    sesudah = surat.riwayat.filter(pk__gt=cerita or 0, jenis__in=MENGHALANGI)
    if not (tetap or teruskan) or sesudah.exists():
        raise GalatAturan(
            f"Surat ini sudah berjalan sesudah disposisi itu, jadi tidak dapat ditarik. {_gantinya(disposisi)}"
        )


def _tarik_kabar(disposisi: Disposisi, oleh) -> list[Pesan]:
    """Cancel the news of this decision that no channel has, and the letters of ours that no longer hold.

    Returns what a channel had taken. Raises GalatAturan while one of them is being sent.
    """
    diterima = []
    for kabar in kabar_disposisi(disposisi):
        if kabar.diterima_pada:
            diterima.append(kabar)
        elif kabar.keadaan != Keadaan.DIBATALKAN:
            try:
                panggil_kembali(kabar, oleh)
            except SudahTerjadi as galat:
                raise GalatAturan(SEDANG_DIKIRIM) from galat
    for kabar in diterima:
        batalkan_surat(kabar, oleh, rantai_jadwal.DITARIK)
    return diterima


def _gantinya(disposisi: Disposisi) -> str:
    if disposisi.keputusan in DITUTUP:
        return "Hubungi pengirim; bila tetap perlu ditangani, catat sebagai surat baru."
    return "Bila ada yang perlu diubah, beri disposisi ulang."


def _ke_awal(disposisi: Disposisi, oleh, pada: datetime, sampai_warga: list[Pesan]) -> None:
    """The letter waits for a decision again."""
    surat = disposisi.surat
    surat.petugas = None
    pasang(surat, [])
    lepaskan_usulan(surat)
    tutup_permintaan_terbuka(surat, KeadaanPermintaan.GUGUR)
    batal = rantai_jadwal.berjalan(surat)
    if batal:
        rantai_jadwal.akhiri(batal, rantai_jadwal.DITARIK)
    pindahkan(surat=surat, ke=Status.DITERIMA, pada=pada, oleh=oleh)
    if sampai_warga:
        _luruskan(disposisi, batal, "Surat Anda kami periksa lagi. Keputusan yang baru segera kami kirim.")


def _ke_semula(disposisi: Disposisi, semula: Disposisi, oleh, sampai_warga: list[Pesan]) -> None:
    """The earlier disposition holds again, with its appointment; the citizen hears what holds if need be."""
    surat, pada = disposisi.surat, jam.sekarang()
    semula.surat = semula.aktif_untuk = surat
    semula._history_user = oleh
    semula.save(update_fields=["aktif_untuk"])
    serahkan(surat, semula.petugas, oleh)
    if surat.tertutup:
        pindahkan(surat=surat, ke=_status_semula(surat), pada=pada, oleh=oleh)
    pasang(surat, dari_disposisi(semula))
    terakhir = Audiensi.objects.filter(surat=surat).order_by("pk").last()
    rencana = rantai_jadwal.berjalan(surat)
    ditepati = rantai_jadwal.kembalikan(semula, oleh, sejak=disposisi.pada)
    if not ditepati:
        tetapkan(semula, oleh=oleh, waktu=None, tempat="")
    kabar = kabar_disposisi(semula)
    dipanggil = bool(kabar) and all(satu.keadaan == Keadaan.DIBATALKAN for satu in kabar)
    ditulis = sudah_ditulis(surat)
    lewat = bool(semula.waktu and semula.waktu <= pada)
    bisa = ditulis and ditepati and surat.status in BERJALAN and not lewat
    if dipanggil or (sampai_warga and bisa):
        awalan = BERLAKU_LAGI if sampai_warga else ""
        antrekan_pemberitahuan(semula, oleh=oleh, awalan=awalan, lagi=disposisi.pk)
    elif sampai_warga:
        if not ditulis and surat.status == Status.DIJAWAB:
            pindahkan(surat=surat, ke=Status.DIDISPOSISIKAN, pada=pada, oleh=oleh)
        lanjutan = (
            f"Surat Anda ditangani {titik(semula.petugas)} Kami mengabari Anda tentang waktu dan caranya."
        )
        _luruskan(disposisi, _batal(rencana), lanjutan)
    elif not ditepati:
        terakhir.refresh_from_db()
        kabari_jadwal(
            terakhir,
            "Pertemuan Anda kami batalkan. Kami menghubungi Anda untuk jadwal yang baru.",
        )


def _batal(rencana: Audiensi | None) -> Audiensi | None:
    """The appointment that held before, when it was called off."""
    if rencana:
        rencana.refresh_from_db(fields=["keadaan"])
    return rencana if rencana and rencana.keadaan == KeadaanAudiensi.DIBATALKAN else None


def _luruskan(disposisi: Disposisi, batal: Audiensi | None, lanjutan: str) -> None:
    """Tell the citizen once that what they were told doesn't hold, and which meeting is off."""
    pesan.kirim_ke_pengirim(
        surat=disposisi.surat,
        kelas="penarikan",
        kunci=f"tarik:{disposisi.pk}",
        data={
            "awal": DITARIK,
            "pertemuan": waktu(batal.mulai) if batal else "",
            "lanjutan": lanjutan,
        }
        | dalam_data(batal, batal=True),
    )


def _status_semula(surat: SuratMasuk) -> str:
    """The state that a letter had before the decision that closed it, now revoked."""
    return surat.history.exclude(status=surat.status).order_by("history_id").last().status


def _catat(disposisi: Disposisi, oleh, pada: datetime, sampai_warga: list[Pesan]) -> None:
    semula = disposisi.menggantikan
    kata = (
        f"Surat Anda tetap ditangani {titik(semula.petugas)}"
        if semula
        else "Keputusan tadi kami tarik kembali. Surat Anda kami periksa lagi."
    )
    catat(
        surat=disposisi.surat,
        jenis="disposisi_ditarik",
        pada=pada,
        oleh=oleh,
        teks=f"Disposisi {waktu(disposisi.pada)} ditarik kembali.{_sebut(sampai_warga)}",
        teks_warga=kata,
    )


def _sebut(sampai_warga: list[Pesan]) -> str:
    """For staff: that the citizen knew of the decision, since when, and hears that it doesn't hold."""
    if not sampai_warga:
        return ""
    return f" Kabarnya sudah terkirim pada {waktu(sampai_warga[-1].diterima_pada)}; pengirim diberi tahu."
