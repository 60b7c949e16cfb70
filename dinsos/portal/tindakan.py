"""What an officer can do with a letter now: the acts of the case page, by state."""

from collections.abc import Callable
from dataclasses import dataclass

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.notifikasi.models import Pesan
from dinsos.portal import forms_kerja as formulir
from disposisi import actions as disposisi
from pengaduan import actions as pengaduan


@dataclass(frozen=True)
class Tindakan:
    """One act: its form, the function it calls, its button and what is said afterwards."""

    form: type[formulir.FormTindakan]
    lakukan: Callable
    judul: str
    tombol: str
    sesudah: str


TINDAKAN = {
    t.form.nama: t
    for t in (
        Tindakan(
            formulir.FormPemberitahuan,
            disposisi.kirim_pemberitahuan,
            "Kirim pemberitahuan kepada pengirim",
            "Kirim pemberitahuan",
            "Pemberitahuan dibuat dan sedang dikirim.",
        ),
        Tindakan(
            formulir.FormTanya, agenda.tanyakan, "Tanya pengirim", "Kirim pertanyaan", "Pertanyaan dikirim."
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
            "Hasil disimpan dan sedang dikirim kepada pengirim.",
        ),
        Tindakan(formulir.FormSelesai, pengaduan.selesaikan, "Tutup surat", "Tutup surat", "Surat ditutup."),
    )
}


@dataclass(frozen=True)
class Langkah:
    """What comes next: one sentence, and the act that does it (None: wait for something)."""

    kalimat: str
    tindakan: str | None = None


def langkah_berikut(surat: SuratMasuk) -> Langkah:
    """The next step of a letter; reads `surat.disposisi` and `surat.pengaduan`, at most one more query."""
    match surat.status:
        case Status.DITERIMA:
            return Langkah("Menunggu disposisi pimpinan.")
        case Status.DIDISPOSISIKAN:
            if Pesan.objects.filter(kunci=f"surat:{surat.pk}:jawaban").exists():
                return Langkah("Pemberitahuan sudah dibuat; menunggu terkirim. Lihat bagian Pesan.")
            return Langkah("Tulis dan kirim pemberitahuan kepada pengirim.", "pemberitahuan")
        case Status.DIJAWAB if surat.disposisi.tertulis:
            if surat.pengaduan.hasil:
                return Langkah("Hasil sudah ditulis; menunggu terkirim. Lihat bagian Pesan.")
            return Langkah("Tulis hasilnya; kirimannya adalah pelaksanaannya.", "hasil")
        case Status.DIJAWAB:
            return Langkah("Layani pengirim, lalu catat waktu sebenarnya.", "laksanakan")
        case Status.DILAKSANAKAN if not surat.pengaduan.hasil:
            return Langkah("Catat hasil penanganan dan perbaikan layanan.", "hasil")
        case Status.DILAKSANAKAN:
            return Langkah("Hasil sudah dicatat. Tutup surat ini.", "selesai")
    return Langkah("Surat sudah ditutup.")
