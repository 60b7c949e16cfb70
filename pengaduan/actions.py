"""Acts on complaints: filing, recording the outcome and the corrective action."""

import uuid
from functools import partial

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import dokumen_surat, layanan, pesan
from dinsos.agenda import draf as draf_actions
from dinsos.agenda.enums import Layanan, PeranLampiran, Saluran, Status
from dinsos.agenda.kerahasiaan import samarkan
from dinsos.agenda.kerahasiaan import sebutan as sebutan_pengirim
from dinsos.agenda.models import Draf, Pengirim, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.dokumen import templat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from disposisi.jadwal import lepaskan_jadwal
from disposisi.models import Disposisi
from pengaduan.enums import CaraTandaTangan
from pengaduan.layanan import hal, sebutan
from pengaduan.models import Pengaduan
from pengaduan.rules import pihak_terlapor

PERAN_TANDA_TANGAN = {
    CaraTandaTangan.GAMBAR: PeranLampiran.TANDA_TANGAN,
    CaraTandaTangan.PINDAIAN: PeranLampiran.PINDAIAN,
}


@transaction.atomic
def ajukan(
    *,
    kunci: uuid.UUID,
    pengirim: Pengirim,
    rincian: Pengaduan,
    rahasiakan_identitas: bool = False,
    sidik_tinjau: str = "",
) -> SuratMasuk:
    """File the complaint of a draft (PGD-SYARAT-1..4); `kunci` is the draft's key.

    `pengirim` and `rincian` are unsaved and validated. However often and however concurrently the same key is
    sent, there is one letter: later calls return it. Files of the draft are re-linked; a signature file is
    taken from the draft when `rincian.cara_tanda_tangan` needs one. `sidik_tinjau` is `draf.sidik` of what the
    citizen reviewed. Raises Draf.DoesNotExist for an unknown key, GalatAturan when the signature file is missing
    or the draft has changed since the review.
    """
    # Without a join: a joined letter would come from the snapshot taken before the lock was granted.
    draf = Draf.objects.select_for_update().get(kunci=kunci)
    if draf.surat_id:
        return SuratMasuk.objects.get(pk=draf.surat_id)
    lampiran = list(draf.lampiran.select_related("berkas"))
    draf_actions.pastikan_sama(draf=draf, lampiran=lampiran, sidik_tinjau=sidik_tinjau)
    lampiran = _pasang_tanda_tangan(rincian, lampiran)
    menyangkut_kepala, kecualikan = pihak_terlapor(rincian)
    nama = sebutan_pengirim(pengirim, sebutan(rincian)) if rahasiakan_identitas else ()
    surat = agenda.daftarkan(
        layanan=Layanan.PENGADUAN,
        saluran=Saluran.PORTAL,
        hal=hal(rincian, partial(samarkan, sebutan=nama)),
        pengirim=pengirim,
        kunci=kunci,
        rahasiakan_identitas=rahasiakan_identitas,
        menyangkut_kepala=menyangkut_kepala,
        kecualikan=kecualikan,
        lampiran=lampiran,
        lanjutan_dari=draf.lanjutan_dari,
    )
    rincian.surat = surat
    rincian.save(force_insert=True)
    draf.surat = surat
    draf.data = {}
    draf.diubah_pada = surat.dicatat_pada
    draf.save(update_fields=["surat", "data", "diubah_pada"])
    return surat


def _pasang_tanda_tangan(rincian: Pengaduan, lampiran: list) -> list:
    """Put the signature file on the complaint; signature files of a way not chosen stay with the draft."""
    peran = PERAN_TANDA_TANGAN.get(rincian.cara_tanda_tangan)
    tanda_tangan = [satu for satu in lampiran if satu.peran == peran]
    if peran and not tanda_tangan:
        raise GalatAturan("Tanda tangan belum ada. Kembali ke formulir dan bubuhkan tanda tangan Anda.")
    rincian.berkas_tanda_tangan = tanda_tangan[-1].berkas if peran else None
    return [satu for satu in lampiran if satu.peran == PeranLampiran.BUKTI or satu in tanda_tangan[-1:]]


@transaction.atomic
def catat_hasil(*, surat: SuratMasuk, oleh, hasil: str, perbaikan: str = "", nomor: str = "") -> Pengaduan:
    """Record the outcome and the corrective action (PGD-PRODUK), and send the outcome to the citizen.

    In writing (`tertulis`) this is the handling itself: the letter must be `dijawab`, and acceptance by a
    channel stops `pelaksanaan`. Otherwise the handling must have been recorded before. `nomor` as in
    `agenda.pesan.kirim_surat_jawaban`. Raises GalatAturan when it is too early or empty or the number is taken,
    SudahTerjadi when an outcome was recorded before.
    """
    surat = agenda.kunci_surat(surat.pk)
    agenda.wajib_petugas(surat, oleh)
    layanan.wajib(surat, Layanan.PENGADUAN)
    rincian = Pengaduan.objects.select_for_update(of=("self",)).get(surat=surat)
    if rincian.hasil:
        raise SudahTerjadi("Hasil penanganan surat ini sudah dicatat.")
    if surat.tertutup:
        raise GalatAturan(f"Surat ini sudah ditutup: {surat.get_status_display().lower()}.")
    tertulis = Disposisi.objects.filter(aktif_untuk=surat, metode="tertulis").exists()
    if surat.status != (Status.DIJAWAB if tertulis else Status.DILAKSANAKAN):
        raise GalatAturan(
            "Hasil dicatat setelah pemberitahuan diterima pengirim."
            if tertulis
            else "Catat dahulu bahwa penanganan sudah dilaksanakan."
        )
    if not hasil.strip():
        raise GalatAturan("Tulis hasil penanganan.")
    rincian.hasil = hasil.strip()
    rincian.perbaikan = perbaikan.strip()
    rincian._history_user = oleh
    rincian.save(update_fields=["hasil", "perbaikan"])
    catat(surat=surat, jenis="hasil", pada=jam.sekarang(), oleh=oleh, teks="Mencatat hasil penanganan.")
    _kirim_hasil(surat, rincian, oleh, tertulis=tertulis, nomor=nomor)
    return rincian


def _kirim_hasil(surat: SuratMasuk, rincian: Pengaduan, oleh, *, tertulis: bool, nomor: str) -> None:
    isian = dokumen_surat.isian_pokok(surat) | {"hasil": rincian.hasil}
    teks, versi = templat.susun("hasil_pengaduan", isian)
    pesan.kirim_surat_jawaban(
        surat=surat,
        oleh=oleh,
        kelas="hasil",
        kunci="hasil",
        data={"teks": teks, "tertulis": tertulis},
        versi_templat=versi,
        nomor=nomor,
    )


@transaction.atomic
def selesaikan(*, surat: SuratMasuk, oleh) -> SuratMasuk:
    """Close a complaint whose outcome is recorded. Raises GalatAturan when the outcome is missing."""
    layanan.wajib(surat, Layanan.PENGADUAN)
    if not Pengaduan.objects.filter(surat=surat).exclude(hasil="").exists():
        raise GalatAturan("Catat hasil penanganan sebelum menutup surat.")
    surat = agenda.selesaikan(surat=surat, oleh=oleh)
    lepaskan_jadwal(surat=surat)
    return surat
