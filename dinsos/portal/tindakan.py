"""What an officer can do with a letter now: the acts of the case page, by state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast, JSONObject

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import waktu
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.portal import forms_kerja as formulir
from disposisi import actions as disposisi
from pengaduan import actions as pengaduan


@dataclass(frozen=True)
class Tindakan:
    """One act: its form, the function it calls, its button, what is said afterwards and what is good to know.

    An act that writes to the citizen has `kunci_pesan`: from what it returned, the message's key within the letter;
    "{}" in `sesudah` then says where that message is.
    """

    form: type[formulir.FormTindakan]
    lakukan: Callable
    judul: str
    tombol: str
    sesudah: str
    catatan: str = ""
    kunci_pesan: Callable[[object], str] | None = None

    def kabar(self, surat: SuratMasuk, hasil: object) -> str:
        """What is said afterwards; `hasil` is what the act returned. One query for a message."""
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


TINDAKAN = {
    t.form.nama: t
    for t in (
        Tindakan(
            formulir.FormPemberitahuan,
            disposisi.kirim_pemberitahuan,
            "Kirim pemberitahuan kepada pengirim",
            "Kirim pemberitahuan",
            "Pemberitahuan {}.",
            kunci_pesan=lambda _: "jawaban",
        ),
        Tindakan(
            formulir.FormTanya,
            agenda.tanyakan,
            "Tanya pengirim",
            "Kirim pertanyaan",
            "Pertanyaan {}.",
            kunci_pesan=lambda pertanyaan: f"pertanyaan:{pertanyaan.pk}",
        ),
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
}


NAMA_KIRIMAN = {
    "pemberitahuan": "pemberitahuan",
    "penolakan": "surat jawaban",
    "hasil": "hasil penanganan",
}
"""Messages whose acceptance by a channel carries a letter on; the latest one says what to wait for."""


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
        if satu.kelas in NAMA_KIRIMAN and satu.keadaan != Keadaan.DIBATALKAN:
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
    pesan = Pesan.objects.untuk_kasus(OuterRef("uuid")).filter(kelas__in=NAMA_KIRIMAN)
    return Subquery(pesan.exclude(keadaan=Keadaan.DIBATALKAN).reverse().values(kiriman=isi)[:1])


def langkah_berikut(surat: SuratMasuk, kiriman: Kiriman | None) -> Langkah:
    """The next step of a letter. No query: reads `surat.disposisi` and `surat.pengaduan`, which are joined."""
    match surat.status:
        case Status.DITERIMA:
            return Langkah("Menunggu disposisi pimpinan.")
        case Status.DIDISPOSISIKAN if kiriman is None:
            return Langkah("Tulis dan kirim pemberitahuan kepada pengirim.", "pemberitahuan")
        case Status.DIDISPOSISIKAN:
            return _kirim(kiriman)
        case Status.DIJAWAB if surat.disposisi.tertulis:
            if kiriman and kiriman.kelas == "hasil":
                return _kirim(kiriman)
            return Langkah("Tulis dan kirim hasil penanganan; penanganannya tertulis.", "hasil")
        case Status.DIJAWAB:
            kapan = f" sesuai jadwal {waktu(surat.disposisi.waktu)}" if surat.disposisi.waktu else ""
            return Langkah(f"Layani pengirim{kapan}, lalu catat waktu sebenarnya.", "laksanakan")
        case Status.DILAKSANAKAN if not surat.pengaduan.hasil:
            return Langkah("Catat hasil penanganan dan perbaikan layanan.", "hasil")
        case Status.DILAKSANAKAN if kiriman and kiriman.perlu_tangan:
            return Langkah(f"{_kirim(kiriman).kalimat} Setelah itu tutup surat ini.", "selesai", kiriman)
        case Status.DILAKSANAKAN:
            return Langkah("Hasil sudah dicatat. Tutup surat ini.", "selesai")
        case Status.DITOLAK | Status.DIRUJUK | Status.SELESAI if kiriman and not kiriman.sampai:
            return _kirim(kiriman)
    return Langkah("Surat sudah ditutup.")


def _kirim(kiriman: Kiriman) -> Langkah:
    """What has to happen with a message that was written and that no channel has taken yet."""
    nama = NAMA_KIRIMAN[kiriman.kelas]
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
