"""Messages about a letter, one class each (registered in `AgendaConfig.ready`)."""

from datetime import datetime
from typing import ClassVar

from dinsos.agenda import dokumen_surat, pesan_tanda, rahasia
from dinsos.agenda.enums import Layanan, Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.agenda.surat_lama import tandai_digantikan
from dinsos.agenda.tenggat_surat import hentikan
from dinsos.agenda.workflow import pindahkan
from dinsos.dokumen.models import VersiTemplat
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi import registri
from dinsos.notifikasi.kelas import KelasPesan, LampiranSurel, TandaDitarik
from dinsos.notifikasi.models import Pesan

TANDA_KODE = "[KODE-RAHASIA]"
TANPA_KODE = "ada pada tanda terima Anda. Bila hilang, datang atau hubungi kami"


def kirim_ke_pengirim(*, surat: SuratMasuk, kelas: str, kunci: str, data: dict) -> Pesan:
    """Queue a message to the sender of a letter on the channel they chose; inside a transaction."""
    pengirim = surat.pengirim
    return outbox.antrekan(
        kelas=kelas,
        kunci=f"surat:{surat.pk}:{kunci}",
        kasus=surat.uuid,
        saluran=pengirim.saluran_jawaban,
        tujuan=pengirim.tujuan_jawaban,
        penerima_nama=pengirim.nama,
        data={"nomor": surat.nomor, "nama": pengirim.nama, "layanan": surat.layanan}
        | data
        | dokumen_surat.sebutan(data),
    )


def kirim_surat_jawaban(
    *,
    surat: SuratMasuk,
    oleh,
    kelas: str,
    kunci: str,
    data: dict,
    versi_templat: VersiTemplat | None = None,
    nomor: str = "",
) -> Pesan:
    """Send an answer letter out and queue the message that carries it; both say `data["teks"]`.

    `oleh` is the member of staff who answers, `nomor` a number that another system issued ("": the next of the
    book). Inside a transaction that locks nothing afterwards. Raises GalatAturan for a number that is taken.
    """
    keluar = dokumen_surat.terbitkan_jawaban(
        surat=surat,
        oleh=oleh,
        hal=registri.ambil(kelas).judul({"layanan": surat.layanan}),
        teks=data["teks"],
        versi_templat=versi_templat,
        nomor=nomor,
    )
    isi = data | {dokumen_surat.KUNCI: str(keluar.pk)}
    return kirim_ke_pengirim(surat=surat, kelas=kelas, kunci=kunci, data=isi)


def surat_terkunci(pesan: Pesan) -> SuratMasuk:
    """The letter of a message, locked for the rest of the transaction."""
    return SuratMasuk.objects.select_for_update(of=("self",)).get(uuid=pesan.kasus)


def _konsultasi(data: dict) -> bool:
    """Whether the message is about a consultation; any other letter is a complaint."""
    return data.get("layanan") == Layanan.KONSULTASI


class PesanWarga(KelasPesan):
    """Base of messages to the citizen; greeting and closing stand in `templates/pesan/dasar/pengirim_*.txt`.

    `hal` is the title; `hal_konsultasi` the one for consultations, where it differs. The templates know `nomor`,
    `nama`, `konsultasi` (whether the letter is one), `surat_kami` (number and check code of ours, or None), and
    what the caller of `kirim_ke_pengirim` gave.
    """

    hal = ""
    hal_konsultasi = ""
    contoh: ClassVar = (
        {"teks": "Teks contoh."},
        {"teks": "Teks.", "surat_kami": {"nomor": "400.9/001/DINSOS/XI/2026", "kode": "K7QM2-XRA9B"}},
    )

    def subjek(self, data: dict) -> str:
        return f"{self.judul(data)} — surat nomor {data['nomor']}"

    def judul(self, data: dict) -> str:
        """The title in the words of the service that the letter has."""
        return self.hal_konsultasi if self.hal_konsultasi and _konsultasi(data) else self.hal

    def konteks(self, data: dict) -> dict:
        return super().konteks(data) | {"konsultasi": _konsultasi(data), "surat_kami": data.get("surat_kami")}

    def semua_contoh(self) -> list[dict]:
        dasar = {"nomor": "2026-00012", "nama": "La Ode Contoh"}
        return [dasar | {"layanan": layanan} | satu for layanan in Layanan.values for satu in self.contoh]

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        return dokumen_surat.lampiran(pesan)

    def kunci_kasus(self, pesan: Pesan) -> None:
        surat_terkunci(pesan)

    def catat_diterima(
        self, surat: SuratMasuk, pesan: Pesan, pada: datetime, jenis: str, tentang: str
    ) -> None:
        """Append to the story that the message reached a channel, and who carried it there by hand."""
        tanda = " (simulasi)" if pesan.simulasi else ""
        saluran = pesan.get_saluran_display()
        saluran = saluran if saluran == "WhatsApp" else saluran.lower()
        catat(
            surat=surat,
            jenis=jenis,
            pada=pada,
            oleh=pesan.ditandai_oleh,
            teks=f"{tentang} diterima oleh saluran {saluran}{tanda}.{pesan_tanda.kata_kemudian(pesan)}",
            teks_warga=f"{tentang} kami kirim kepada Anda melalui {saluran}.",
        )

    def jam(self, data: dict) -> str:
        """The clock that the acceptance of the message stops ("": none)."""
        return ""

    def setelah_tanda_ditarik(
        self, pesan: Pesan, tanda: TandaDitarik, *, pada: datetime, oleh, alasan: str
    ) -> bool:
        return pesan_tanda.tarik(
            surat=surat_terkunci(pesan),
            pesan=pesan,
            tanda=tanda,
            jenis=self.jam(pesan.data),
            judul=self.judul(pesan.data),
            pada=pada,
            oleh=oleh,
            alasan=alasan,
        )

    def setelah_tidak_sampai(self, pesan: Pesan, pada: datetime, oleh) -> None:
        catat(
            surat=surat_terkunci(pesan),
            jenis="tidak_sampai",
            pada=pada,
            oleh=oleh,
            teks=f"{self.judul(pesan.data)} ({pesan.get_saluran_display()}) {pesan.get_tidak_sampai_display()}. "
            "Pesan dikirim lagi; waktu terkirim yang sudah tercatat tetap.",
        )


def _untuk_pengirim(pesan: Pesan, surat: SuratMasuk) -> bool:
    """Whether this is the first message of its key, going to the address that the sender gave.

    Whoever sends a message another way chooses the address, so no secret goes there.
    """
    asli = pesan.kunci.startswith(f"surat:{surat.pk}:")
    return asli and pesan.tujuan.lower() == surat.pengirim.email.lower()


class TandaTerima(PesanWarga):
    """The receipt (KSL-PROSEDUR-2). The secret is put in by the worker while sending, and stored nowhere.

    It stands in the first receipt to the sender's own address only; one who lost it gets another (`kode_ulang`).
    """

    nama = "tanda_terima"
    hal = "Tanda terima"

    contoh: ClassVar = (
        {
            "respon": "Rabu, 25 November 2026 pukul 16.00 WITA",
            "pelaksanaan": "Jumat, 27 November 2026 pukul 16.30 WITA",
        },
    )

    def konteks(self, data: dict) -> dict:
        return super().konteks(data) | {"tanda_kode": TANDA_KODE}

    def lampiran(self, pesan: Pesan) -> list[LampiranSurel]:
        surat = SuratMasuk.objects.get(uuid=pesan.kasus)
        return [dokumen_surat.sebagai_lampiran(dokumen_surat.tanda_terima(surat))]

    def lengkapi(self, pesan: Pesan, isi: str) -> str:
        surat = SuratMasuk.objects.select_related("pengirim").get(uuid=pesan.kasus)
        return isi.replace(TANDA_KODE, rahasia.kode(surat) if _untuk_pengirim(pesan, surat) else TANPA_KODE)


class KodeBaru(PesanWarga):
    """The sender has another secret (`kode_ulang`); as with the receipt, it goes to their own address only."""

    nama = "kode_baru"
    hal = "Kode rahasia baru"
    contoh: ClassVar = ({"versi": 2, "dengan_kode": True}, {"versi": 2, "dengan_kode": False})

    def konteks(self, data: dict) -> dict:
        return super().konteks(data) | {"tanda_kode": TANDA_KODE}

    def lengkapi(self, pesan: Pesan, isi: str) -> str:
        surat = SuratMasuk.objects.select_related("pengirim").get(uuid=pesan.kasus)
        berlaku = pesan.data["versi"] == surat.versi_rahasia and _untuk_pengirim(pesan, surat)
        return isi.replace(TANDA_KODE, rahasia.kode(surat) if berlaku else TANPA_KODE)


class PemberitahuanTindakLanjut(PesanWarga):
    """The follow-up notice, for a consultation the answer letter (KSL-PROSEDUR-4).

    Its acceptance stops `respon` (tenggat.md) and makes the letter `dijawab`. The room of the disposition registers
    it, with the invitation to the appointment that it tells of.
    """

    nama = "pemberitahuan"
    hal = "Pemberitahuan tindak lanjut"
    hal_konsultasi = "Surat jawaban permohonan konsultasi"

    def jam(self, data: dict) -> str:
        return "respon"

    def setelah_diterima(self, pesan: Pesan, pada: datetime) -> None:
        surat = surat_terkunci(pesan)
        hentikan(surat=surat, jenis="respon", pada=pada)
        if surat.status == Status.DIDISPOSISIKAN:
            pindahkan(surat=surat, ke=Status.DIJAWAB, pada=pada, oleh=pesan.ditandai_oleh)
        tentang = "Surat jawaban" if _konsultasi(pesan.data) else self.hal
        self.catat_diterima(surat, pesan, pada, "dijawab", tentang)
        tandai_digantikan(pesan)


class SuratPenolakan(PesanWarga):
    """A refusal or referral: its acceptance stops `respon`; `pelaksanaan` was voided by the decision."""

    nama = "penolakan"
    hal = "Jawaban atas surat Anda"
    hal_konsultasi = "Surat jawaban permohonan konsultasi"

    def jam(self, data: dict) -> str:
        return "respon"

    def setelah_diterima(self, pesan: Pesan, pada: datetime) -> None:
        surat = surat_terkunci(pesan)
        hentikan(surat=surat, jenis="respon", pada=pada)
        self.catat_diterima(surat, pesan, pada, "jawaban_terkirim", "Surat jawaban")
        tandai_digantikan(pesan)


class PertanyaanKepadaPengirim(PesanWarga):
    """A question of the officer; it stops no clock."""

    nama = "pertanyaan"
    hal = "Pertanyaan dari petugas"


def _terlaksana_tertulis(surat: SuratMasuk, pesan: Pesan, pada: datetime) -> None:
    """In writing (metode tertulis) an accepted outcome or accepted data carries the case out (tenggat.md)."""
    if not pesan.data.get("tertulis"):
        return
    hentikan(surat=surat, jenis="pelaksanaan", pada=pada)
    if surat.status == Status.DIJAWAB:
        pindahkan(surat=surat, ke=Status.DILAKSANAKAN, pada=pada, oleh=pesan.ditandai_oleh)


class HasilPenanganan(PesanWarga):
    """Outcome of a complaint, advice or written answer of a consultation; see `_terlaksana_tertulis`."""

    nama = "hasil"
    hal = "Hasil penanganan"
    contoh: ClassVar = ({"teks": "Bantuan disalurkan.", "tertulis": False}, {"teks": "Ya.", "tertulis": True})

    def judul(self, data: dict) -> str:
        if not _konsultasi(data):
            return self.hal
        return "Jawaban tertulis" if data.get("tertulis") else "Saran hasil konsultasi"

    def jam(self, data: dict) -> str:
        return "pelaksanaan" if data.get("tertulis") else ""

    def setelah_diterima(self, pesan: Pesan, pada: datetime) -> None:
        surat = surat_terkunci(pesan)
        _terlaksana_tertulis(surat, pesan, pada)
        self.catat_diterima(surat, pesan, pada, "hasil_terkirim", self.judul(pesan.data))


class PenyerahanData(PesanWarga):
    """A data file is ready on the citizen's case page (KSL-PRODUK); see `_terlaksana_tertulis`."""

    nama = "data"
    hal = "Data untuk Anda"
    contoh: ClassVar = ({"keterangan": "rekap penerima", "berkas": "rekap.xlsx", "tertulis": False},)

    def jam(self, data: dict) -> str:
        return "pelaksanaan" if data.get("tertulis") else ""

    def setelah_diterima(self, pesan: Pesan, pada: datetime) -> None:
        surat = surat_terkunci(pesan)
        _terlaksana_tertulis(surat, pesan, pada)
        self.catat_diterima(surat, pesan, pada, "data_terkirim", "Kabar bahwa data sudah siap")


class LayananBerubah(PesanWarga):
    """A misfiled letter goes on as the other service; it stops no clock."""

    nama = "ganti_layanan"
    hal = "Jenis layanan surat Anda berubah"


class KonfirmasiPencabutan(PesanWarga):
    """What the citizen gets after withdrawing."""

    nama = "pencabutan"
    hal = "Surat dicabut"
    contoh: ClassVar = ({},)


class PembatalanSurat(PesanWarga):
    """A letter of ours that the citizen has does not hold any more."""

    nama = "pembatalan_surat"
    hal = "Surat kami dibatalkan"
    contoh: ClassVar = ({"nomor_keluar": "400.9/001/DINSOS/XI/2026", "alasan": "Jadwalnya keliru."},)


class PerubahanBatas(PesanWarga):
    """A due date was moved because the office's calendar changed (tenggat.md, "Frozen"); stops no clock."""

    nama = "perubahan_batas"
    hal = "Batas waktu berubah"
    contoh: ClassVar = (
        {
            "batas": [{"janji": "Kami menjawab surat Anda", "lama": "Rabu", "baru": "Kamis"}],
            "alasan": "Cuti bersama ditetapkan.",
            "dasar": "Keputusan bersama Nomor 1 Tahun 2026",
        },
    )


SEMUA = (
    TandaTerima,
    KodeBaru,
    PertanyaanKepadaPengirim,
    HasilPenanganan,
    PenyerahanData,
    LayananBerubah,
    KonfirmasiPencabutan,
    PembatalanSurat,
    PerubahanBatas,
)
