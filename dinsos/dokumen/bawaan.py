"""What a fresh installation starts with: texts of answers and patterns of numbers (migration 0003)."""

_MULAI = "Surat Anda mulai kami tindak lanjuti."
_MENANGANI = "Petugas yang menangani: {petugas} ({jabatan_petugas}).\nNarahubung: {narahubung}."
_DISETUJUI = "Permohonan konsultasi Anda kami setujui."
_MELAYANI = "Petugas yang melayani: {petugas} ({jabatan_petugas}).\nNarahubung: {narahubung}."

TEMPLAT = {
    "pemberitahuan_tatap_muka": (
        f"{_MULAI}\n\n{_MENANGANI}\n\n"
        "Cara penanganan: {cara}.\nWaktu: {jadwal}.\nTempat: {tempat}.\n"
        "Silakan datang, lapor dahulu ke petugas piket, dan sebutkan nomor surat Anda."
    ),
    "pemberitahuan_daring": f"{_MULAI}\n\n{_MENANGANI}\n\n"
    + "Cara penanganan: {cara} pada {jadwal}. {sambungan}",
    "pemberitahuan_tertulis": (
        f"{_MULAI}\n\n{_MENANGANI}\n\n"
        + "Cara penanganan: {cara}. Anda menerima jawaban paling lambat {batas}."
    ),
    "persetujuan_tatap_muka": (
        f"{_DISETUJUI}\n\n"
        "Cara: {cara}.\nJadwal: {jadwal}.\nTempat: {tempat}.\n"
        "Silakan datang, lapor ke petugas piket, dan sebutkan nomor surat Anda. Petugas piket mengantar Anda ke "
        f"ruang konsultasi. Bawa kartu identitas Anda.\n\n{_MELAYANI}"
    ),
    "persetujuan_daring": f"{_DISETUJUI}\n\n"
    + "Cara: {cara}.\nJadwal: {jadwal}.\n{sambungan}\n\n"
    + _MELAYANI,
    "persetujuan_tertulis": (
        f"{_DISETUJUI}\n\n"
        "Cara: {cara}. Anda tidak perlu datang.\nKami mengirim jawaban atau data paling lambat {batas}.\n\n"
        f"{_MELAYANI}"
    ),
    "penolakan_pengaduan": (
        "Surat Anda sudah kami baca, tetapi tidak dapat kami tangani.\n\nAlasan: {alasan}\n\n"
        "Yang dapat Anda lakukan: {jalan_lain}"
    ),
    "penolakan_konsultasi": (
        "Permohonan konsultasi Anda sudah kami baca, tetapi tidak dapat kami penuhi.\n\nAlasan: {alasan}\n\n"
        "Yang dapat Anda lakukan: {jalan_lain}"
    ),
    "rujukan_pengaduan": (
        "Surat Anda kami rujuk ke {tujuan_rujukan}, yang berwenang menanganinya.\n\nAlasan: {alasan}"
    ),
    "rujukan_konsultasi": (
        "Permohonan konsultasi Anda kami rujuk ke {tujuan_rujukan}, yang berwenang menjawabnya.\n\nAlasan: {alasan}"
    ),
    "hasil_pengaduan": "{hasil}",
    "jawaban_tertulis": "{hasil}",
}

# Permendagri 83/2022 files social affairs under 400.9; the office may have its own code.
POLA = (
    {"jenis": "surat_jawaban", "pola": "{kode}/{nomor:03}/DINSOS/{bulan_romawi}/{tahun}", "kode": "400.9"},
    {"jenis": "berita_acara", "pola": "{kode}/BA-{nomor:03}/DINSOS/{bulan_romawi}/{tahun}", "kode": "400.9"},
)
