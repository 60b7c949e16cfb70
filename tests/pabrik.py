"""Builders for tests; they call the same acts as real use."""

import io
import itertools
import uuid

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.models import Pengirim, SuratMasuk
from dinsos.akun.models import Pengguna
from dinsos.berkas import actions as berkas_actions
from disposisi import actions as disposisi_actions
from disposisi.models import Disposisi
from konsultasi import actions as konsultasi_actions
from konsultasi.models import Konsultasi
from pengaduan import actions as pengaduan_actions
from pengaduan.models import Pengaduan

_URUT = itertools.count(1)
SANDI = "Pasarwajo-2026"


def pengguna(*peran: str, **kolom) -> Pengguna:
    """A member of staff who holds the roles."""
    n = next(_URUT)
    bawaan = {
        "username": f"pegawai{n}",
        "nama": f"Pegawai {n}, S.Sos.",
        "email": f"pegawai{n}@contoh.test",
        "jabatan": "Pekerja Sosial",
        "telepon": f"+62812345{n:05d}",
    }
    orang = Pengguna.objects.create_user(password=SANDI, **(bawaan | kolom))
    orang.groups.set([Group.objects.get_or_create(name=nama)[0] for nama in peran])
    return orang


def pengirim(**kolom) -> Pengirim:
    """An unsaved sender with an e-mail address."""
    bawaan = {
        "nama": "Wa Ode Nurhayati",
        "alamat": "Jalan Poros Takawa 12",
        "kecamatan": "Pasarwajo",
        "desa": "Takimpo",
        "telepon": "+6281234567890",
        "email": "nurhayati@contoh.test",
    }
    return Pengirim(**(bawaan | kolom))


def rincian(**kolom) -> Pengaduan:
    """Unsaved particulars of a complaint, signed with a typed name."""
    bawaan = {
        "unit": "pkh",
        "uraian": "Bantuan PKH tahap ketiga tidak masuk, padahal nama saya ada di daftar.",
        "kejadian": "Oktober 2026",
        "jenis_kerugian": "materiil",
        "uraian_kerugian": "Bantuan satu tahap tidak diterima.",
        "nilai_kerugian": 750_000,
        "permintaan": "Mohon bantuan dibayarkan.",
        "tempat": "Pasarwajo",
        "cara_tanda_tangan": "ketik",
        "nama_tanda_tangan": "Wa Ode Nurhayati",
    }
    return Pengaduan(**(bawaan | kolom))


def pengaduan(*, pengirim_=None, rincian_=None, kunci=None, rahasiakan_identitas=False) -> SuratMasuk:
    """A filed complaint, through the same draft and act as the public form."""
    kunci = kunci or uuid.uuid4()
    draf_actions.simpan(kunci=kunci, layanan="pengaduan", data={})
    return pengaduan_actions.ajukan(
        kunci=kunci,
        pengirim=pengirim_ or pengirim(),
        rincian=rincian_ or rincian(),
        rahasiakan_identitas=rahasiakan_identitas,
    )


def rincian_konsultasi(**kolom) -> Konsultasi:
    """Unsaved particulars of a person's request for consultation."""
    bawaan = {
        "jenis_pemohon": "perseorangan",
        "materi": "Syarat mengusulkan keluarga sebagai penerima bantuan sembako.",
        "maksud": "Supaya usulan dari desa kami lengkap.",
        "bentuk": "pertemuan",
        "jenis_identitas": "ktp",
        "nomor_identitas": "7404014503800001",
    }
    return Konsultasi(**(bawaan | kolom))


def lembaga(**kolom) -> Konsultasi:
    """Unsaved particulars of a request by an NGO."""
    bawaan = {"jenis_pemohon": "lsm", "nama_lembaga": "LSM Peduli Buton", "jabatan_pemohon": "Sekretaris"}
    return rincian_konsultasi(**(bawaan | kolom))


def draf_konsultasi(rincian_: Konsultasi, kunci: uuid.UUID) -> None:
    """A draft that holds the files its applicant has to hand in."""
    draf = draf_actions.simpan(kunci=kunci, layanan="konsultasi", data={})
    for peran in ["identitas"] if rincian_.perseorangan else ["identitas", "surat_lembaga"]:
        unggahan = SimpleUploadedFile(f"{peran}.jpg", gambar(), "image/jpeg")
        draf_actions.lampirkan(draf=draf, berkas=berkas_actions.simpan(unggahan=unggahan), peran=peran)


def konsultasi(*, pengirim_=None, rincian_=None, kunci=None, rahasiakan_identitas=False) -> SuratMasuk:
    """A filed consultation with the files it needs, through the same draft and act as the public form."""
    kunci = kunci or uuid.uuid4()
    rincian_ = rincian_ or rincian_konsultasi()
    draf_konsultasi(rincian_, kunci)
    return konsultasi_actions.ajukan(
        kunci=kunci,
        pengirim=pengirim_ or pengirim(),
        rincian=rincian_,
        rahasiakan_identitas=rahasiakan_identitas,
    )


def disposisi(surat: SuratMasuk, *, oleh=None, petugas=None, **kolom) -> Disposisi:
    """The head gives the letter to an officer, face to face unless `kolom` says otherwise."""
    bawaan = {"keputusan": "ditangani", "mode": "tatap_muka"}
    return disposisi_actions.disposisikan(
        surat=surat,
        oleh=oleh or pengguna("kepala_dinas"),
        petugas=petugas or pengguna("petugas"),
        **(bawaan | kolom),
    )


def gambar(*, ukuran=(640, 480), format_="JPEG", warna="#7a5c2e") -> bytes:
    """A small picture."""
    penampung = io.BytesIO()
    Image.new("RGB", ukuran, warna).save(penampung, format_)
    return penampung.getvalue()
