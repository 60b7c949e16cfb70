"""The kinds of documents and the fields of each. Templates lie in `templat/`, one for each `templat`."""

import re
from dataclasses import dataclass

from dinsos.dokumen.cetak.bentuk import (
    KATA_PANJANG_SEL,
    Bentuk,
    Bulat,
    Daftar,
    Kamus,
    Pasangan,
    Pilihan,
    Tanggal,
    Teks,
    Waktu,
    Ya,
    kamus,
)
from dinsos.dokumen.cetak.huruf_aman import bersihkan

# Lines of one printed book; longer periods are printed in parts.
BARIS_MAKS = 3000

BOLEH = Teks(wajib=False)
PARAGRAF = Daftar(wajib=False)
RINCIAN = Daftar(wajib=False, isi=Pasangan())
BAGIAN = Daftar(isi=kamus(judul=Teks(), paragraf=Daftar()))

PENANDA = {
    "mewakili": BOLEH,
    "jabatan": Teks(),
    "jabatan_sendiri": BOLEH,
    "nama": BOLEH,
    "pangkat": BOLEH,
    "nip": BOLEH,
}

KOP = kamus(
    induk=Teks(),
    instansi=Teks(),
    alamat=Teks(),
    telepon=BOLEH,
    email=BOLEH,
    situs=BOLEH,
    kertas=Pilihan(kata=("a4", "f4")),
    tempat=Teks(),
    penandatangan=kamus(**PENANDA),
    logo=BOLEH,
)

_KOP_TERCETAK = ("induk", "instansi", "alamat", "telepon", "email", "situs", "tempat")
_HURUF_HIDUP = re.compile("[AEIOU]")


def baca_kop(kop: dict) -> dict:
    """The letterhead as templates print it: single spaces, and `kantor`, the office as running text names it.

    Raises DataTidakSesuai.
    """
    rapi = kop | {nama: _rapat(kop[nama]) for nama in _KOP_TERCETAK if isinstance(kop.get(nama), str)}
    isi = KOP.baca(rapi, "kop")
    return isi | {
        "kantor": Teks().baca(" ".join(map(_kata_kantor, rapi["instansi"].split())), "kop.instansi")
    }


def _rapat(tulisan: str) -> str:
    return "\n".join(" ".join(baris.split()) for baris in bersihkan(tulisan).splitlines()).strip()


def _kata_kantor(kata: str) -> str:
    """ "Sosial" for "SOSIAL", "dan" for "DAN"; abbreviations stay ("PMD", "P3A")."""
    if kata == "DAN":
        return "dan"
    singkatan = not _HURUF_HIDUP.search(kata) or any(huruf.isdigit() for huruf in kata)
    return kata if singkatan else kata[:1] + kata[1:].lower()


# Fields of every kind. `dibuat` is the instant that the file carries as its creation date.
UMUM = {
    "dibuat": Waktu(),
    "judul": BOLEH,
    "contoh": Ya(),
    "pratinjau": Ya(),
    "verifikasi": kamus(wajib=False, kode=Teks(), alamat=Teks(kata=80), qr=BOLEH),
}

TANDA_TANGAN = kamus(
    cara=Pilihan(kata=("gambar", "ketik", "terlampir")),
    nama=Teks(),
    pernyataan=BOLEH,
)


@dataclass(frozen=True)
class Jenis:
    """A kind: its title in the file, its template, its fields, the names of pictures that it may show."""

    judul: str
    templat: str
    bentuk: Kamus
    gambar: tuple[str, ...] = ("logo",)


def _jenis(judul: str, templat: str, *gambar: str, **isi: Bentuk) -> Jenis:
    return Jenis(judul, templat, kamus(**UMUM, **isi), ("logo", *gambar))


SEL = Teks(wajib=False, kata=KATA_PANJANG_SEL)

SURAT_WARGA = {
    "tempat": Teks(),
    "tanggal": Tanggal(),
    "hal": Teks(),
    "lampiran": BOLEH,
    "kepada": Daftar(wajib=False),
    "identitas": Daftar(isi=Pasangan()),
    "pembuka": BOLEH,
    "bagian": BAGIAN,
    "penutup": BOLEH,
    "tanda_tangan": TANDA_TANGAN,
    "register": kamus(wajib=False, nomor=Teks(), diterima=Waktu(), saluran=BOLEH),
}

JENIS = {
    "surat_pengaduan": _jenis("Surat pengaduan", "surat_warga", "tanda_tangan", **SURAT_WARGA),
    "surat_konsultasi": _jenis("Surat permohonan konsultasi", "surat_warga", "tanda_tangan", **SURAT_WARGA),
    "tanda_terima": _jenis(
        "Tanda terima",
        "tanda_terima",
        nomor=Teks(),
        layanan=Teks(),
        diterima=Waktu(),
        rincian=Daftar(isi=Pasangan()),
        tenggat=Daftar(wajib=False, isi=kamus(nama=Teks(), batas=Waktu(), penjelasan=BOLEH)),
        catatan=PARAGRAF,
        petugas=BOLEH,
    ),
    "lembar_disposisi": _jenis(
        "Lembar disposisi",
        "lembar_disposisi",
        surat_dari=Teks(),
        nomor_surat=BOLEH,
        tanggal_surat=Tanggal(wajib=False),
        diterima=Waktu(),
        nomor_agenda=Teks(),
        sifat=Daftar(wajib=False, isi=Pilihan(kata=("sangat_segera", "segera", "rahasia"))),
        hal=Teks(),
        diteruskan=Daftar(wajib=False),
        harap=Daftar(wajib=False, isi=kamus(teks=Teks(), dipilih=Ya())),
        catatan=PARAGRAF,
        paraf=kamus(wajib=False, nama=Teks(), jabatan=BOLEH, pada=Waktu()),
    ),
    "surat_jawaban": _jenis(
        "Surat jawaban",
        "surat_jawaban",
        nomor=Teks(),
        sifat=BOLEH,
        lampiran=BOLEH,
        hal=Teks(),
        tempat=BOLEH,
        tanggal=Tanggal(),
        kepada=kamus(nama=Teks(), alamat=Daftar(wajib=False), melalui=BOLEH, di=BOLEH),
        paragraf=Daftar(),
        rincian=RINCIAN,
        penutup=PARAGRAF,
        penandatangan=kamus(wajib=False, **PENANDA),
        tembusan=Daftar(wajib=False),
    ),
    "berita_acara": _jenis(
        "Berita acara",
        "berita_acara",
        nomor=BOLEH,
        perihal=Teks(),
        tempat=BOLEH,
        tanggal=Tanggal(),
        pembuka=Daftar(),
        rincian=RINCIAN,
        bagian=Daftar(wajib=False, isi=kamus(judul=Teks(), paragraf=Daftar())),
        penutup=PARAGRAF,
        para_pihak=Daftar(isi=kamus(sebagai=Teks(), nama=BOLEH, nip=BOLEH)),
    ),
    "buku_agenda": _jenis(
        "Buku agenda surat masuk",
        "buku_agenda",
        dari=Tanggal(),
        sampai=Tanggal(),
        baris=Daftar(
            wajib=False,
            isi=kamus(
                no=Bulat(),
                diterima=Tanggal(),
                nomor_agenda=SEL,
                pengirim=SEL,
                surat=SEL,
                ringkasan=SEL,
                diteruskan=SEL,
                keterangan=SEL,
            ),
        ),
    ),
    "buku_tamu": _jenis(
        "Buku tamu",
        "buku_tamu",
        dari=Tanggal(wajib=False),
        sampai=Tanggal(wajib=False),
        kosong=Ya(),
        baris=Daftar(
            wajib=False,
            isi=kamus(
                no=Bulat(),
                tanggal=Tanggal(),
                masuk=Waktu(wajib=False, jam=True),
                keluar=Waktu(wajib=False, jam=True),
                nama=SEL,
                alamat=SEL,
                keperluan=SEL,
                petugas=SEL,
                telepon=SEL,
            ),
        ),
    ),
}
