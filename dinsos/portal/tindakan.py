"""What an officer can do with a letter now: the acts of the case page, by state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast, JSONObject

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Layanan, Status
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import waktu
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.portal import forms_kerja as formulir
from dinsos.portal import forms_konsultasi as formulir_konsultasi
from disposisi import actions as disposisi
from konsultasi import penanganan as konsultasi
from pengaduan import actions as pengaduan


@dataclass(frozen=True)
class Tindakan:
    """One act: its form, the function it calls, its button, what is said afterwards and what is good to know.

    An act that writes to the citizen returns the message or has `kunci_pesan`: from what it returned, the message's
    key within the letter; "{}" in `sesudah` then says where that message is.
    """

    form: type[formulir.FormTindakan]
    lakukan: Callable
    judul: str
    tombol: str
    sesudah: str
    catatan: str = ""
    kunci_pesan: Callable[[object], str] | None = None

    def kabar(self, surat: SuratMasuk, hasil: object) -> str:
        """What is said afterwards; `hasil` is what the act returned. One query for a message found by its key."""
        if isinstance(hasil, Pesan):
            return self.sesudah.format(_kata_kiriman(hasil))
        if self.kunci_pesan is None:
            return self.sesudah
        pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:{self.kunci_pesan(hasil)}")
        return self.sesudah.format(_kata_kiriman(pesan))


def _kata_kiriman(pesan: Pesan) -> str:
    """Where a message just written stands, as the rest of a sentence."""
    if pesan.keadaan == Keadaan.MENUNGGU_MANUAL:
        lewat = (
            "di atas kertas" if pesan.saluran == Saluran.KERTAS else f"lewat {pesan.get_saluran_display()}"
        )
        return f"menunggu Anda kirim sendiri {lewat}; lihat “Pesan yang perlu Anda kirim sendiri”"
    if pesan.saluran == Saluran.HALAMAN_KASUS:
        return "sudah dimuat di halaman lacak"
    return "sedang dikirim lewat surat elektronik"


def _daftar(*tindakan: Tindakan) -> dict[str, Tindakan]:
    return {satu.form.nama: satu for satu in tindakan}


TANYA = Tindakan(
    formulir.FormTanya,
    agenda.tanyakan,
    "Tanya pengirim",
    "Kirim pertanyaan",
    "Pertanyaan {}.",
    kunci_pesan=lambda pertanyaan: f"pertanyaan:{pertanyaan.pk}",
)
TINDAKAN_PENGADUAN = _daftar(
    Tindakan(
        formulir.FormPemberitahuan,
        disposisi.kirim_pemberitahuan,
        "Kirim pemberitahuan kepada pengirim",
        "Kirim pemberitahuan",
        "Pemberitahuan {}.",
    ),
    TANYA,
    Tindakan(
        formulir.FormLaksanakan,
        disposisi.laksanakan,
        "Catat bahwa penanganan sudah dilaksanakan",
        "Catat pelaksanaan",
        "Pelaksanaan dicatat.",
    ),
    Tindakan(
        formulir.FormHasil,
        pengaduan.catat_hasil,
        "Catat hasil dan perbaikan",
        "Simpan dan kirim hasil",
        "Hasil disimpan dan {}.",
        kunci_pesan=lambda _: "hasil",
    ),
    Tindakan(
        formulir.FormSelesai,
        pengaduan.selesaikan,
        "Tutup surat",
        "Tutup surat",
        "Surat ditutup.",
        "Surat yang ditutup tidak dapat dibuka lagi. Keluhan baru menjadi surat baru.",
    ),
)
TINDAKAN_KONSULTASI = _daftar(
    Tindakan(
        formulir.FormPemberitahuan,
        disposisi.kirim_pemberitahuan,
        "Kirim surat jawaban kepada pengirim",
        "Kirim surat jawaban",
        "Surat jawaban {}.",
    ),
    TANYA,
    Tindakan(
        formulir_konsultasi.FormBeritaAcara,
        konsultasi.catat_berita_acara,
        "Catat konsultasi",
        "Simpan dan kirim saran",
        "Berita acara disimpan, dan saran {}.",
        "Sekali isi: waktu sebenarnya, siapa yang hadir, dan saran Anda. Saran dikirim kepada pengirim.",
        kunci_pesan=lambda _: "hasil",
    ),
    Tindakan(
        formulir_konsultasi.FormJawaban,
        konsultasi.jawab_tertulis,
        "Kirim jawaban tertulis",
        "Kirim jawaban",
        "Jawaban {}.",
        kunci_pesan=lambda _: "hasil",
    ),
    Tindakan(
        formulir_konsultasi.FormData,
        konsultasi.serahkan_data,
        "Serahkan data",
        "Serahkan data",
        "Data dapat diunduh pengirim di halaman lacak, dan kabarnya {}.",
        kunci_pesan=lambda penyerahan: f"data:{penyerahan.pk}",
    ),
    Tindakan(
        formulir_konsultasi.FormPeriksaIdentitas,
        konsultasi.periksa_identitas,
        "Catat bahwa identitas sudah diperiksa",
        "Identitas sudah saya periksa",
        "Pemeriksaan identitas dicatat.",
        "Tekan setelah Anda mencocokkan kartu identitas dengan pengirim. Nama Anda dan waktunya dicatat.",
    ),
    Tindakan(
        formulir_konsultasi.FormSuratLembagaDibawa,
        konsultasi.catat_surat_lembaga_dibawa,
        "Catat bahwa surat pimpinan lembaga dibawa",
        "Surat lembaga sudah saya lihat",
        "Surat lembaga yang dibawa dicatat.",
        "Tekan bila pengirim membawa surat dari pimpinan lembaganya ke kantor. Nama Anda dan waktunya dicatat.",
    ),
    Tindakan(
        formulir.FormSelesai,
        konsultasi.selesaikan,
        "Tutup surat",
        "Tutup surat",
        "Surat ditutup.",
        "Surat yang ditutup tidak dapat dibuka lagi. Pertanyaan baru menjadi surat baru.",
    ),
)
TINDAKAN = {Layanan.PENGADUAN: TINDAKAN_PENGADUAN, Layanan.KONSULTASI: TINDAKAN_KONSULTASI}
"""The acts of each service by name."""

NAMA_KIRIMAN = {
    Layanan.PENGADUAN: {
        "pemberitahuan": "pemberitahuan",
        "penolakan": "surat jawaban",
        "hasil": "hasil penanganan",
    },
    Layanan.KONSULTASI: {
        "pemberitahuan": "surat jawaban",
        "penolakan": "surat jawaban",
        "hasil": "jawaban atau saran",
        "data": "kabar tentang data",
    },
}
"""Messages whose acceptance by a channel carries a letter on; the latest one says what to wait for."""
KELAS_KIRIMAN = frozenset(kelas for nama in NAMA_KIRIMAN.values() for kelas in nama)
ISI_TERTULIS = ("hasil", "data")
"""What carries a letter out that is handled in writing."""


@dataclass(frozen=True)
class Kiriman:
    """Where a message of a letter stands: what `langkah_berikut` needs of a `Pesan`."""

    pk: UUID
    kelas: str
    saluran: str
    keadaan: str
    galat: str

    @property
    def perlu_tangan(self) -> bool:
        """Whether somebody has to send it by hand or choose another way."""
        return self.keadaan in (Keadaan.MENUNGGU_MANUAL, Keadaan.GAGAL)

    @property
    def sampai(self) -> bool:
        """Whether a channel has accepted it."""
        return self.keadaan == Keadaan.DITERIMA


@dataclass(frozen=True)
class Langkah:
    """What comes next: one sentence, the act that does it (None: wait), the message to send by hand first."""

    kalimat: str
    tindakan: str | None = None
    kiriman: Kiriman | None = None


def kiriman_terakhir(pesan: Iterable[Pesan]) -> Kiriman | None:
    """The latest of a letter's messages (oldest first) that carries it on and is not cancelled."""
    terakhir = None
    for satu in pesan:
        if satu.kelas in KELAS_KIRIMAN and satu.keadaan != Keadaan.DIBATALKAN:
            terakhir = Kiriman(satu.pk, satu.kelas, satu.saluran, satu.keadaan, satu.galat_terakhir)
    return terakhir


def sub_kiriman() -> Subquery:
    """`kiriman_terakhir` for the letters of a queryset, as a dictionary of `Kiriman`'s fields or None."""
    isi = JSONObject(
        pk=Cast("pk", CharField()),
        kelas="kelas",
        saluran="saluran",
        keadaan="keadaan",
        galat="galat_terakhir",
    )
    pesan = Pesan.objects.untuk_kasus(OuterRef("uuid")).filter(kelas__in=KELAS_KIRIMAN)
    return Subquery(pesan.exclude(keadaan=Keadaan.DIBATALKAN).reverse().values(kiriman=isi)[:1])


def langkah_berikut(surat: SuratMasuk, kiriman: Kiriman | None) -> Langkah:
    """The next step of a letter. No query: reads its disposition and the particulars of its service, joined."""
    if surat.layanan == Layanan.KONSULTASI:
        langkah = _langkah_konsultasi(surat, kiriman)
    else:
        langkah = _langkah_pengaduan(surat, kiriman)
    return langkah or _langkah_bersama(surat, kiriman)


def _langkah_pengaduan(surat: SuratMasuk, kiriman: Kiriman | None) -> Langkah | None:
    match surat.status:
        case Status.DIDISPOSISIKAN if _belum_ditulis(kiriman):
            return Langkah("Tulis dan kirim pemberitahuan kepada pengirim.", "pemberitahuan")
        case Status.DIJAWAB if surat.disposisi.tertulis and not _tertulis_dibuat(kiriman):
            return Langkah("Tulis dan kirim hasil penanganan; penanganannya tertulis.", "hasil")
        case Status.DIJAWAB if not surat.disposisi.tertulis:
            return Langkah(f"Layani pengirim{_kapan(surat)}, lalu catat waktu sebenarnya.", "laksanakan")
        case Status.DILAKSANAKAN if not surat.pengaduan.hasil:
            return Langkah("Catat hasil penanganan dan perbaikan layanan.", "hasil")
    return None


def _langkah_konsultasi(surat: SuratMasuk, kiriman: Kiriman | None) -> Langkah | None:
    match surat.status:
        case Status.DIDISPOSISIKAN if _belum_ditulis(kiriman):
            return Langkah("Tulis dan kirim surat jawaban kepada pengirim.", "pemberitahuan")
        case Status.DIJAWAB if surat.disposisi.tertulis and not _tertulis_dibuat(kiriman):
            return Langkah("Kirim jawaban tertulis, atau serahkan data yang diminta.", "jawaban")
        case Status.DIJAWAB if not surat.disposisi.tertulis:
            return Langkah(f"Layani pengirim{_kapan(surat)}, lalu catat konsultasinya.", "konsultasi")
        case Status.DILAKSANAKAN if not surat.disposisi.tertulis and not surat.konsultasi.hasil:
            return Langkah("Catat berita acara konsultasi dan saran Anda.", "konsultasi")
    return None


def _belum_ditulis(kiriman: Kiriman | None) -> bool:
    """Whether the notice is missing; one that was accepted told of a decision that was revoked."""
    return kiriman is None or kiriman.sampai


def _tertulis_dibuat(kiriman: Kiriman | None) -> bool:
    return kiriman is not None and kiriman.kelas in ISI_TERTULIS


def _kapan(surat: SuratMasuk) -> str:
    return f" sesuai jadwal {waktu(surat.disposisi.waktu)}" if surat.disposisi.waktu else ""


def _langkah_bersama(surat: SuratMasuk, kiriman: Kiriman | None) -> Langkah:
    nama = NAMA_KIRIMAN[surat.layanan]
    match surat.status:
        case Status.DITERIMA:
            return Langkah("Menunggu disposisi pimpinan.")
        case Status.DIDISPOSISIKAN | Status.DIJAWAB:
            return _kirim(kiriman, nama)
        case Status.DILAKSANAKAN if kiriman and kiriman.perlu_tangan:
            return Langkah(
                f"{_kirim(kiriman, nama).kalimat} Setelah itu tutup surat ini.", "selesai", kiriman
            )
        case Status.DILAKSANAKAN:
            return Langkah("Hasil sudah dicatat. Tutup surat ini.", "selesai")
        case Status.DITOLAK | Status.DIRUJUK | Status.SELESAI if kiriman and not kiriman.sampai:
            return _kirim(kiriman, nama)
    return Langkah("Surat sudah ditutup.")


def _kirim(kiriman: Kiriman, nama_kiriman: dict[str, str]) -> Langkah:
    """What has to happen with a message that was written and that no channel has taken yet."""
    nama = nama_kiriman[kiriman.kelas]
    match kiriman.keadaan:
        case Keadaan.GAGAL:
            return Langkah(f"Kirim {nama} dengan cara lain: surat elektronik gagal.", kiriman=kiriman)
        case Keadaan.MENUNGGU_MANUAL if kiriman.saluran == Saluran.KERTAS:
            return Langkah(f"Serahkan {nama} di atas kertas, lalu tandai.", kiriman=kiriman)
        case Keadaan.MENUNGGU_MANUAL:
            return Langkah(f"Kirim {nama} lewat WhatsApp, lalu tandai.", kiriman=kiriman)
    if kiriman.galat:
        kalimat = f"Tunggu atau kirim dengan cara lain: {nama} belum terkirim, kami mencobanya lagi."
        return Langkah(kalimat, kiriman=kiriman)
    return Langkah(f"Tunggu sebentar: {nama} sedang dikirim.")


def tawaran(surat: SuratMasuk, langkah: Langkah) -> list[str]:
    """The acts that the case page offers, the next step first. No query beyond `langkah_berikut`'s joins."""
    nama = [langkah.tindakan] if langkah.tindakan else []
    if surat.tertutup or not surat.petugas_id:
        return nama
    if surat.layanan == Layanan.KONSULTASI:
        nama += [satu for satu in _tawaran_konsultasi(surat) if satu not in nama]
    return [*nama, "tanya"]


def _tawaran_konsultasi(surat: SuratMasuk) -> list[str]:
    nama = []
    if surat.status in (Status.DIJAWAB, Status.DILAKSANAKAN):
        if surat.disposisi.tertulis and not surat.konsultasi.hasil:
            nama.append("jawaban")
        nama.append("data")
    if not surat.konsultasi.identitas_diperiksa_pada:
        nama.append("periksa_identitas")
    if not surat.konsultasi.perseorangan and not surat.konsultasi.surat_lembaga_dibawa_pada:
        nama.append("surat_lembaga_dibawa")
    return nama
