"""What the citizen reads about the own letter: its story, the promises, what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, UUIDField
from django.urls import reverse

from dinsos.agenda import tampilan
from dinsos.agenda.enums import Layanan, Status
from dinsos.agenda.models import Pertanyaan, Riwayat, SuratMasuk, Tenggat
from dinsos.agenda.workflow import boleh
from dinsos.berkas.ringkas import ringkas
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.inti.teks import durasi, waktu
from dinsos.laporan import tanggapan
from dinsos.notifikasi.models import Pesan
from dinsos.portal import surat_kami
from dinsos.portal.kata_kasus import KATA, KONSULTASI_TERTULIS, Kata
from dinsos.sla.tenggat import Jenis
from dinsos.sla.tenggat import Status as StatusTenggat
from disposisi.enums import Mode
from disposisi.models import Disposisi

KELUAR = {
    "dicabut": "surat Anda cabut",
    "ditolak": "surat kami nyatakan tidak dapat ditangani",
    "dirujuk": "surat kami rujuk",
    "pemohon_tidak_hadir": "Anda tidak hadir pada waktu itu",
    "diminta_mundur_pemohon": "Anda meminta waktu lain",
}


@dataclass(frozen=True)
class Janji:
    """One due date with its state; fields as in templates/komponen/kotak_janji.html."""

    awal: str
    pada: datetime
    s: tampilan.KeadaanTenggat
    alasan: str
    mengapa: str  # why this date, where `alasan` tells how it ended


@dataclass(frozen=True)
class Entri:
    """One event of the story; fields as in templates/komponen/lini_masa.html."""

    pada: datetime
    teks: str
    jenis: str = "biasa"


@dataclass(frozen=True)
class DataUntukPengirim:
    """A data file that was handed over; `url` is "" once the file was deleted."""

    keterangan: str
    rincian: str
    pada: datetime
    url: str


@dataclass(frozen=True)
class SuratKami:
    """A letter of ours that a channel has accepted, as the citizen may read it again here."""

    judul: str
    pada: datetime
    teks: str
    url: str = ""  # of its PDF
    nomor: str = ""
    gugur: str = ""  # why it no longer holds


_SURAT = Isian("surat", BigIntegerField())
_TENGGAT = KueriSiap(lambda: Tenggat.objects.filter(surat=_SURAT))
_PERTANYAAN = KueriSiap(lambda: Pertanyaan.objects.filter(surat=_SURAT))
_CERITA = KueriSiap(
    lambda: (
        Riwayat.objects.filter(surat=_SURAT)
        .exclude(teks_warga="")
        .order_by("pada", "id")
        .values_list("pada", "teks_warga", "jenis")
    )
)
_SAMPAI = KueriSiap(
    lambda: surat_kami.bersurat(
        Pesan.objects.untuk_kasus(Isian("kasus", UUIDField()))
        .filter(diterima_pada__isnull=False)
        .exclude(kelas="pertanyaan")
        .only("kelas", "subjek", "data", "diterima_pada")
    )
)


def susun(surat: SuratMasuk, pada: datetime) -> dict:
    """Context of the tracking page at the aware instant `pada`; four queries, for a
    consultation one more.

    `surat` was read with its particulars and its disposition (`select_related`). Only sentences meant for the
    citizen are shown (`Riwayat.teks_warga`), and the sender's own particulars are not repeated.
    """
    # A guest's wait is the desk's clock; the letter's own promises are told here.
    janji_surat = [satu for satu in _TENGGAT(surat=surat.pk) if satu.kunjungan_id is None]
    tenggat = sorted(janji_surat, key=lambda satu: satu.jatuh_tempo)
    keadaan = {satu.jenis: tampilan.keadaan(satu, pada) for satu in tenggat}
    pertanyaan = _PERTANYAAN(surat=surat.pk)
    kata = _kata(surat)
    sampai = [satu for satu in _SAMPAI(kasus=surat.uuid) if satu.data.get("teks")]
    return {
        "surat": surat,
        "layanan": Layanan(surat.layanan).label.lower(),
        "fakta": [
            ("Keadaan sekarang", kata.keadaan[Status(surat.status)]),
            ("Hal", surat.hal),
            ("Diterima", waktu(surat.diterima_pada)),
            ("Petugas", surat.petugas),
        ],
        "janji": [_janji(satu, keadaan[satu.jenis], pada, kata) for satu in tenggat],
        "lini_masa": _lini_masa(surat, tenggat, keadaan, kata),
        "berikut": _berikut(surat, {satu.jenis: satu for satu in tenggat}, pada, kata),
        "belum_dijawab": [satu for satu in pertanyaan if not satu.dijawab_pada and not surat.tertutup],
        "sudah_dijawab": [satu for satu in pertanyaan if satu.dijawab_pada],
        "surat_kami": _surat_kami(surat, kata, sampai),
        "data": _data(surat),
        "ada_jadwal": surat.ada_jadwal,
        "halaman_jadwal": punya_halaman_jadwal(surat),
        "ada_usulan": surat.ada_usulan,
        "boleh_dicabut": boleh(surat.status, Status.DICABUT),
        **_akhir(surat, tenggat, sampai),
    }


def _akhir(surat: SuratMasuk, tenggat: list[Tenggat], sampai: list[Pesan]) -> dict[str, bool]:
    """What the citizen may do once there is an outcome."""
    terbuka = tanggapan.bisa_ditanggapi(
        surat.status,
        hasil_sampai=any(satu.kelas == "hasil" for satu in sampai),
        dijawab=any(satu.jenis == Jenis.RESPON and satu.berhenti_pada for satu in tenggat),
    )
    return {
        "bisa_tanggap": terbuka and not surat.ada_tanggapan,
        "bisa_survei": terbuka and not surat.ada_survei,
        "bisa_lanjut": terbuka or surat.tertutup,
    }


def punya_halaman_jadwal(surat: SuratMasuk) -> bool:
    """Whether the citizen has a page of the own schedule: told of a meeting that has not begun. No query."""
    disposisi: Disposisi | None = getattr(surat, "disposisi", None)
    if disposisi is None or disposisi.petugas_id is None or disposisi.tertulis:
        return False
    return surat.status == Status.DIJAWAB or (surat.status == Status.DIDISPOSISIKAN and surat.ditulis)


def _kata(surat: SuratMasuk) -> Kata:
    """The words of the letter's service; those of the method "in writing" once the citizen was told of it."""
    disposisi: Disposisi | None = getattr(surat, "disposisi", None)
    diberitahu = surat.status not in (Status.DITERIMA, Status.DIDISPOSISIKAN)
    if surat.layanan == Layanan.KONSULTASI and disposisi and disposisi.tertulis and diberitahu:
        return KONSULTASI_TERTULIS
    return KATA[Layanan(surat.layanan)]


def _janji(tenggat: Tenggat, s: tampilan.KeadaanTenggat, pada: datetime, kata: Kata) -> Janji:
    berjalan = s.kode in (StatusTenggat.TEPAT_WAKTU, StatusTenggat.SEGERA)
    return Janji(
        awal=kata.awal_janji[tenggat.jenis] if berjalan else f"Batas {kata.nama[tenggat.jenis]}:",
        pada=tenggat.jatuh_tempo,
        s=s,
        alasan=tenggat.penjelasan if berjalan else _cerita(tenggat, s.kode, pada, kata),
        mengapa="" if berjalan else tenggat.penjelasan,
    )


def _cerita(tenggat: Tenggat, kode: str, pada: datetime, kata: Kata) -> str:
    """Kept or missed, and by how much."""
    kerja, batas, berhenti = kata.kerja[tenggat.jenis], tenggat.jatuh_tempo, tenggat.berhenti_pada
    match kode:
        case StatusTenggat.TERLAMBAT:
            return (
                f"Batas ini sudah lewat {durasi(pada - batas)}. Kami mohon maaf. Surat Anda tetap kami kerjakan; "
                "Anda boleh menanyakannya lewat telepon atau WhatsApp."
            )
        case StatusTenggat.TERPENUHI if tenggat.akibat:
            return (
                f"Petugas siap pada {waktu(berhenti)}, tetapi {KELUAR.get(tenggat.akibat, 'surat ditutup')}."
            )
        case StatusTenggat.TERPENUHI:
            return f"Kami {kerja} pada {waktu(berhenti)}, {_lebih_awal(batas - berhenti)}."
        case StatusTenggat.BATAL:
            return f"Tidak berlaku lagi karena {KELUAR.get(tenggat.akibat, 'surat ditutup')}."
    if tenggat.akibat:
        return (
            f"Batas ini sudah lewat {durasi(berhenti - batas)} ketika "
            f"{KELUAR.get(tenggat.akibat, 'surat ditutup')}. Kami mohon maaf."
        )
    return f"Kami baru {kerja} pada {waktu(berhenti)}, terlambat {durasi(berhenti - batas)}. Kami mohon maaf."


def _lebih_awal(sisa: timedelta) -> str:
    return f"{durasi(sisa)} sebelum batas" if sisa >= timedelta(minutes=1) else "tepat pada batasnya"


def _lini_masa(surat: SuratMasuk, tenggat: list[Tenggat], keadaan: dict, kata: Kata) -> list[Entri]:
    """Oldest first; a missed due date stands in the story where it happened."""
    entri = [
        Entri(saat, teks, "selesai" if jenis in ("selesai", "dilaksanakan") else "biasa")
        for saat, teks, jenis in _CERITA(surat=surat.pk)
    ]
    terlewat = (StatusTenggat.TERLAMBAT, StatusTenggat.TERPENUHI_TERLAMBAT)
    entri += [
        Entri(satu.jatuh_tempo, kata.lewat[satu.jenis], "terlambat")
        for satu in tenggat
        if keadaan[satu.jenis].kode in terlewat
    ]
    return sorted(entri, key=lambda satu: satu.pada)


def _surat_kami(surat: SuratMasuk, kata: Kata, sampai: list[Pesan]) -> list[SuratKami]:
    """Letters that a channel has accepted; questions stand apart. The outcome of a closed letter is always here."""
    hasil = [_dari_pesan(satu) for satu in sampai]
    rincian = getattr(surat, surat.layanan, None)
    tertutup = surat.status == Status.SELESAI and rincian and rincian.hasil
    if tertutup and not any(satu.kelas == "hasil" for satu in sampai):
        hasil.append(SuratKami(kata.hasil, surat.ditutup_pada, rincian.hasil))
    return hasil


def _dari_pesan(pesan: Pesan) -> SuratKami:
    keluar = surat_kami.bawaan(pesan)
    return SuratKami(
        judul=pesan.subjek.split(" — ")[0],
        pada=pesan.diterima_pada,
        teks=pesan.data["teks"],
        url=reverse("portal:jawaban_saya", args=[keluar.pk]) if keluar else "",
        nomor=keluar.nomor if keluar else "",
        gugur=surat_kami.gugur(keluar),
    )


def _data(surat: SuratMasuk) -> list[DataUntukPengirim]:
    """What was handed over, in that order; it stays here when the letter is closed."""
    konsultasi = getattr(surat, "konsultasi", None)
    if konsultasi is None:
        return []
    hasil = []
    for satu in konsultasi.penyerahan.select_related("lampiran__berkas"):
        r = ringkas(satu.lampiran.berkas)
        url = reverse("portal:data", args=[satu.lampiran.berkas_id]) if r.ada else ""
        hasil.append(
            DataUntukPengirim(satu.keterangan, f"{r.jenis}, {r.ukuran}, {r.rincian}", satu.pada, url)
        )
    return hasil


def _berikut(surat: SuratMasuk, tenggat: dict[str, Tenggat], pada: datetime, kata: Kata) -> str:
    """One sentence that says what happens next; empty when the story is over."""
    respon, pelaksanaan = tenggat[Jenis.RESPON], tenggat[Jenis.PELAKSANAAN]
    match Status(surat.status):
        case Status.DITERIMA:
            return (
                f"pimpinan memeriksa surat Anda dan menunjuk petugas. Kami menjawab {_kapan(respon, pada)}."
            )
        case Status.DIDISPOSISIKAN:
            return f"petugas memberi tahu Anda cara dan waktunya, {_kapan(respon, pada)}."
        case Status.DIJAWAB:
            return _penanganan(surat, pelaksanaan, pada, kata)
        case Status.DILAKSANAKAN:
            return kata.setelah_dilayani
        case Status.DITOLAK | Status.DIRUJUK if not respon.berhenti_pada:
            return "surat jawaban dengan alasannya kami kirimkan kepada Anda."
    return ""


def _kapan(tenggat: Tenggat, pada: datetime) -> str:
    if pada > tenggat.jatuh_tempo:
        return "secepatnya, karena batasnya sudah lewat"
    return f"paling lambat {waktu(tenggat.jatuh_tempo)}"


def _penanganan(surat: SuratMasuk, tenggat: Tenggat, pada: datetime, kata: Kata) -> str:
    """How and when the citizen is served, from the disposition; a time that has passed is not promised again."""
    disposisi: Disposisi | None = getattr(surat, "disposisi", None)
    nanti = disposisi.waktu if disposisi and disposisi.waktu and disposisi.waktu > pada else None
    kapan = f"pada {waktu(nanti)}" if nanti else _kapan(tenggat, pada)
    if disposisi is None:
        return f"{kata.tanpa_disposisi} {kapan}."
    if disposisi.tertulis:
        return f"Anda menerima jawaban tertulis {f'paling lambat {waktu(nanti)}' if nanti else kapan}."
    if disposisi.mode == Mode.DARING:
        return f"petugas menghubungi Anda ({disposisi.get_metode_display()}) {kapan}."
    if nanti is None and disposisi.waktu:
        return f"petugas mencatat pertemuan dengan Anda, atau {kata.kerja[Jenis.PELAKSANAAN]} {kapan}."
    return f"Anda datang ke kantor kami {kapan} dan melapor kepada petugas piket."
