"""What a decision may look like, and whether the rules accept it."""

import itertools
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.models import Riwayat, SuratMasuk
from dinsos.berkas.actions import simpan
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from disposisi.models import Disposisi
from tests import pabrik

ALASAN = "Bantuan ini dikelola pemerintah desa."
JALAN_LAIN = "Hubungi kantor desa."
TUJUAN = "Inspektorat Kabupaten Buton"
TAUTAN = "https://meet.jit.si/a?b=1&c=2"


@dataclass(frozen=True)
class Jawaban:
    """The answers on one form; `petugas`, `waktu` and `tempat` say only whether they are given."""

    keputusan: str = "ditangani"
    alasan: str = ""
    tujuan_rujukan: str = ""
    mode: str = ""
    metode: str = ""
    petugas: bool = False
    waktu: bool = False
    surat_oleh_petugas: bool = False
    tempat: bool = False
    jalan_lain: str = ""

    @property
    def sah(self) -> bool:
        """PGD-PROSEDUR-2, written down apart from the product's own rules; the sender has a telephone."""
        if self.keputusan == "ditangani":
            lengkap = self.waktu and (self.tempat or self.metode != "video")
            daring = bool(self.metode) and (lengkap or self.surat_oleh_petugas)
            return self.petugas and (self.mode == "tatap_muka" or (self.mode == "daring" and daring))
        if self.keputusan == "dirujuk":
            return bool(self.alasan and self.tujuan_rujukan)
        return self.keputusan == "ditolak" and bool(self.alasan and self.jalan_lain)

    def nama_tempat(self) -> str:
        return "Balai Desa Wasaga" if self.mode == "tatap_muka" else TAUTAN

    def tindakan(self, petugas) -> dict:
        """As keyword arguments of `actions.disposisikan`."""
        isi = asdict(self)
        return isi | {
            "petugas": petugas if self.petugas else None,
            "waktu": besok() if self.waktu else None,
            "tempat": self.nama_tempat() if self.tempat else "",
        }

    def isian(self, petugas) -> dict:
        """As the browser posts it."""
        isi = {nama: nilai for nama, nilai in asdict(self).items() if isinstance(nilai, str) and nilai}
        if self.petugas:
            isi["petugas"] = str(petugas.pk)
        if self.waktu:
            isi |= pukul(besok())
        if self.tempat:
            isi["tempat"] = self.nama_tempat()
        if self.surat_oleh_petugas:
            isi["surat_oleh_petugas"] = "on"
        return isi


PENUH = Jawaban(mode="daring", metode="video", petugas=True, waktu=True, surat_oleh_petugas=True, tempat=True)


def semua_jawaban() -> list[Jawaban]:
    """Every combination of answers; those to questions that don't apply are tried all empty and all full."""
    tertutup = [
        replace(dasar, keputusan=keputusan, alasan=alasan, tujuan_rujukan=tujuan, jalan_lain=jalan)
        for dasar in (Jawaban(), PENUH)
        for keputusan in ("", "entah", "ditolak", "dirujuk")
        for alasan in ("", ALASAN)
        for tujuan in ("", TUJUAN)
        for jalan in ("", JALAN_LAIN)
    ]
    terbuka = [
        Jawaban("ditangani", ALASAN, "", mode, metode, *ada)
        for mode in ("", "tatap_muka", "daring")
        for metode in ("", "video", "telepon", "whatsapp", "tertulis")
        for ada in itertools.product((False, True), repeat=4)
    ]
    return tertutup + terbuka


def bersurat(nama: str, isi: bytes | None = None, **kolom) -> SuratMasuk:
    """A filed complaint with one piece of evidence."""
    kunci = uuid.uuid4()
    draf = draf_actions.simpan(kunci=kunci, layanan="pengaduan", data={})
    berkas = simpan(unggahan=SimpleUploadedFile(nama, isi or pabrik.gambar()))
    draf_actions.lampirkan(draf=draf, berkas=berkas, peran="bukti")
    return pabrik.pengaduan(kunci=kunci, **kolom)


def besok() -> datetime:
    """Tomorrow at this minute, in WITA."""
    return jam.wita(jam.sekarang() + timedelta(days=1)).replace(second=0, microsecond=0)


def pukul(saat: datetime) -> dict[str, str]:
    """The two fields of the form that carry a time."""
    return {"tanggal": f"{saat:%Y-%m-%d}", "pukul": f"{saat:%H:%M}"}


def jejak(surat: SuratMasuk) -> tuple:
    """Everything a decision writes about a letter; equal before and after an act that was refused."""
    kini = SuratMasuk.objects.get(pk=surat.pk)
    return (
        kini.status,
        kini.petugas_id,
        kini.ditutup_pada,
        Disposisi.objects.filter(surat=surat).count(),
        Pesan.objects.filter(kasus=surat.uuid).count(),
        Riwayat.objects.filter(surat=surat).count(),
        kini.history.count(),
        sorted(surat.tenggat.values_list("jenis", "berhenti_pada", "akibat")),
    )
