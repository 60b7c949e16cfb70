"""One full example of the data of each kind of document, as a caller would give them."""

import io

from PIL import Image, ImageDraw

SAAT = "2026-11-21T09:30:00+08:00"
PERIKSA = {"kode": "K7QM-2XRA", "alamat": "https://layanan.contoh.id/periksa/K7QM-2XRA"}

PENANDATANGAN = {
    "mewakili": "",
    "jabatan": "KEPALA DINAS SOSIAL",
    "jabatan_sendiri": "",
    "nama": "Drs. La Ode Muhammad Arsyad Hidayat, M.Si.",
    "pangkat": "Pembina Utama Muda, IV/c",
    "nip": "196904121994031007",
}
KOP = {
    "induk": "PEMERINTAH KABUPATEN BUTON",
    "instansi": "DINAS SOSIAL",
    "alamat": "Kompleks Perkantoran Takawa, Gedung C Lantai III, Pasarwajo 93754",
    "telepon": "085257048204",
    "email": "dinassosialbuton@gmail.com",
    "situs": "",
    "kertas": "a4",
    "tempat": "Pasarwajo",
    "penandatangan": PENANDATANGAN,
}

URAIAN = (
    "Pada hari Senin saya datang ke loket untuk menanyakan bantuan pangan keluarga saya. Petugas meminta saya "
    "kembali besok, lalu lusa, lalu minggu depan, tanpa menjelaskan surat apa yang masih kurang."
)
WARGA = {
    "dibuat": SAAT,
    "tempat": "Pasarwajo",
    "tanggal": "2026-11-21",
    "lampiran": "2 berkas",
    "identitas": [
        ["Nama lengkap", "Wa Ode Siti Rahmawati"],
        ["Alamat lengkap", "Jalan Poros Pasarwajo–Lasalimu RT 02 RW 01, Desa Wabula, Kecamatan Wabula"],
        ["Telepon", "0812-3456-7890"],
        ["E-mail", ""],
    ],
    "register": {"nomor": "0042/PGD/2026", "diterima": SAAT, "saluran": "portal"},
    "verifikasi": PERIKSA,
}

CONTOH = {
    "surat_pengaduan": WARGA
    | {
        "hal": "Pengaduan pelayanan bantuan pangan",
        "bagian": [
            {"judul": "Uraian pelayanan yang tidak sesuai", "paragraf": [URAIAN, URAIAN]},
            {"judul": "Kerugian", "paragraf": ["Materiil: ongkos perjalanan Rp150.000."]},
            {
                "judul": "Permintaan penyelesaian",
                "paragraf": ["Saya minta kepastian kapan bantuan diterima."],
            },
        ],
        "tanda_tangan": {"cara": "gambar", "nama": "Wa Ode Siti Rahmawati"},
    },
    "surat_konsultasi": WARGA
    | {
        "hal": "Permohonan konsultasi",
        "bagian": [
            {"judul": "Materi konsultasi", "paragraf": ["Pendaftaran lembaga kesejahteraan sosial."]},
            {"judul": "Maksud dan tujuan", "paragraf": ["Mengetahui syarat dan urutan pendaftaran."]},
        ],
        "tanda_tangan": {"cara": "ketik", "nama": "Wa Ode Siti Rahmawati"},
    },
    "tanda_terima": {
        "dibuat": SAAT,
        "nomor": "0042/PGD/2026",
        "layanan": "Pengaduan",
        "diterima": SAAT,
        "rincian": [
            ["Pengirim", "Wa Ode Siti Rahmawati"],
            ["Hal", "Pengaduan pelayanan bantuan pangan"],
            ["Saluran", "Portal"],
            ["Jawaban dikirim melalui", "WhatsApp 0812-3456-7890"],
            ["Biaya", "Layanan ini tidak dipungut biaya."],
        ],
        "tenggat": [
            {"nama": "Jawaban", "batas": "2026-11-23T16:00:00+08:00", "penjelasan": "Satu hari kerja."},
            {"nama": "Pelaksanaan", "batas": "2026-11-25T16:00:00+08:00", "penjelasan": "Tiga hari kerja."},
        ],
        "catatan": ["Simpan nomor register dan kode rahasia Anda untuk melacak pengaduan."],
        "verifikasi": PERIKSA,
    },
    "lembar_disposisi": {
        "dibuat": SAAT,
        "surat_dari": "Wa Ode Siti Rahmawati",
        "nomor_surat": "",
        "tanggal_surat": "2026-11-20",
        "diterima": SAAT,
        "nomor_agenda": "0042/PGD/2026",
        "sifat": ["segera"],
        "hal": "Pengaduan pelayanan bantuan pangan",
        "diteruskan": ["La Ode Hamid, S.Sos. (Kepala Bidang Perlindungan Sosial)", "Nurhayati, S.E."],
        "harap": [
            {"teks": "Tanggapan dan saran", "dipilih": True},
            {"teks": "Proses lebih lanjut", "dipilih": True},
            {"teks": "Koordinasi dan konfirmasi", "dipilih": False},
        ],
        "catatan": ["Hubungi pelapor hari ini.", "Laporkan hasilnya kepada saya sebelum Rabu."],
        "paraf": {
            "nama": "Drs. La Ode Muhammad Arsyad Hidayat, M.Si.",
            "jabatan": "Kepala Dinas",
            "pada": SAAT,
        },
    },
    "surat_jawaban": {
        "dibuat": SAAT,
        "nomor": "400.9/117/DINSOS/XI/2026",
        "sifat": "Segera",
        "lampiran": "",
        "hal": "Jadwal konsultasi pendaftaran lembaga kesejahteraan sosial",
        "tanggal": "2026-11-21",
        "kepada": {
            "nama": "Wa Ode Siti Rahmawati",
            "alamat": ["Desa Wabula, Kecamatan Wabula"],
            "di": "Tempat",
        },
        "paragraf": [
            "Menjawab surat Anda tanggal 20 November 2026 yang kami terima dengan nomor 0042/KSL/2026, kami "
            "sampaikan bahwa permohonan konsultasi Anda kami setujui dengan jadwal berikut.",
        ],
        "rincian": [
            ["Hari dan tanggal", "Selasa, 24 November 2026"],
            ["Pukul", "09.30 sampai 10.30 WITA"],
            ["Cara", "Tatap muka"],
            ["Tempat", "Ruang rapat Dinas Sosial, Gedung C Lantai III, Takawa"],
            ["Narahubung", "La Ode Hamid, S.Sos., 0852-5704-8204"],
        ],
        "penutup": [
            "Silakan datang ke meja piket sepuluh menit sebelumnya dan tunjukkan kartu identitas Anda. Layanan ini "
            "tidak dipungut biaya.",
            "Demikian kami sampaikan. Terima kasih.",
        ],
        "tembusan": ["Bupati Buton di Pasarwajo", "Arsip"],
        "verifikasi": PERIKSA,
    },
    "berita_acara": {
        "dibuat": SAAT,
        "nomor": "12/BA/2026",
        "perihal": "Konsultasi pendaftaran lembaga kesejahteraan sosial",
        "tanggal": "2026-11-24",
        "pembuka": ["Pada hari Selasa, 24 November 2026, telah dilaksanakan konsultasi tatap muka."],
        "rincian": [["Mulai", "pukul 09.32 WITA"], ["Selesai", "pukul 10.20 WITA"]],
        "bagian": [
            {"judul": "Yang dibicarakan", "paragraf": [URAIAN]},
            {
                "judul": "Saran petugas",
                "paragraf": ["Melengkapi akta pendirian dan surat keterangan domisili."],
            },
        ],
        "para_pihak": [
            {"sebagai": "Pemohon", "nama": "Wa Ode Siti Rahmawati"},
            {"sebagai": "Petugas", "nama": "La Ode Hamid, S.Sos.", "nip": "198001012005011002"},
        ],
        "verifikasi": PERIKSA,
    },
    "buku_agenda": {
        "dibuat": SAAT,
        "dari": "2026-11-01",
        "sampai": "2026-11-30",
        "baris": [
            {
                "no": nomor,
                "diterima": f"2026-11-{nomor % 28 + 1:02}",
                "nomor_agenda": f"{nomor:04}/PGD/2026",
                "pengirim": "Wa Ode Siti Rahmawati",
                "surat": "20 November 2026, tanpa nomor",
                "ringkasan": "Pengaduan pelayanan bantuan pangan keluarga yang belum diterima sejak bulan Juli",
                "diteruskan": "La Ode Hamid, S.Sos.",
                "keterangan": "Batal" if nomor == 7 else "",
            }
            for nomor in range(1, 61)
        ],
    },
    "buku_tamu": {
        "dibuat": SAAT,
        "dari": "2026-11-01",
        "sampai": "2026-11-30",
        "baris": [
            {
                "no": nomor,
                "tanggal": f"2026-11-{nomor % 28 + 1:02}",
                "masuk": SAAT,
                "keluar": "2026-11-21T10:40:00+08:00" if nomor % 5 else None,
                "nama": "Wa Ode Siti Rahmawati",
                "alamat": "Desa Wabula",
                "keperluan": "Konsultasi pendaftaran lembaga kesejahteraan sosial",
                "petugas": "La Ode Hamid, S.Sos.",
                "telepon": "0812-3456-7890",
            }
            for nomor in range(1, 31)
        ],
    },
    "buku_tamu_kosong": {"dibuat": SAAT, "kosong": True},
}


def jenis(nama: str) -> str:
    """The kind of an example."""
    return nama.removesuffix("_kosong")


def lambang() -> bytes:
    """A coat of arms as PNG."""
    gambar = Image.new("RGBA", (220, 260))
    pena = ImageDraw.Draw(gambar)
    pena.polygon(
        [(10, 10), (210, 10), (210, 160), (110, 250), (10, 160)], fill="#0a489f", outline="#d5a50b", width=9
    )
    pena.ellipse([60, 50, 160, 150], fill="#d5a50b")
    return _png(gambar)


def goresan() -> bytes:
    """A drawn signature as PNG on a transparent ground."""
    gambar = Image.new("RGBA", (600, 200))
    titik = [(30, 150), (90, 40), (130, 160), (200, 60), (260, 150), (340, 90), (420, 130), (570, 50)]
    ImageDraw.Draw(gambar).line(titik, fill="#1f1f8f", width=7, joint="curve")
    return _png(gambar)


def gambar(nama: str) -> dict[str, bytes]:
    """The pictures that go with an example."""
    tertulis = CONTOH[nama].get("tanda_tangan", {}).get("cara") == "gambar"
    return {"logo": lambang()} | ({"tanda_tangan": goresan()} if tertulis else {})


def _png(gambar: Image.Image) -> bytes:
    wadah = io.BytesIO()
    gambar.save(wadah, "PNG")
    return wadah.getvalue()
