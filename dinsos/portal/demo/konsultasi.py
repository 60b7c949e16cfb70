"""What happens to one demo consultation, besides what happens to every letter."""

import uuid
from datetime import datetime

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.enums import Layanan, PeranLampiran
from dinsos.berkas import actions as berkas_actions
from dinsos.portal.demo import gambar
from dinsos.portal.demo.tindakan import Surat
from disposisi.actions_layanan import ganti_layanan
from konsultasi import actions as konsultasi
from konsultasi import penanganan
from konsultasi.models import Konsultasi


class SuratKonsultasi(Surat):
    """One letter of konsultasi.json; `orang` are the demo accounts by username."""

    def ajukan(self) -> None:
        """The applicant files the request through a draft with the papers it needs, as the public form does."""
        draf = draf_actions.simpan(kunci=uuid.uuid4(), layanan=Layanan.KONSULTASI, data={})
        pengirim, rincian = self._pengirim(), self._permohonan()
        papan = {PeranLampiran.IDENTITAS: self.isi["identitas"][1]}
        if not rincian.perseorangan:
            papan[PeranLampiran.SURAT_LEMBAGA] = "surat-pimpinan.jpg"
        for peran, nama in papan.items():
            berkas = berkas_actions.simpan(unggahan=gambar.bukti(nama), jenis_boleh=("gambar",))
            draf_actions.lampirkan(draf=draf, berkas=berkas, peran=peran)
        pengirim.clean_fields(exclude=["surat"])
        rincian.clean_fields(exclude=["surat"])
        self.surat = konsultasi.ajukan(kunci=draf.kunci, pengirim=pengirim, rincian=rincian)

    def _permohonan(self) -> Konsultasi:
        isi = self.isi
        jenis, _, nomor, *nama_lain = isi["identitas"]
        return Konsultasi(
            jenis_pemohon=isi["jenis_pemohon"],
            nama_lembaga=isi.get("nama_lembaga", ""),
            jabatan_pemohon=isi.get("jabatan_pemohon", ""),
            materi=isi["materi"],
            maksud=isi["maksud"],
            bentuk=isi.get("bentuk", "pertemuan"),
            jenis_identitas=jenis,
            nomor_identitas=nomor,
            nama_identitas_lain="".join(nama_lain),
        )

    def ganti_layanan(self, **argumen) -> None:
        self.surat = ganti_layanan(surat=self.surat, oleh=self.pemutus, **argumen)

    def identitas(self) -> None:
        penanganan.periksa_identitas(surat=self.surat, oleh=self.petugas)

    def konsultasi(self, *, mulai: datetime, selesai: datetime, cara: str, hadir: str) -> None:
        penanganan.catat_berita_acara(
            surat=self.surat,
            oleh=self.petugas,
            mulai=mulai,
            selesai=selesai,
            cara=cara,
            hadir=hadir,
            saran=self.isi["hasil"],
        )

    def jawaban(self) -> None:
        penanganan.jawab_tertulis(surat=self.surat, oleh=self.petugas, jawaban=self.isi["hasil"])

    def data(self) -> None:
        nama, keterangan = self.isi["data"]
        penanganan.serahkan_data(
            surat=self.surat, oleh=self.petugas, unggahan=gambar.lembar_pdf(nama), keterangan=keterangan
        )

    def selesai(self) -> None:
        penanganan.selesaikan(surat=self.surat, oleh=self.petugas)
