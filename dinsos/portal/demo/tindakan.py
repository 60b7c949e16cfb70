"""What happens to one demo letter: each method calls the act that a citizen or an officer calls."""

import uuid
from datetime import datetime

from dinsos.agenda import actions as agenda
from dinsos.agenda import draf as draf_actions
from dinsos.agenda.enums import Layanan, PeranLampiran
from dinsos.agenda.models import Pengirim, Pertanyaan, SuratMasuk
from dinsos.berkas import actions as berkas_actions
from dinsos.inti import jam
from dinsos.notifikasi.actions import tandai_manual
from dinsos.notifikasi.models import Pesan
from dinsos.portal.demo import gambar
from disposisi import actions as disposisi
from disposisi.enums import Keputusan
from pengaduan import actions as pengaduan
from pengaduan.enums import CaraTandaTangan
from pengaduan.models import Pengaduan

SURAT_KUASA = "Alamat sama dengan pengirim"


class Surat:
    """One letter of surat.json; `orang` are the demo accounts by username."""

    def __init__(self, isi: dict, orang: dict) -> None:
        self.isi = isi
        self.orang = orang
        self.surat: SuratMasuk | None = None

    @property
    def terdaftar(self) -> bool:
        return self.surat is not None

    @property
    def petugas(self):
        return self.orang[self.isi["petugas"]]

    @property
    def pemutus(self):
        """Who decides: the head, or the deputy when the letter names the head."""
        return self.orang["sekretaris" if self.surat.menyangkut_kepala else "kepala"]

    def ajukan(self) -> None:
        """The citizen files the complaint through a draft with its files, as the public form does."""
        isi = self.isi
        draf = draf_actions.simpan(kunci=uuid.uuid4(), layanan=Layanan.PENGADUAN, data={})
        for nama in isi["bukti"]:
            berkas = berkas_actions.simpan(unggahan=gambar.bukti(nama), jenis_boleh=("gambar",))
            draf_actions.lampirkan(draf=draf, berkas=berkas, peran=PeranLampiran.BUKTI)
        digambar = isi["hari"] % 6 == 0
        if digambar:
            goresan = berkas_actions.simpan(
                unggahan=gambar.tanda_tangan(isi["nama"]), jenis_boleh=("gambar",)
            )
            draf_actions.lampirkan(draf=draf, berkas=goresan, peran=PeranLampiran.TANDA_TANGAN)
        pengirim, rincian = self._pengirim(), self._rincian(digambar)
        pengirim.clean_fields(exclude=["surat"])
        rincian.clean_fields(exclude=["surat", "berkas_tanda_tangan"])
        self.surat = pengaduan.ajukan(
            kunci=draf.kunci,
            pengirim=pengirim,
            rincian=rincian,
            rahasiakan_identitas=isi.get("rahasia", False),
        )

    def disposisi(self, **argumen) -> None:
        disposisi.disposisikan(
            surat=self.surat,
            oleh=self.pemutus,
            keputusan=Keputusan.DITANGANI,
            petugas=self.petugas,
            **argumen,
        )

    def tolak(self, **argumen) -> None:
        disposisi.disposisikan(surat=self.surat, oleh=self.pemutus, keputusan=Keputusan.DITOLAK, **argumen)

    def rujuk(self, **argumen) -> None:
        disposisi.disposisikan(surat=self.surat, oleh=self.pemutus, keputusan=Keputusan.DIRUJUK, **argumen)

    def pemberitahuan(self, **argumen) -> None:
        disposisi.kirim_pemberitahuan(surat=self.surat, oleh=self.petugas, **argumen)

    def wa(self) -> None:
        """An officer has sent by WhatsApp whatever waits for this letter."""
        for pesan in Pesan.objects.perlu_manual().filter(kasus=self.surat.uuid):
            tandai_manual(pesan=pesan, oleh=self.orang["piket"], pada=jam.sekarang())

    def tanya(self, *, teks: str) -> None:
        agenda.tanyakan(surat=self.surat, oleh=self.petugas, teks=teks)

    def jawab(self, *, teks: str) -> None:
        pertanyaan = Pertanyaan.objects.get(surat=self.surat, dijawab_pada=None)
        agenda.jawab_pertanyaan(pertanyaan=pertanyaan, jawaban=teks)

    def laksanakan(self, *, pada: datetime, catatan: str = "") -> None:
        disposisi.laksanakan(surat=self.surat, oleh=self.petugas, pada=pada, catatan=catatan)

    def hasil(self) -> None:
        pengaduan.catat_hasil(
            surat=self.surat, oleh=self.petugas, hasil=self.isi["hasil"], perbaikan=self.isi["perbaikan"]
        )

    def selesai(self) -> None:
        pengaduan.selesaikan(surat=self.surat, oleh=self.petugas)

    def cabut(self) -> None:
        agenda.cabut(surat=self.surat)

    def _pengirim(self) -> Pengirim:
        isi, kontak = self.isi, self.isi["kontak"]
        nama = isi["nama"].lower().replace("hj. ", "").replace(" ", ".")
        return Pengirim(
            nama=isi["nama"],
            alamat=isi["alamat"],
            kecamatan=isi["kecamatan"],
            desa=isi["desa"],
            telepon="" if kontak == "lacak" else f"+62812000{1000 + len(nama) * 37 + isi['hari']:05d}",
            email=f"{nama}@surel.example" if kontak == "email" else "",
            lacak_sendiri=kontak == "lacak",
            nama_diwakili=isi.get("kuasa", ""),
            alamat_diwakili=SURAT_KUASA if isi.get("kuasa") else "",
        )

    def _rincian(self, digambar: bool) -> Pengaduan:
        isi = self.isi
        jenis, uraian, nilai = isi["kerugian"]
        return Pengaduan(
            unit=isi["unit"],
            unit_lain=isi.get("unit_lain", ""),
            uraian=isi["uraian"],
            kejadian=isi["kejadian"],
            terlapor=self.orang.get(isi.get("terlapor")),
            terlapor_lain=isi.get("terlapor_lain", ""),
            jenis_kerugian=jenis,
            uraian_kerugian=uraian,
            nilai_kerugian=nilai,
            permintaan=isi["permintaan"],
            tempat=isi["desa"],
            cara_tanda_tangan=CaraTandaTangan.GAMBAR if digambar else CaraTandaTangan.KETIK,
            nama_tanda_tangan=isi["nama"],
        )
