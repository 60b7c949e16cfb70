"""Acts on outgoing letters: sending out, correcting, cancelling, keeping the PDF, taking in the signed scan.

Who may do what with which case is up to the rooms above. Locks are taken in the order case, letter, counter.
"""

import hashlib
import io
from datetime import datetime
from uuid import UUID

import pikepdf
from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from dinsos.dokumen import cetak, kop, pola
from dinsos.dokumen import nomor as nomor_surat
from dinsos.dokumen.enums import BERNOMOR, KeadaanSurat
from dinsos.dokumen.keadaan import pindahkan
from dinsos.dokumen.models_surat import PindaianSurat, SuratKeluar
from dinsos.dokumen.models_templat import VersiTemplat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi


def terbitkan(
    *,
    kasus: UUID,
    jenis: str,
    data: dict,
    perihal: str,
    oleh,
    nomor: str = "",
    versi_templat: VersiTemplat | None = None,
) -> SuratKeluar:
    """Send a letter out about a case, inside the transaction of the act that decides it.

    `data` is what `cetak` prints for that kind, without number, day, time of making and check code, which are put
    in here: one day (WITA) for paper, number and register. `perihal` names nobody. `nomor` is one that another
    system issued; "" takes the next of the book. `oleh` is None when the citizen or the system acted.
    Number, text and letterhead are frozen; the PDF is made at first need. Nothing after it in the transaction may
    lock rows.

    Raises NomorDitolak for a number that is taken or can't be one, DataTidakSesuai for data or a letterhead that
    can't be printed, RuntimeError outside a transaction.
    """
    konsep = siapkan(
        kasus=kasus, jenis=jenis, data=data, perihal=perihal, oleh=oleh, versi_templat=versi_templat
    )
    return terbitkan_konsep(surat=konsep, nomor=nomor)


def siapkan(
    *, kasus: UUID, jenis: str, data: dict, perihal: str, oleh, versi_templat: VersiTemplat | None = None
) -> SuratKeluar:
    """A draft of a letter, without number and date; inside a transaction. See `terbitkan`."""
    if not connection.in_atomic_block:
        raise RuntimeError("surat keluar hanya dibuat di dalam transaksi")
    surat = SuratKeluar(
        kasus=kasus,
        jenis=jenis,
        perihal=" ".join(perihal.split())[:200],
        data=data,
        versi_templat=versi_templat,
        dibuat_oleh=oleh,
        dibuat_pada=jam.sekarang(),
    )
    surat.save(force_insert=True)
    return surat


@transaction.atomic
def terbitkan_konsep(*, surat: SuratKeluar, nomor: str = "") -> SuratKeluar:
    """Give a draft its number and date and freeze it with the letterhead of this moment.

    Raises SudahTerjadi when it is out already, and as `terbitkan`.
    """
    if _kunci(surat).keadaan != KeadaanSurat.KONSEP:
        raise SudahTerjadi("Surat ini sudah terbit atau dibatalkan.")
    ketikan = pola.rapikan(nomor) if nomor.strip() and surat.jenis in BERNOMOR else ""
    while True:
        tertulis, tahun, pada = _nomor_berikut(surat.jenis, ketikan)
        try:
            with transaction.atomic():
                return _bekukan(_kunci(surat), tertulis, tahun, pada)
        except IntegrityError:
            if not SuratKeluar.objects.filter(tahun=tahun, nomor__iexact=tertulis).exists():
                raise
            if ketikan:
                raise pola.NomorDitolak(nomor_surat.DIPAKAI.format(ketikan)) from None
            # Somebody typed in the number that the book comes to now: that place in the book is theirs.


def gantikan(
    *,
    surat: SuratKeluar,
    data: dict,
    perihal: str,
    oleh,
    nomor: str = "",
    versi_templat: VersiTemplat | None = None,
) -> SuratKeluar:
    """Send out a corrected letter, with a number of its own; the old one stays in the book, marked.

    Raises SudahTerjadi when the old one isn't in force, and as `terbitkan`.
    """
    with transaction.atomic():
        lama = _kunci(surat)
        _wajib_terbit(lama)
        baru = terbitkan(
            kasus=lama.kasus,
            jenis=lama.jenis,
            data=data,
            perihal=perihal,
            oleh=oleh,
            nomor=nomor,
            versi_templat=versi_templat,
        )
        tandai_digantikan(lama=lama, baru=baru, oleh=oleh)
    return baru


def tandai_digantikan(*, lama: SuratKeluar, baru: SuratKeluar, oleh=None) -> None:
    """A locked letter in force no longer holds because of another one; inside a transaction.

    `oleh` is None when the arrival of the other one did it. Raises SudahTerjadi when it isn't in force.
    """
    _wajib_terbit(lama)
    pindahkan(
        lama,
        KeadaanSurat.DIGANTIKAN,
        digantikan_oleh=baru,
        ditutup_pada=jam.sekarang(),
        ditutup_oleh=oleh,
    )


@transaction.atomic
def batalkan(*, surat: SuratKeluar, oleh, alasan: str) -> SuratKeluar:
    """Cancel a draft or a letter in force; its number stays in the book and is never given again.

    Raises SudahTerjadi when it was cancelled or replaced, GalatAturan without a reason.
    """
    surat = _kunci(surat)
    if surat.keadaan != KeadaanSurat.KONSEP:
        _wajib_terbit(surat)
    alasan = " ".join(alasan.split())[:200]
    if not alasan:
        raise GalatAturan("Tulis alasan pembatalan surat.")
    pindahkan(
        surat,
        KeadaanSurat.DIBATALKAN,
        alasan_batal=alasan,
        ditutup_pada=jam.sekarang(),
        ditutup_oleh=oleh,
    )
    return surat


def pastikan_pdf(surat: SuratKeluar) -> Berkas:
    """The kept PDF of a letter that is out, made now when nobody needed it before.

    Rendered outside any lock and kept by whoever is first; the copy of a second process is the same to the byte
    and is swept away later. Call it outside transactions. Raises GalatAturan for a draft, GalatCetak or GalatBerkas
    when it can't be made or kept now; nothing is lost then, the next call tries again.
    """
    terkini = SuratKeluar.objects.select_related("berkas").get(pk=surat.pk)
    if terkini.berkas is not None:
        return terkini.berkas
    if terkini.terbit_pada is None:
        raise GalatAturan("Surat ini masih konsep, jadi belum ada PDF-nya.")
    isi = cetak.pdf(terkini.jenis, terkini.data, kop=terkini.kop, gambar=kop.gambar(terkini.kop))
    with pikepdf.open(io.BytesIO(isi)) as lembar:
        halaman = len(lembar.pages)
    berkas = berkas_actions.simpan_buatan(isi=isi, nama=f"{terkini.nama_berkas}.pdf", halaman=halaman)
    with transaction.atomic():
        terkini = SuratKeluar.objects.select_for_update(of=("self",)).get(pk=surat.pk)
        if terkini.berkas_id is None:
            terkini.berkas, terkini.sha256 = berkas_actions.tautkan(berkas=berkas), berkas.sha256
            terkini._simpan_kolom(["berkas", "sha256"])
        return terkini.berkas


def isi_pdf(surat: SuratKeluar) -> bytes:
    """The bytes of `pastikan_pdf`, to attach to a message: the same ones at every call."""
    with gudang.buka(pastikan_pdf(surat).nama_simpan) as isi:
        return isi.read()


def lembar(surat: SuratKeluar) -> Berkas:
    """What is handed out as this letter: the newest signed scan, else the PDF. Outside transactions."""
    pindaian = surat.pindaian.select_related("berkas").last()
    return pindaian.berkas if pindaian else pastikan_pdf(surat)


def unggah_pindaian(*, surat: SuratKeluar, unggahan: File, oleh) -> PindaianSurat:
    """Keep the scan of the signed paper; from now on it is handed out in place of the PDF.

    Checked like any upload, before the transaction. Raises GalatBerkas when the file is refused, GalatAturan when
    the letter isn't in force.
    """
    if surat.keadaan != KeadaanSurat.TERBIT:
        raise GalatAturan("Pindaian hanya untuk surat yang terbit dan masih berlaku.")
    berkas = berkas_actions.simpan(unggahan=unggahan)
    unggahan.seek(0)
    asal = hashlib.file_digest(unggahan, "sha256").hexdigest()
    with transaction.atomic():
        surat = _kunci(surat)
        _wajib_terbit(surat)
        return PindaianSurat.objects.create(
            surat=surat,
            berkas=berkas_actions.tautkan(berkas=berkas),
            sha256_asal=asal,
            oleh=oleh,
            pada=jam.sekarang(),
        )


def _nomor_berikut(jenis: str, ketikan: str) -> tuple[str, int, datetime]:
    """(number, year in WITA, instant); the counter is locked only when the book gives the number."""
    if jenis in BERNOMOR and not ketikan:
        return nomor_surat.ambil(jenis)
    pada = jam.sekarang()
    return ketikan, jam.wita(pada).year, pada


def _bekukan(surat: SuratKeluar, tertulis: str, tahun: int, pada: datetime) -> SuratKeluar:
    tanggal = jam.wita(pada).date()
    data = surat.data | {
        "dibuat": jam.wita(pada).replace(microsecond=0).isoformat(),
        "verifikasi": {"kode": surat.kode_tampil, "alamat": alamat_periksa(surat)},
    }
    if surat.jenis in BERNOMOR:
        data |= {"tanggal": tanggal.isoformat(), "nomor": tertulis}
    cetak.JENIS[surat.jenis].bentuk.baca(data, "")
    kepala = kop.untuk_surat(pada)
    cetak.baca_kop(kepala)
    pindahkan(
        surat,
        KeadaanSurat.TERBIT,
        nomor=tertulis,
        tahun=tahun,
        tanggal=tanggal,
        terbit_pada=pada,
        data=data,
        kop=kepala,
    )
    return surat


def alamat_periksa(surat: SuratKeluar) -> str:
    """The public address of the page that says which letter this is, as the QR code holds it."""
    return settings.ALAMAT_SITUS + reverse("dokumen:periksa_kode", args=[surat.kode])


def _kunci(surat: SuratKeluar) -> SuratKeluar:
    return SuratKeluar.objects.select_for_update(of=("self",)).get(pk=surat.pk)


def _wajib_terbit(surat: SuratKeluar) -> None:
    if surat.keadaan != KeadaanSurat.TERBIT:
        raise SudahTerjadi(f"Surat ini sudah {surat.get_keadaan_display().lower()}.")
