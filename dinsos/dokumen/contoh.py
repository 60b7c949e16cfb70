"""Letters to and from nobody, to see how the letterhead looks on paper."""

from datetime import datetime

from dinsos.inti import jam


def surat_contoh(pada: datetime) -> dict:
    """Data of a `surat_jawaban` marked as an example, dated with the instant."""
    lokal = jam.wita(pada)
    return {
        "dibuat": lokal.isoformat(timespec="seconds"),
        "judul": "Contoh surat",
        "contoh": True,
        "nomor": f"000/CONTOH/{lokal.year}",
        "sifat": "Biasa",
        "hal": "Contoh kop surat",
        "tanggal": lokal.date().isoformat(),
        "kepada": {"nama": "Nama penerima", "alamat": ["Alamat penerima"], "di": "Tempat"},
        "paragraf": [
            "Surat ini contoh. Periksa nama kantor, alamat, lambang, ukuran kertas, dan penandatangannya.",
            "Kop yang diubah berlaku untuk surat sesudahnya. Surat yang sudah dibuat tidak berubah.",
        ],
        "rincian": [["Hari dan tanggal", "Selasa, 24 November 2026"], ["Pukul", "09.30 WITA"]],
        "penutup": ["Demikian contoh ini."],
        "tembusan": ["Arsip"],
    }


def surat_warga_contoh(pada: datetime) -> dict:
    """Data of a `surat_pengaduan` marked as an example; it is addressed to the office."""
    lokal = jam.wita(pada)
    saat = lokal.isoformat(timespec="seconds")
    return {
        "dibuat": saat,
        "contoh": True,
        "tempat": "Pasarwajo",
        "tanggal": lokal.date().isoformat(),
        "hal": "Contoh",
        "identitas": [["Nama lengkap", "Nama pengirim"]],
        "bagian": [{"judul": "Uraian", "paragraf": ["Surat ini contoh."]}],
        "tanda_tangan": {"cara": "ketik", "nama": "Nama pengirim"},
        "register": {"nomor": "0000-00000", "diterima": saat, "saluran": "portal"},
    }
