"""Deciding anew that a letter is refused or referred after all, until the citizen was served."""

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.workflow import pindahkan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from disposisi import rantai, rantai_jadwal
from disposisi.actions import STATUS_KEPUTUSAN, tutup, wajib_pemutus
from disposisi.baris import baris, isi_penutupan
from disposisi.enums import KeadaanPermintaan, Keputusan
from disposisi.enums_rantai import JenisDisposisi
from disposisi.jadwal_undangan import dalam_data
from disposisi.models import Audiensi, Disposisi
from disposisi.syarat import periksa
from disposisi.usulan_lepas import tutup_permintaan_terbuka

DITUTUP = (Keputusan.DITOLAK, Keputusan.DIRUJUK)


@transaction.atomic
def tutup_ulang(
    *,
    surat: SuratMasuk,
    oleh,
    alasan_perubahan: str,
    keputusan: str,
    alasan: str,
    jalan_lain: str = "",
    tujuan_rujukan: str = "",
    rujukan_nomor: str = "",
    nomor: str = "",
) -> Disposisi:
    """Refuse or refer a letter that was given to an officer, until the citizen was served.

    `alasan_perubahan` is read by staff only; the rest as in `actions.disposisikan`. The appointment gives back its
    place, news that no channel has taken is called back, and one letter tells the citizen everything. `pelaksanaan`
    ends now: voided up to its due time, late after it. `respon` keeps its stop, or runs until that letter is
    accepted (tenggat.md, "No pauses").

    Raises TidakBerwenang, and GalatAturan for an incomplete decision, a letter in another state, or a meeting that
    is under way or whose time is over without a record of what happened.
    """
    surat = agenda.kunci_surat(surat.pk)
    wajib_pemutus(surat, oleh)
    semula, pada = rantai.aktif(surat), jam.sekarang()
    if semula is None or surat.status not in rantai.BERJALAN:
        raise GalatAturan(rantai.tidak_bisa_diulang(surat))
    if keputusan not in DITUTUP:
        raise GalatAturan("Pilih apakah surat ini tidak ditangani atau dirujuk.")
    audiensi = rantai_jadwal.berjalan(surat)
    if audiensi and audiensi.mulai <= pada:
        raise GalatAturan(rantai_jadwal.WAKTU_LEWAT)
    baru = baris(
        surat,
        oleh,
        pada,
        jenis=JenisDisposisi.ULANG,
        menggantikan=semula,
        alasan_perubahan=alasan_perubahan.strip(),
        **isi_penutupan(
            keputusan,
            alasan=alasan,
            jalan_lain=jalan_lain,
            tujuan_rujukan=tujuan_rujukan,
            rujukan_nomor=rujukan_nomor,
        ),
    )
    periksa(baru)
    dijawab = surat.status == Status.DIJAWAB
    rantai.gantikan(semula, baru, ())
    tutup_permintaan_terbuka(surat, KeadaanPermintaan.GUGUR)
    if audiensi:
        rantai_jadwal.akhiri(audiensi, rantai_jadwal.BERUBAH)
    rantai.panggil_kembali(surat, oleh)
    pindahkan(surat=surat, ke=STATUS_KEPUTUSAN[keputusan], pada=pada, oleh=oleh)
    tutup(baru, nomor=nomor, **(_batal(audiensi) if dijawab else {}))
    return baru


def _batal(audiensi: Audiensi | None) -> dict:
    """What the letter says first to a citizen who was told that the request would be handled."""
    if audiensi is None:
        return {"awalan": rantai.BERUBAH}
    kata = f"Pertemuan Anda {waktu(audiensi.mulai)} kami batalkan. Anda tidak perlu datang pada waktu itu."
    return {"awalan": f"{rantai.BERUBAH}\n\n{kata}", "undangan": dalam_data(audiensi, batal=True)}
