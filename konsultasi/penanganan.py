"""Acts of the officer on a consultation: minutes, written answer, data, identity, closing."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import dokumen_surat, layanan, pesan
from dinsos.agenda.enums import Layanan, PeranLampiran, Status
from dinsos.agenda.models import Lampiran, SuratMasuk, Tenggat
from dinsos.agenda.riwayat import catat
from dinsos.berkas import actions as berkas_actions
from dinsos.dokumen import templat
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import waktu
from disposisi import actions as disposisi_actions
from disposisi.jadwal import lepaskan_jadwal
from disposisi.jadwal_kunci import di_loket
from disposisi.models import Disposisi
from konsultasi import dokumen_konsultasi
from konsultasi.models import BeritaAcara, Konsultasi, Penyerahan

CARA_MAKS = BeritaAcara._meta.get_field("cara").max_length
KETERANGAN_MAKS = Penyerahan._meta.get_field("keterangan").max_length
DATA_MAKS = 20
TANPA_LEMBAGA = "Pemohon perseorangan tidak memerlukan surat dari pimpinan lembaga."
BELUM_DIJAWAB = "Surat jawaban belum diterima pengirim. Tunggu atau kirim surat itu dahulu."


def _kunci(surat: SuratMasuk, oleh, *, juga_piket: bool = False) -> tuple[SuratMasuk, Konsultasi]:
    """Letter and particulars, locked. Raises TidakBerwenang, GalatAturan for a letter of the other service."""
    surat = agenda.kunci_surat(surat.pk)
    if not (juga_piket and di_loket(surat, oleh)):
        agenda.wajib_petugas(surat, oleh)
    layanan.wajib(surat, Layanan.KONSULTASI)
    return surat, Konsultasi.objects.select_for_update(of=("self",)).get(surat=surat)


def _wajib_terbuka(surat: SuratMasuk) -> None:
    if surat.tertutup:
        raise GalatAturan(f"Surat ini sudah ditutup: {surat.get_status_display().lower()}.")


def _wajib_dijawab(surat: SuratMasuk) -> None:
    _wajib_terbuka(surat)
    if surat.status not in (Status.DIJAWAB, Status.DILAKSANAKAN):
        raise GalatAturan(BELUM_DIJAWAB)


def _tertulis(surat: SuratMasuk) -> bool:
    return Disposisi.objects.filter(aktif_untuk=surat, metode="tertulis").exists()


def _simpan(rincian: Konsultasi, oleh, **kolom) -> None:
    for nama, nilai in kolom.items():
        setattr(rincian, nama, nilai)
    rincian._history_user = oleh
    rincian.save(update_fields=list(kolom))


@transaction.atomic
def catat_berita_acara(
    *,
    surat: SuratMasuk,
    oleh,
    selesai: datetime,
    cara: str,
    hadir: str,
    saran: str,
    mulai: datetime | None = None,
    nomor: str = "",
    nomor_berita_acara: str = "",
) -> BeritaAcara:
    """Record a consultation that was held: who, when, how, what was advised (KSL-PROSEDUR-9, KSL-PRODUK).

    `mulai` and `selesai` are aware. As long as the start was not recorded, this records it and so stops
    `pelaksanaan` at `mulai` (`disposisi.actions.laksanakan`); a start recorded before stays, and `mulai` is not
    needed. The minutes are frozen with their number, and the advice is sent to the applicant as a letter; both
    numbers as in `dokumen.surat.terbitkan`. Raises SudahTerjadi when there are minutes, GalatAturan when it is too
    early, incomplete, in the future, a number is taken, or the letter is answered in writing.
    """
    surat, rincian = _kunci(surat, oleh)
    _wajib_bisa_dicatat(surat, rincian)
    mulai = mulai_tercatat(surat) or mulai
    _periksa_waktu(mulai, selesai, jam.sekarang())
    isi = _isi_berita_acara(cara, hadir, saran)
    if surat.status == Status.DIJAWAB:
        surat = disposisi_actions.laksanakan(surat=surat, oleh=oleh, pada=mulai)
    berita = _tulis_berita_acara(surat, rincian, oleh, mulai, selesai, isi)
    catat(
        surat=surat,
        jenis="berita_acara",
        pada=berita.dicatat_pada,
        oleh=oleh,
        teks=f"Mencatat berita acara konsultasi: {berita.cara}, mulai {waktu(mulai)}.",
        teks_warga="Petugas mencatat hasil konsultasi dengan Anda.",
    )
    dokumen_konsultasi.terbitkan(surat, berita, oleh=oleh, nomor=nomor_berita_acara)
    _kirim_hasil(surat, rincian, oleh, tertulis=False, nomor=nomor)
    return berita


@transaction.atomic
def terbitkan_berita_acara(*, surat: SuratMasuk, oleh, nomor: str = "") -> SuratKeluar:
    """Give minutes that were recorded without a letter their number, dated today, and freeze them.

    Raises SudahTerjadi when they have one, GalatAturan without minutes and for a number that is taken.
    """
    surat, rincian = _kunci(surat, oleh)
    berita = BeritaAcara.objects.select_related("petugas").filter(konsultasi=rincian).first()
    if berita is None:
        raise GalatAturan("Berita acara konsultasi ini belum dicatat.")
    if dokumen_konsultasi.terbit(surat):
        raise SudahTerjadi("Berita acara ini sudah bernomor.")
    berita.konsultasi = rincian
    return dokumen_konsultasi.terbitkan(surat, berita, oleh=oleh, nomor=nomor)


def _tulis_berita_acara(
    surat: SuratMasuk, rincian: Konsultasi, oleh, mulai: datetime, selesai: datetime, isi: dict[str, str]
) -> BeritaAcara:
    berita = BeritaAcara(
        konsultasi=rincian,
        mulai=mulai,
        selesai=max(selesai, mulai),
        petugas=surat.petugas or oleh,
        dicatat_pada=jam.sekarang(),
        oleh=oleh,
        cara=isi["cara"],
        hadir=isi["hadir"],
    )
    berita._history_user = oleh
    berita.save(force_insert=True)
    _simpan(rincian, oleh, hasil=isi["saran"])
    return berita


def _wajib_bisa_dicatat(surat: SuratMasuk, rincian: Konsultasi) -> None:
    ada = BeritaAcara.objects.select_related("oleh").filter(konsultasi=rincian).first()
    if ada:
        raise SudahTerjadi(f"Berita acara sudah dicatat oleh {ada.oleh} pada {waktu(ada.dicatat_pada)}.")
    _wajib_dijawab(surat)
    if _tertulis(surat):
        raise GalatAturan(
            "Permohonan ini dijawab secara tertulis. Kirim jawaban tertulis atau serahkan data."
        )


def mulai_tercatat(surat: SuratMasuk) -> datetime | None:
    """The actual start as `pelaksanaan` has it; None while it isn't recorded, or when the clock ended otherwise."""
    if surat.status != Status.DILAKSANAKAN:
        return None
    jam_pelaksanaan = Tenggat.objects.filter(surat=surat, jenis="pelaksanaan", akibat="").first()
    return jam_pelaksanaan and jam_pelaksanaan.berhenti_pada


def _periksa_waktu(mulai: datetime | None, selesai: datetime, pada: datetime) -> None:
    """Forms carry whole minutes, so an end within the minute of the start is no contradiction."""
    if mulai is None:
        raise GalatAturan("Isi waktu konsultasi dimulai.")
    if selesai > pada:
        raise GalatAturan("Waktu selesai tidak boleh di masa depan.")
    if selesai < mulai.replace(second=0, microsecond=0):
        raise GalatAturan(f"Waktu selesai tidak boleh sebelum mulai ({waktu(mulai)}).")


def _isi_berita_acara(cara: str, hadir: str, saran: str) -> dict[str, str]:
    isi = {"cara": cara.strip()[:CARA_MAKS], "hadir": hadir.strip(), "saran": saran.strip()}
    kurang = {
        "cara": "Tulis cara konsultasi dilaksanakan.",
        "hadir": "Tulis siapa yang hadir.",
        "saran": "Tulis saran yang diberikan kepada pengirim.",
    }
    for nama, kalimat in kurang.items():
        if not isi[nama]:
            raise GalatAturan(kalimat)
    return isi


def _kirim_hasil(surat: SuratMasuk, rincian: Konsultasi, oleh, *, tertulis: bool, nomor: str) -> None:
    teks, versi = templat.susun(
        "jawaban_tertulis", dokumen_surat.isian_pokok(surat) | {"hasil": rincian.hasil}
    )
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
def jawab_tertulis(*, surat: SuratMasuk, oleh, jawaban: str, nomor: str = "") -> Konsultasi:
    """Send the written answer (metode tertulis); its acceptance by a channel stops `pelaksanaan` (tenggat.md).

    `nomor` as in `dokumen.surat.terbitkan`. Raises SudahTerjadi when one was written, GalatAturan when it is too
    early, empty, the number is taken, or a meeting was arranged.
    """
    surat, rincian = _kunci(surat, oleh)
    if rincian.hasil:
        raise SudahTerjadi("Jawaban atau saran untuk surat ini sudah dicatat.")
    _wajib_dijawab(surat)
    if not _tertulis(surat):
        raise GalatAturan("Permohonan ini tidak dijawab tertulis. Catat konsultasinya setelah dilaksanakan.")
    if not jawaban.strip():
        raise GalatAturan("Tulis jawaban untuk pengirim.")
    _simpan(rincian, oleh, hasil=jawaban.strip())
    catat(surat=surat, jenis="hasil", pada=jam.sekarang(), oleh=oleh, teks="Menulis jawaban tertulis.")
    _kirim_hasil(surat, rincian, oleh, tertulis=True, nomor=nomor)
    return rincian


def serahkan_data(*, surat: SuratMasuk, oleh, unggahan: File, keterangan: str) -> Penyerahan:
    """Hand a data file over to the applicant through the case page (KSL-PRODUK), and tell the applicant.

    The file is checked and kept before the transaction that links it. With the method `tertulis`, acceptance of
    the message by a channel stops `pelaksanaan` (tenggat.md); otherwise it stops nothing. Raises GalatBerkas for a
    refused file, SudahTerjadi when the same file was handed over before, GalatAturan when it is too early, too
    late or without a description. Must not be called inside a transaction.
    """
    with transaction.atomic():
        _wajib_bisa_menyerahkan(*_kunci(surat, oleh), keterangan)
    berkas = berkas_actions.simpan(unggahan=unggahan)
    with transaction.atomic():
        surat, rincian = _kunci(surat, oleh)
        _wajib_bisa_menyerahkan(surat, rincian, keterangan)
        if rincian.penyerahan.filter(lampiran__berkas__sha256=berkas.sha256).exists():
            raise SudahTerjadi(f"Berkas {berkas.nama_asli} sudah diserahkan kepada pengirim.")
        berkas_actions.tautkan(berkas=berkas)
        lampiran = Lampiran.objects.create(surat=surat, berkas=berkas, peran=PeranLampiran.DATA)
        penyerahan = Penyerahan.objects.create(
            konsultasi=rincian,
            lampiran=lampiran,
            keterangan=keterangan.strip(),
            oleh=oleh,
            pada=jam.sekarang(),
        )
        _kabarkan_data(surat, penyerahan)
    return penyerahan


def _wajib_bisa_menyerahkan(surat: SuratMasuk, rincian: Konsultasi, keterangan: str) -> None:
    _wajib_dijawab(surat)
    if not 0 < len(keterangan.strip()) <= KETERANGAN_MAKS:
        raise GalatAturan(f"Tulis keterangan data, paling banyak {KETERANGAN_MAKS} huruf.")
    if rincian.penyerahan.count() >= DATA_MAKS:
        raise GalatAturan(f"Paling banyak {DATA_MAKS} berkas data untuk satu surat.")


def _kabarkan_data(surat: SuratMasuk, penyerahan: Penyerahan) -> None:
    nama = penyerahan.lampiran.berkas.nama_asli
    catat(
        surat=surat,
        jenis="data_diserahkan",
        pada=penyerahan.pada,
        oleh=penyerahan.oleh,
        teks=f"Menyerahkan data: {penyerahan.keterangan}{'' if surat.rahasiakan_identitas else f' ({nama})'}.",
        teks_warga=f"Kami menyerahkan data: {penyerahan.keterangan}.",
    )
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="data",
        kunci=f"data:{penyerahan.pk}",
        data={"keterangan": penyerahan.keterangan, "berkas": nama, "tertulis": _tertulis(surat)},
    )


@transaction.atomic
def periksa_identitas(*, surat: SuratMasuk, oleh) -> Konsultasi:
    """Record that the applicant's identity was checked: who and when; it stays when the image is purged.

    Raises SudahTerjadi when it was checked before, GalatAturan on a closed letter.
    """
    surat, rincian = _kunci(surat, oleh)
    if rincian.identitas_diperiksa_pada:
        raise SudahTerjadi(
            f"Identitas sudah diperiksa oleh {rincian.identitas_diperiksa_oleh} "
            f"pada {waktu(rincian.identitas_diperiksa_pada)}."
        )
    _wajib_terbuka(surat)
    pada = jam.sekarang()
    _simpan(rincian, oleh, identitas_diperiksa_pada=pada, identitas_diperiksa_oleh=oleh)
    catat(
        surat=surat, jenis="identitas_diperiksa", pada=pada, oleh=oleh, teks="Identitas pengirim diperiksa."
    )
    return rincian


@transaction.atomic
def catat_surat_lembaga_dibawa(*, surat: SuratMasuk, oleh) -> Konsultasi:
    """Record that the letter of the institution's head was brought along: who saw it and when (KSL-SYARAT-6).

    The handling officer does, and piket at the desk. Raises SudahTerjadi when it was recorded before,
    GalatAturan for a person and on a closed letter.
    """
    surat, rincian = _kunci(surat, oleh, juga_piket=True)
    if rincian.perseorangan:
        raise GalatAturan(TANPA_LEMBAGA)
    if rincian.surat_lembaga_dibawa_pada:
        raise SudahTerjadi(
            f"Surat pimpinan lembaga sudah dicatat oleh {rincian.surat_lembaga_dibawa_oleh} "
            f"pada {waktu(rincian.surat_lembaga_dibawa_pada)}."
        )
    _wajib_terbuka(surat)
    pada = jam.sekarang()
    _simpan(rincian, oleh, surat_lembaga_dibawa_pada=pada, surat_lembaga_dibawa_oleh=oleh)
    catat(
        surat=surat,
        jenis="surat_lembaga_dibawa",
        pada=pada,
        oleh=oleh,
        teks="Surat dari pimpinan lembaga dibawa dan dilihat.",
    )
    return rincian


@transaction.atomic
def selesaikan(*, surat: SuratMasuk, oleh) -> SuratMasuk:
    """Close a consultation that has its minutes or, in writing, its answer or data.

    Raises GalatAturan, which says what is missing.
    """
    surat, rincian = _kunci(surat, oleh)
    if not surat.tertutup:
        _wajib_lengkap(surat, rincian)
    surat = agenda.selesaikan(surat=surat, oleh=oleh)
    lepaskan_jadwal(surat=surat)
    return surat


def _wajib_lengkap(surat: SuratMasuk, rincian: Konsultasi) -> None:
    if not _tertulis(surat):
        if not BeritaAcara.objects.filter(konsultasi=rincian).exists():
            raise GalatAturan("Catat konsultasinya (berita acara) sebelum menutup surat.")
        return
    if not rincian.hasil and not rincian.penyerahan.exists():
        raise GalatAturan("Kirim jawaban tertulis atau serahkan data sebelum menutup surat.")
    if surat.status == Status.DIJAWAB:
        raise GalatAturan("Jawaban tertulis atau data belum diterima pengirim. Kirim pesannya dahulu.")
