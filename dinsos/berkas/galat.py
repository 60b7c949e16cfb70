"""Refusals of a file: one plain sentence each, naming the file and saying what to do."""

from dinsos.inti.galat import GalatAturan

PESAN = {
    "kosong": "Berkas “{nama}” kosong; pilih lagi berkasnya, lalu unggah ulang.",
    "terlalu_besar": "Berkas “{nama}” melebihi batas {batas}; kecilkan atau foto ulang, lalu unggah lagi.",
    "jumlah": "Berkas “{nama}” tidak dapat ditambahkan karena bagian ini memuat paling banyak {maks} "
    "berkas; hapus salah satu berkas dulu.",
    "jumlah_ukuran": "Berkas “{nama}” tidak dapat ditambahkan karena ukuran semua berkas melebihi batas; "
    "hapus salah satu berkas dulu atau pilih berkas yang lebih kecil.",
    "heic": "Foto “{nama}” berformat HEIC yang belum dapat kami buka; di iPhone buka Pengaturan, Kamera, "
    "Format, pilih “Paling Kompatibel”, lalu foto ulang; di Android matikan HEIF (“efisiensi tinggi”) pada "
    "pengaturan kamera, lalu foto ulang; atau kirim tangkapan layar fotonya.",
    "bukan_gambar_pdf": "Berkas “{nama}” bukan foto (JPG, PNG, WebP) atau PDF; foto dokumennya atau "
    "simpan sebagai PDF, lalu unggah lagi.",
    "bukan_gambar": "Berkas “{nama}” bukan foto (JPG, PNG, WebP); foto dokumennya, lalu unggah lagi.",
    "bukan_pdf": "Berkas “{nama}” bukan PDF; simpan dokumennya sebagai PDF, lalu unggah lagi.",
    "piksel": "Gambar “{nama}” terlalu besar; pilih ukuran foto yang lebih kecil di kamera, lalu foto ulang.",
    "rusak_gambar": "Gambar “{nama}” rusak atau tidak lengkap; foto ulang, lalu unggah lagi.",
    "rusak_pdf": "PDF “{nama}” rusak atau tidak lengkap; simpan ulang sebagai PDF atau foto halamannya, "
    "lalu unggah lagi.",
    "terlalu_berat": "Berkas “{nama}” terlalu rumit untuk kami periksa; foto ulang, lalu unggah fotonya.",
    "pdf_sandi": "PDF “{nama}” terkunci kata sandi; simpan salinan tanpa kata sandi, lalu unggah lagi.",
    "pdf_halaman": "PDF “{nama}” lebih dari {halaman} halaman; unggah bagian yang penting saja.",
    "pdf_skrip": "PDF “{nama}” berisi perintah otomatis; cetak ulang sebagai PDF biasa, lalu unggah lagi.",
    "pdf_lampiran": "PDF “{nama}” berisi berkas lain di dalamnya; unggah berkas itu satu per satu.",
    "pdf_formulir": "PDF “{nama}” berisi formulir khusus; cetak ulang sebagai PDF biasa, lalu unggah lagi.",
    "pdf_media": "PDF “{nama}” berisi suara, video, atau gambar tiga dimensi; cetak ulang sebagai PDF biasa, "
    "lalu unggah lagi.",
    "antre": "Kami sedang memeriksa banyak berkas, jadi “{nama}” belum diterima; "
    "tunggu sebentar, lalu unggah lagi.",
    "alamat": "Dari jaringan internet Anda sudah masuk banyak berkas dalam satu jam ini, jadi “{nama}” belum "
    "diterima; unggah lagi mulai pukul {pukul}.",
    "cap": "Berkas “{nama}” tidak dapat kami beri tanda nama Anda, jadi tidak kami tampilkan; periksa kartu "
    "aslinya ketika pengirim datang, atau beri tahu pengelola.",
    "antre_cap": "Banyak berkas sedang dibuka, jadi “{nama}” belum dapat ditampilkan; tunggu sebentar, lalu "
    "muat ulang.",
    "gagal_simpan": "Kami sedang tidak dapat menyimpan “{nama}”; tunggu sebentar, lalu unggah lagi.",
    "hilang": "Berkas “{nama}” sudah tidak ada pada kami; unggah lagi berkas itu.",
    "sudah_tertaut": "Berkas “{nama}” sudah dipakai pada surat lain; unggah sekali lagi untuk surat ini.",
}


class GalatBerkas(GalatAturan):
    """A file is refused and not kept. `kode` is the key in `PESAN`, `pesan` the sentence to show."""

    def __init__(self, kode: str, nama: str, **isian: object) -> None:
        super().__init__(PESAN[kode].format(nama=nama, **isian))
        self.kode = kode
