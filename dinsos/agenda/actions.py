"""Business acts on the register, one function each.

Every act locks the letter, checks, writes, appends to the story and queues messages in one transaction.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from dinsos.agenda import lanjutan, nomor, pesan, tenggat_surat
from dinsos.agenda.alur_kunjungan import pulangkan
from dinsos.agenda.enums import Layanan, PeranLampiran, Saluran, Status
from dinsos.agenda.kerahasiaan import hal_tersamar
from dinsos.agenda.models import Lampiran, Pengecualian, Pengirim, Pertanyaan, SuratMasuk
from dinsos.agenda.riwayat import WARGA, catat
from dinsos.agenda.workflow import pindahkan
from dinsos.berkas import actions as berkas
from dinsos.berkas.models import Berkas
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import waktu

HANYA_BERKAS = "Berkas saya tambahkan."
"""The answer of somebody who sent papers and no words."""


def kunci_surat(pk: int) -> SuratMasuk:
    """The letter, locked until the transaction ends. Raises SuratMasuk.DoesNotExist."""
    return SuratMasuk.objects.select_for_update(of=("self",)).select_related("pengirim").get(pk=pk)


def wajib_petugas(surat: SuratMasuk, oleh) -> None:
    """Raise TidakBerwenang unless `oleh` handles the letter or decides it."""
    if surat.petugas_id != oleh.pk and not SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        raise TidakBerwenang("Surat ini ditangani petugas lain.")


@transaction.atomic
def daftarkan(
    *,
    layanan: str,
    saluran: str,
    hal: str,
    pengirim: Pengirim,
    oleh=None,
    kunci: uuid.UUID | None = None,
    diterima_pada: datetime | None = None,
    alasan_selisih: str = "",
    rahasiakan_identitas: bool = False,
    menyangkut_kepala: bool = False,
    kecualikan: Iterable = (),
    lampiran: Iterable[Lampiran] = (),
    lanjutan_dari: SuratMasuk | None = None,
) -> SuratMasuk:
    """Enter a letter in the register: number, sender, files, both clocks, story and receipt message.

    `pengirim` is an unsaved Pengirim; `lampiran` are the draft's files, which are re-linked to the letter;
    `kecualikan` are members of staff who must never meet the letter. `diterima_pada` (aware) is when the office
    received it: None means the instant of registration, as for the portal; an earlier time needs
    `alasan_selisih`. `kunci` makes a repeated submission impossible (unique). `oleh` is the member of staff who
    enters it, None for the citizen. With `lanjutan_dari` both stories name the other letter, and who may not meet
    the first one never meets this one. Raises GalatAturan for a receipt in the future or without its reason.
    """
    lampiran, kecualikan = list(lampiran), list(kecualikan)
    if lanjutan_dari is not None:
        menyangkut_kepala = menyangkut_kepala or lanjutan_dari.menyangkut_kepala
        kecualikan = lanjutan.dikecualikan(lanjutan_dari, kecualikan)
    for satu in lampiran:
        berkas.tautkan(berkas=satu.berkas)
    tahun, urut, dicatat_pada = nomor.ambil()
    diterima_pada = _waktu_terima(diterima_pada, dicatat_pada, alasan_selisih)
    surat = SuratMasuk(
        nomor=nomor.tulis(tahun, urut),
        tahun=tahun,
        urut=urut,
        layanan=layanan,
        saluran=saluran,
        hal=hal_tersamar(hal, pengirim) if rahasiakan_identitas else hal,
        diterima_pada=diterima_pada,
        dicatat_pada=dicatat_pada,
        alasan_selisih=alasan_selisih,
        rahasiakan_identitas=rahasiakan_identitas,
        menyangkut_kepala=menyangkut_kepala,
        kunci=kunci,
        lanjutan_dari=lanjutan_dari,
    )
    _simpan(surat, pengirim, oleh, kecualikan)
    if lampiran:
        Lampiran.objects.filter(pk__in=[satu.pk for satu in lampiran]).update(draf=None, surat=surat)
    _kabari_diterima(surat, tenggat_surat.buat(surat=surat), oleh)
    return surat


def _simpan(surat: SuratMasuk, pengirim: Pengirim, oleh, kecualikan: list) -> None:
    """Insert a letter with its sender and the members of staff who must never meet it."""
    surat._history_user = oleh
    surat.save(force_insert=True)
    pengirim.surat = surat
    pengirim._history_user = oleh
    pengirim.save(force_insert=True)
    if kecualikan:
        Pengecualian.objects.bulk_create(
            Pengecualian(surat=surat, pengguna=p, alasan="Disebut dalam surat") for p in kecualikan
        )


def _kabari_diterima(surat: SuratMasuk, tenggat: dict, oleh) -> None:
    """Begin the story of a letter and queue its receipt; `tenggat` are its clocks by kind."""
    catat(
        surat=surat,
        jenis="diterima",
        pada=surat.dicatat_pada,
        oleh=oleh,
        pelaku=WARGA,
        teks=f"Surat diterima melalui {Saluran(surat.saluran).label} dan dicatat dengan nomor {surat.nomor}.",
        teks_warga=f"Surat Anda kami terima dan kami catat dengan nomor {surat.nomor}.",
    )
    if surat.lanjutan_dari is not None:
        lanjutan.catat_sambungan(surat)
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="tanda_terima",
        kunci="tanda_terima",
        data={nama: waktu(tenggat[nama].jatuh_tempo) for nama in ("respon", "pelaksanaan")},
    )


def _waktu_terima(diterima_pada: datetime | None, dicatat_pada: datetime, alasan: str) -> datetime:
    if diterima_pada is None:
        return dicatat_pada
    if diterima_pada > dicatat_pada:
        raise GalatAturan("Waktu diterima tidak boleh di masa depan.")
    if diterima_pada < dicatat_pada and not alasan.strip():
        raise GalatAturan("Tulis alasan mengapa surat dicatat setelah waktu diterimanya.")
    return diterima_pada


@transaction.atomic
def tanyakan(*, surat: SuratMasuk, oleh, teks: str, minta_berkas: bool = False) -> Pertanyaan:
    """Ask the citizen a question, and with `minta_berkas` for a paper; stops no clock.

    The answer comes through the tracking page (`jawaban.jawab`).

    Raises GalatAturan for an empty question or a closed letter, TidakBerwenang for another's case.
    """
    surat = kunci_surat(surat.pk)
    wajib_petugas(surat, oleh)
    if surat.tertutup:
        raise GalatAturan("Surat ini sudah ditutup, jadi tidak dapat ditanyakan lagi.")
    if not teks.strip():
        raise GalatAturan("Tulis pertanyaan untuk pengirim.")
    pada = jam.sekarang()
    pertanyaan = Pertanyaan.objects.create(
        surat=surat, teks=teks.strip(), oleh=oleh, pada=pada, minta_berkas=minta_berkas
    )
    catat(
        surat=surat,
        jenis="ditanya",
        pada=pada,
        oleh=oleh,
        teks=f"{'Meminta berkas dari' if minta_berkas else 'Bertanya kepada'} pengirim: {pertanyaan.teks}",
        teks_warga="Petugas meminta foto atau berkas dari Anda. Silakan tambahkan di halaman ini."
        if minta_berkas
        else "Petugas bertanya kepada Anda. Silakan jawab di halaman ini.",
    )
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="pertanyaan",
        kunci=f"pertanyaan:{pertanyaan.pk}",
        data={"teks": pertanyaan.teks, "minta_berkas": minta_berkas},
    )
    return pertanyaan


@transaction.atomic
def jawab_pertanyaan(
    *, pertanyaan: Pertanyaan, jawaban: str, berkas_baru: Sequence[Berkas] = ()
) -> Pertanyaan:
    """Record the citizen's answer to a question (the caller has checked number and secret), papers included.

    `berkas_baru` are stored files that become papers of the letter; with them no words are needed. Raises
    GalatAturan for an empty answer or a closed letter, SudahTerjadi when it was answered before.
    """
    surat = kunci_surat(pertanyaan.surat_id)
    pertanyaan = Pertanyaan.objects.select_for_update().get(pk=pertanyaan.pk)
    if surat.tertutup:
        raise GalatAturan("Surat ini sudah ditutup, jadi jawaban tidak dapat dikirim lagi.")
    if pertanyaan.dijawab_pada:
        raise SudahTerjadi(f"Pertanyaan ini sudah Anda jawab pada {waktu(pertanyaan.dijawab_pada)}.")
    if not jawaban.strip() and not berkas_baru:
        raise GalatAturan("Tulis jawaban Anda.")
    for satu in berkas_baru:
        berkas.tautkan(berkas=satu)
        Lampiran.objects.create(surat=surat, berkas=satu, peran=PeranLampiran.TAMBAHAN, pertanyaan=pertanyaan)
    dengan = f" ({len(berkas_baru)} berkas)" if berkas_baru else ""
    pertanyaan.jawaban = jawaban.strip() or HANYA_BERKAS
    pertanyaan.dijawab_pada = jam.sekarang()
    pertanyaan.save(update_fields=["jawaban", "dijawab_pada"])
    catat(
        surat=surat,
        jenis="pertanyaan_dijawab",
        pada=pertanyaan.dijawab_pada,
        pelaku=WARGA,
        teks=f"Pengirim menjawab{dengan}: {pertanyaan.jawaban}",
        teks_warga=f"Anda menjawab pertanyaan petugas{dengan}.",
    )
    return pertanyaan


@transaction.atomic
def laksanakan(*, surat: SuratMasuk, oleh, pada: datetime, catatan: str = "") -> SuratMasuk:
    """Record that the citizen was really served, at `pada` (aware), by meeting or by call.

    Stops `pelaksanaan` at that time (tenggat.md: the actual start of a meeting that was really held). A time
    within the minute of receipt counts as the receipt, because forms carry whole minutes.
    Raises GalatAturan for a time in the future, before receipt or on a letter that is not answered yet.
    """
    surat = kunci_surat(surat.pk)
    wajib_petugas(surat, oleh)
    if surat.status == Status.DITERIMA:
        # The table's edge from here is the walk-in's, who is led to the duty officer by piket.
        raise GalatAturan("Surat ini belum didisposisikan, jadi penanganannya belum dapat dicatat.")
    sekarang = jam.sekarang()
    pada = _waktu_penanganan(surat, pada, sekarang)
    pindahkan(surat=surat, ke=Status.DILAKSANAKAN, pada=sekarang, oleh=oleh)
    tenggat_surat.hentikan(surat=surat, jenis="pelaksanaan", pada=pada)
    tambahan = f" {catatan.strip()}" if catatan.strip() else ""
    catat(
        surat=surat,
        jenis="dilaksanakan",
        pada=sekarang,
        oleh=oleh,
        teks=f"Penanganan dilaksanakan {waktu(pada)}.{tambahan}",
        teks_warga=f"Anda dilayani petugas kami pada {waktu(pada)}.",
    )
    return surat


def _waktu_penanganan(surat: SuratMasuk, pada: datetime, sekarang: datetime) -> datetime:
    if pada > sekarang:
        raise GalatAturan("Waktu penanganan tidak boleh di masa depan.")
    if pada < surat.diterima_pada.replace(second=0, microsecond=0):
        raise GalatAturan(
            f"Waktu penanganan tidak boleh sebelum surat diterima ({waktu(surat.diterima_pada)})."
        )
    return max(pada, surat.diterima_pada)


@transaction.atomic
def selesaikan(*, surat: SuratMasuk, oleh) -> SuratMasuk:
    """Close a letter whose handling took place and whose outcome the service has recorded."""
    surat = kunci_surat(surat.pk)
    wajib_petugas(surat, oleh)
    pada = jam.sekarang()
    pindahkan(surat=surat, ke=Status.SELESAI, pada=pada, oleh=oleh)
    catat(
        surat=surat,
        jenis="selesai",
        pada=pada,
        oleh=oleh,
        teks="Surat ditutup: selesai.",
        teks_warga=f"{Layanan(surat.layanan).label} Anda selesai ditangani.",
    )
    return surat


@transaction.atomic
def cabut(*, surat: SuratMasuk) -> SuratMasuk:
    """The citizen withdraws the letter (the caller has checked number and secret).

    All open clocks end with the outcome `dicabut`; a clock already overdue stays late (tenggat.md).
    Raises GalatAturan when the table has no such move any more.
    """
    surat = kunci_surat(surat.pk)
    pada = jam.sekarang()
    pindahkan(surat=surat, ke=Status.DICABUT, pada=pada)
    tenggat_surat.akhiri_semua(surat=surat, pada=pada, akibat="dicabut")
    pulangkan(surat=surat, pada=pada)
    catat(
        surat=surat,
        jenis="dicabut",
        pada=pada,
        pelaku=WARGA,
        teks="Pengirim mencabut suratnya.",
        teks_warga="Anda mencabut surat ini. Kami tidak memprosesnya lagi.",
    )
    pesan.kirim_ke_pengirim(surat=surat, kelas="pencabutan", kunci="pencabutan", data={})
    return surat
