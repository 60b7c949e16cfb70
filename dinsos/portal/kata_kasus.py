"""The words of the tracking page, for each service."""

from dataclasses import dataclass, replace

from dinsos.agenda.enums import Layanan, Status
from dinsos.sla.tenggat import Jenis


@dataclass(frozen=True)
class Kata:
    """How a service tells its states, promises and acts; `nama` and `lewat` are about the clocks."""

    keadaan: dict[str, str]
    awal_janji: dict[str, str]
    kerja: dict[str, str]
    lewat: dict[str, str]
    nama: dict[str, str]
    hasil: str
    setelah_dilayani: str
    tanpa_disposisi: str


_KEADAAN = {
    Status.DITERIMA: "Menunggu penugasan petugas",
    Status.DIDISPOSISIKAN: "Petugas sudah ditunjuk",
    Status.SELESAI: "Selesai",
    Status.DITOLAK: "Tidak dapat kami tangani",
    Status.DIRUJUK: "Dirujuk ke instansi lain",
    Status.DICABUT: "Anda cabut",
}
KATA = {
    Layanan.PENGADUAN: Kata(
        keadaan=_KEADAAN
        | {
            Status.DIJAWAB: "Sudah dijawab, menunggu penanganan",
            Status.DILAKSANAKAN: "Sudah ditangani, menunggu hasil tertulis",
        },
        awal_janji={
            Jenis.RESPON: "Kami menjawab paling lambat",
            Jenis.PELAKSANAAN: "Kami menangani surat Anda paling lambat",
        },
        kerja={Jenis.RESPON: "menjawab", Jenis.PELAKSANAAN: "menangani surat Anda"},
        lewat={Jenis.RESPON: "Batas jawaban pertama lewat.", Jenis.PELAKSANAAN: "Batas penanganan lewat."},
        nama={Jenis.RESPON: "jawaban pertama", Jenis.PELAKSANAAN: "penanganan"},
        hasil="Hasil penanganan",
        setelah_dilayani="petugas menuliskan hasil penanganan, mengirimkannya kepada Anda, lalu menutup surat ini.",
        tanpa_disposisi="surat Anda ditangani",
    ),
    Layanan.KONSULTASI: Kata(
        keadaan=_KEADAAN
        | {
            Status.DIJAWAB: "Sudah dijawab, menunggu konsultasi",
            Status.DILAKSANAKAN: "Konsultasi sudah dilaksanakan",
            Status.DITOLAK: "Tidak dapat kami penuhi",
        },
        awal_janji={
            Jenis.RESPON: "Kami menjawab paling lambat",
            Jenis.PELAKSANAAN: "Konsultasi kami laksanakan paling lambat",
        },
        kerja={Jenis.RESPON: "menjawab", Jenis.PELAKSANAAN: "melaksanakan konsultasi Anda"},
        lewat={Jenis.RESPON: "Batas surat jawaban lewat.", Jenis.PELAKSANAAN: "Batas konsultasi lewat."},
        nama={Jenis.RESPON: "surat jawaban", Jenis.PELAKSANAAN: "konsultasi"},
        hasil="Saran atau jawaban kami",
        setelah_dilayani="petugas mencatat saran untuk Anda, mengirimkannya, lalu menutup surat ini.",
        tanpa_disposisi="konsultasi Anda dilaksanakan",
    ),
}
_KONSULTASI = KATA[Layanan.KONSULTASI]
KONSULTASI_TERTULIS = replace(
    _KONSULTASI,
    keadaan=_KONSULTASI.keadaan
    | {
        Status.DIJAWAB: "Disetujui, menunggu jawaban tertulis",
        Status.DILAKSANAKAN: "Jawaban tertulis atau data sudah kami kirim",
    },
    awal_janji=_KONSULTASI.awal_janji
    | {Jenis.PELAKSANAAN: "Jawaban tertulis atau data kami kirim paling lambat"},
    kerja=_KONSULTASI.kerja | {Jenis.PELAKSANAAN: "mengirim jawaban tertulis atau data"},
    lewat=_KONSULTASI.lewat | {Jenis.PELAKSANAAN: "Batas jawaban tertulis lewat."},
    nama=_KONSULTASI.nama | {Jenis.PELAKSANAAN: "jawaban tertulis"},
    hasil="Jawaban tertulis kami",
    setelah_dilayani="petugas menutup surat ini bila jawaban dan data untuk Anda sudah lengkap.",
)
"""A consultation whose answer letter said that nobody meets: what carries it out is a text or a file."""
