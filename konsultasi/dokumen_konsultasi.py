"""A consultation on paper: the request to the head of office, and the minutes (KSL-PROSEDUR-9)."""

from django.db import transaction

from dinsos.agenda import nomor_kartu
from dinsos.agenda.dokumen_surat import lembar_warga
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.isian import paragraf
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from konsultasi.models import BeritaAcara, Konsultasi

JENIS = "surat_konsultasi"
PERNYATAAN = "Diajukan lewat formulir permohonan konsultasi."


def susun(surat: SuratMasuk) -> tuple[dict, dict[str, bytes]]:
    """Data and pictures of the sheet `surat_konsultasi`; neither the card nor its number stands on it."""
    rincian = Konsultasi.objects.get(surat=surat)
    bagian = [
        ("Materi konsultasi", [rincian.materi]),
        ("Maksud dan tujuan", [rincian.maksud]),
        ("Yang diinginkan", [rincian.get_bentuk_display()]),
    ]
    if not rincian.perseorangan:
        bagian.insert(0, ("Lembaga", [f"{rincian.nama_lembaga}, diwakili {rincian.jabatan_pemohon}"]))
    data = lembar_warga(
        surat,
        bagian=[{"judul": judul, "paragraf": isi} for judul, isi in bagian],
        tempat=surat.pengirim.desa,
        tanda_tangan={"cara": "ketik", "nama": surat.pengirim.nama, "pernyataan": PERNYATAAN},
    )
    return data, {}


@transaction.atomic
def berita_acara(surat: SuratMasuk) -> SuratKeluar:
    """The minutes of a consultation on paper, with a number of their own; made when somebody needs them first.

    Raises GalatAturan while there are none.
    """
    surat = SuratMasuk.objects.select_for_update(of=("self",)).select_related("pengirim").get(pk=surat.pk)
    acara = (
        BeritaAcara.objects.select_related("konsultasi", "petugas", "oleh")
        .filter(konsultasi__surat=surat)
        .first()
    )
    if acara is None:
        raise GalatAturan("Berita acara konsultasi ini belum dicatat.")
    ada = SuratKeluar.objects.milik(surat.uuid).filter(jenis=JenisSurat.BERITA_ACARA).last()
    return ada or surat_keluar.terbitkan(
        kasus=surat.uuid,
        jenis=JenisSurat.BERITA_ACARA,
        data=_isi(surat, acara),
        perihal="Berita acara konsultasi",
        oleh=acara.oleh,
    )


def _isi(surat: SuratMasuk, acara: BeritaAcara) -> dict:
    petugas = acara.petugas
    return {
        "perihal": "Pelaksanaan konsultasi",
        "tanggal": jam.wita(acara.mulai).date().isoformat(),
        "pembuka": [
            f"Konsultasi atas permohonan nomor {surat.nomor} dilaksanakan pada {waktu(acara.mulai)} "
            f"sampai {waktu(acara.selesai)}."
        ],
        "rincian": [
            ["Pemohon", surat.pengirim.nama],
            ["Petugas", f"{petugas} ({petugas.jabatan})" if petugas.jabatan else str(petugas)],
            ["Cara", acara.cara],
            ["Yang hadir", nomor_kartu.samarkan(acara.hadir)],
        ],
        "bagian": [
            {"judul": "Materi", "paragraf": paragraf(nomor_kartu.samarkan(acara.konsultasi.materi))},
            {"judul": "Saran", "paragraf": paragraf(acara.konsultasi.hasil)},
        ],
        "para_pihak": [
            {"sebagai": "Petugas", "nama": str(petugas), "nip": petugas.nip},
            {"sebagai": "Pemohon", "nama": surat.pengirim.nama},
        ],
    }
