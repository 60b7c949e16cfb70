"""Consultations brought to every state of their life by the acts themselves."""

import io
import time
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.notifikasi.actions import tandai_manual
from dinsos.notifikasi.models import Pesan
from konsultasi import penanganan
from konsultasi.models import BeritaAcara, Penyerahan
from tests import pabrik
from tests.portal.kerja import TERTULIS, URUTAN, besok, pelacak

SARAN = "Ajukan usulan lewat musyawarah desa, lalu bawa berita acaranya ke kantor kami."


def konsultasi_di(
    status: str, *, kepala, petugas, tertulis: bool = False, hasil: bool = True, pengirim=None, rincian=None
) -> SuratMasuk:
    """A consultation in a state; `hasil` writes minutes or answer where the state allows both."""
    surat = pabrik.konsultasi(pengirim_=pengirim or pelacak(), rincian_=rincian)
    if status in (Status.DITOLAK, Status.DIRUJUK):
        lain = (
            {"tujuan_rujukan": "BPJS Kesehatan"}
            if status == Status.DIRUJUK
            else {"jalan_lain": "Hubungi kantor desa."}
        )
        pabrik.disposisi(
            surat, oleh=kepala, petugas=petugas, keputusan=status, mode="", alasan="Bukan urusan kami", **lain
        )
    elif status == Status.DICABUT:
        agenda.cabut(surat=surat)
    elif status != Status.DITERIMA:
        cara = {**TERTULIS, "waktu": besok()} if tertulis else {"waktu": besok()}
        ditahan = status == Status.DIDISPOSISIKAN
        pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=ditahan, **cara)
        _lanjutkan(surat, status, petugas, tertulis, hasil)
    surat.refresh_from_db()
    assert surat.status == status
    return surat


def _lanjutkan(surat: SuratMasuk, status: str, petugas, tertulis: bool, hasil: bool) -> None:
    if URUTAN.index(status) >= URUTAN.index(Status.DILAKSANAKAN):
        if tertulis:
            penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
        elif hasil:
            berita_acara(surat, petugas)
        else:
            agenda.laksanakan(surat=surat, oleh=petugas, pada=jam.sekarang())
    if status == Status.SELESAI:
        penanganan.selesaikan(surat=surat, oleh=petugas)


def berita_acara(surat: SuratMasuk, oleh, **ganti) -> BeritaAcara:
    """Minutes of a meeting that began and ended just now."""
    kini = jam.sekarang().replace(second=0, microsecond=0)
    bawaan = {
        "mulai": kini,
        "selesai": kini,
        "cara": "Tatap muka di kantor",
        "hadir": "Wa Ode Nurhayati",
        "saran": SARAN,
    }
    return penanganan.catat_berita_acara(surat=surat, oleh=oleh, **(bawaan | ganti))


def lupakan_surat(surat: SuratMasuk) -> None:
    """Minutes as they were recorded once, without a letter: past the guard over letters that are out."""
    tabel = " ON dokumen_suratkeluar" if connection.vendor == "postgresql" else ""
    with connection.cursor() as kursor:
        kursor.execute(f"DROP TRIGGER dokumen_surat_tetap{tabel}")
        milik = SuratKeluar.objects.filter(kasus=surat.uuid, jenis="berita_acara")
        milik._raw_delete(milik.db)


def pdf(nama: str = "data-desa.pdf", halaman: int = 1) -> SimpleUploadedFile:
    """A small PDF, always the same; another number of pages makes another file."""
    isi = io.BytesIO()
    lembar = [Image.new("RGB", (200, 280), "white") for _ in range(halaman)]
    saat = time.gmtime(0)
    lembar[0].save(isi, "PDF", save_all=True, append_images=lembar[1:], creationDate=saat, modDate=saat)
    return SimpleUploadedFile(nama, isi.getvalue(), "application/pdf")


def data(surat: SuratMasuk, oleh, **ganti) -> Penyerahan:
    """A PDF handed over to the citizen."""
    bawaan = {"unggahan": pdf(), "keterangan": "Data penerima bantuan sembako"}
    return penanganan.serahkan_data(surat=surat, oleh=oleh, **(bawaan | ganti))


def terima(surat: SuratMasuk, kunci: str, oleh) -> datetime:
    """The message of this key was sent by WhatsApp just now; returns the instant."""
    pada = jam.sekarang()
    tandai_manual(pesan=Pesan.objects.get(kunci=f"surat:{surat.pk}:{kunci}"), oleh=oleh, pada=pada)
    return pada


def berhenti(surat: SuratMasuk, jenis: str) -> datetime | None:
    """When a clock of the letter stopped."""
    return surat.tenggat.get(jenis=jenis).berhenti_pada


def sebentar() -> timedelta:
    """How far two readings of the running clock may lie apart in a test."""
    return timedelta(seconds=30)
