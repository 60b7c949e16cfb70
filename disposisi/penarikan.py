"""Revoking a decision within ten minutes, as long as the citizen was not told of it.

The row stays in the chain with who revoked it and when. A notice is either cancelled here or counted as taken by
its channel: both sides lock the message, and revoking takes the lock of the letter first, as everywhere.
"""

from datetime import datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import tenggat_surat
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.agenda.workflow import pindahkan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import pukul, waktu
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from disposisi import jadwal, rantai_jadwal
from disposisi.actions import STATUS_KEPUTUSAN, antrekan_pemberitahuan
from disposisi.enums import Keputusan
from disposisi.jadwal_kabar import kabari as kabari_jadwal
from disposisi.kabar import kabar_disposisi, panggil_kembali, sudah_ditulis
from disposisi.models import Audiensi, Disposisi, PenarikanDisposisi
from disposisi.pendamping import dari_disposisi, pasang
from disposisi.rantai import BERJALAN, nonaktifkan, serahkan
from disposisi.waktu_berlaku import tetapkan

BATAS = timedelta(minutes=10)
DITUTUP = (Keputusan.DITOLAK, Keputusan.DIRUJUK)
CERITA = ("didisposisikan", "diteruskan", "didisposisikan_ulang", *DITUTUP)
"""Entries in the story of a letter that are decisions about it."""
MENGHALANGI = (
    *("dijawab", "jawaban_terkirim", "keputusan_disampaikan", "tamu_diarahkan", "dilaksanakan", "hasil"),
    *("dijadwalkan", "jadwal_dipindahkan", "jadwal_dibatalkan", "jadwal_tidak_terlaksana"),
    *("pemohon_tidak_hadir", "diminta_mundur_pemohon", "dicabut", "selesai"),
)
"""What has happened because of a decision and can't be taken back with it."""


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

    Cancels what no channel has taken, gives the appointment back, and lets `pelaksanaan` run on with its due time
    if the decision had ended it. By who made it or who decides the letter. Raises TidakBerwenang, SudahTerjadi when
    it was revoked or replaced before, and GalatAturan after ten minutes or when the citizen was told, with what to
    do instead.
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
    _panggil_kembali(disposisi, oleh)
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
        _ke_awal(surat, oleh, pada)
    else:
        _ke_semula(disposisi, semula, oleh)
    _catat(disposisi, oleh, pada)
    return disposisi


def _wajib_bisa(disposisi: Disposisi, pada: datetime) -> None:
    if disposisi.aktif_untuk_id is None:
        tarikan = PenarikanDisposisi.objects.select_related("oleh").filter(disposisi=disposisi).first()
        if tarikan:
            raise SudahTerjadi(f"Disposisi ini sudah ditarik oleh {tarikan.oleh} pada {waktu(tarikan.pada)}.")
        raise SudahTerjadi("Disposisi ini sudah digantikan yang baru.")
    if pada > sampai(disposisi):
        raise GalatAturan(
            f"Disposisi dapat ditarik sampai pukul {pukul(sampai(disposisi))}. {_gantinya(disposisi)}"
        )
    _wajib_belum_berjalan(disposisi)


def _wajib_belum_berjalan(disposisi: Disposisi) -> None:
    surat = disposisi.surat
    diharapkan = STATUS_KEPUTUSAN[disposisi.keputusan]
    tetap = surat.status == diharapkan or (disposisi.menggantikan_id and surat.status in BERJALAN)
    teruskan = disposisi.menggantikan_id and surat.status == Status.DILAKSANAKAN
    cerita = surat.riwayat.filter(jenis__in=CERITA).order_by("-pk").values_list("pk", flat=True).first()
    kabar = kabar_disposisi(disposisi)
    if kabar and kabar.keadaan == Keadaan.DITERIMA:
        raise GalatAturan(_sudah_sampai(disposisi, kabar))
    sesudah = surat.riwayat.filter(pk__gt=cerita or 0, jenis__in=MENGHALANGI)
    if not (tetap or teruskan) or sesudah.exists():
        raise GalatAturan(
            f"Surat ini sudah berjalan sesudah disposisi itu, jadi tidak dapat ditarik. {_gantinya(disposisi)}"
        )


def _panggil_kembali(disposisi: Disposisi, oleh) -> None:
    """Cancel the notice of this decision, or refuse because its channel has it."""
    kabar = kabar_disposisi(disposisi)
    if kabar is None or kabar.keadaan == Keadaan.DIBATALKAN:
        return
    try:
        panggil_kembali(kabar, oleh)
    except SudahTerjadi as galat:
        raise GalatAturan(_sudah_sampai(disposisi, Pesan.objects.get(pk=kabar.pk))) from galat


def _sudah_sampai(disposisi: Disposisi, kabar: Pesan) -> str:
    saat = kabar.diterima_pada or kabar.diserahkan_pada
    kapan = f"sudah dikirim pada {waktu(saat)}" if saat else "sedang dikirim"
    return f"Kabar kepada pengirim {kapan}, jadi disposisi ini tidak dapat ditarik. {_gantinya(disposisi)}"


def _gantinya(disposisi: Disposisi) -> str:
    if disposisi.keputusan in DITUTUP:
        return "Hubungi pengirim; bila tetap perlu ditangani, catat sebagai surat baru."
    return "Bila ada yang perlu diubah, beri disposisi ulang."


def _ke_awal(surat: SuratMasuk, oleh, pada: datetime) -> None:
    """The letter waits for a decision again."""
    surat.petugas = None
    pasang(surat, [])
    pindahkan(surat=surat, ke=Status.DITERIMA, pada=pada, oleh=oleh)
    jadwal.lepaskan_jadwal(surat=surat)


def _ke_semula(disposisi: Disposisi, semula: Disposisi, oleh) -> None:
    """The earlier disposition holds again, with its appointment and, if it was called back, its notice."""
    surat = disposisi.surat
    semula.surat = semula.aktif_untuk = surat
    semula._history_user = oleh
    semula.save(update_fields=["aktif_untuk"])
    serahkan(surat, semula.petugas, oleh)
    if surat.tertutup:
        pindahkan(surat=surat, ke=_status_semula(surat), pada=jam.sekarang(), oleh=oleh)
    pasang(surat, dari_disposisi(semula))
    terakhir = Audiensi.objects.filter(surat=surat).order_by("pk").last()
    ditepati = rantai_jadwal.kembalikan(semula, oleh)
    if not ditepati:
        tetapkan(semula, oleh=oleh, waktu=None, tempat="")
    kabar = kabar_disposisi(semula)
    if kabar and kabar.keadaan == Keadaan.DIBATALKAN:
        antrekan_pemberitahuan(semula, oleh=oleh, lagi=disposisi.pk)
    elif not ditepati and sudah_ditulis(surat):
        terakhir.refresh_from_db()
        kabari_jadwal(
            terakhir,
            "Pertemuan Anda kami batalkan. Kami menghubungi Anda untuk jadwal yang baru.",
        )


def _status_semula(surat: SuratMasuk) -> str:
    """The state that a letter had before the decision that closed it, now revoked."""
    return surat.history.exclude(status=surat.status).order_by("history_id").last().status


def _catat(disposisi: Disposisi, oleh, pada: datetime) -> None:
    semula = disposisi.menggantikan
    kata = (
        f"Surat Anda tetap ditangani {semula.petugas}."
        if semula
        else "Keputusan tadi kami tarik kembali. Surat Anda kami periksa lagi."
    )
    catat(
        surat=disposisi.surat,
        jenis="disposisi_ditarik",
        pada=pada,
        oleh=oleh,
        teks=f"Disposisi {waktu(disposisi.pada)} ditarik kembali.",
        teks_warga=kata,
    )
