"""A consultation on paper: the request to the head of office, and the minutes (KSL-PROSEDUR-9)."""

from dinsos.agenda import nomor_kartu
from dinsos.agenda.dokumen_surat import lembar_warga, pernyataan
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.isian import paragraf
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.inti.teks import pukul, waktu
from konsultasi.models import BeritaAcara, Konsultasi

JENIS = "surat_konsultasi"


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
        tanda_tangan={"cara": "ketik", "nama": surat.pengirim.nama, "pernyataan": pernyataan(surat)},
    )
    return data, {}


def terbit(surat: SuratMasuk) -> SuratKeluar | None:
    """The minutes of a consultation on paper; None while they have no number."""
    return SuratKeluar.objects.milik(surat.uuid).filter(jenis=JenisSurat.BERITA_ACARA).last()


def terbitkan(surat: SuratMasuk, acara: BeritaAcara, *, oleh, nomor: str = "") -> SuratKeluar:
    """Freeze the minutes with a number of their own; inside the transaction that records them.

    They are dated with the day of their number, and say in their text when the meeting was. `nomor` and what is
    raised as in `dokumen.surat.terbitkan`.
    """
    return surat_keluar.terbitkan(
        kasus=surat.uuid,
        jenis=JenisSurat.BERITA_ACARA,
        data=_isi(surat, acara),
        perihal="Berita acara konsultasi",
        oleh=oleh,
        nomor=nomor,
    )


def _selesai(acara: BeritaAcara) -> str:
    sehari = jam.wita(acara.selesai).date() == jam.wita(acara.mulai).date()
    return f"pukul {pukul(acara.selesai)}" if sehari else waktu(acara.selesai)


def _isi(surat: SuratMasuk, acara: BeritaAcara) -> dict:
    petugas = acara.petugas
    return {
        "perihal": "Pelaksanaan konsultasi",
        "pembuka": [
            f"Konsultasi atas permohonan nomor {surat.nomor} dilaksanakan pada {waktu(acara.mulai)} "
            f"sampai {_selesai(acara)}."
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
