"""The form that fills in the letter of a guest: the fields of a letter of another channel, none mandatory."""

from copy import deepcopy

from django import forms
from django.db.models import Model

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna, Peran
from dinsos.bukutamu.actions import BELUM_DITANYAKAN
from dinsos.bukutamu.forms_surat import FORMULIR
from dinsos.bukutamu.lengkapi import Isian
from dinsos.inti import telepon
from konsultasi.enums import JenisPemohon
from pengaduan.enums import JenisKerugian, Unit
from pengaduan.layanan import TIDAK_DISEBUT
from pengaduan.models import BERMATERI, TANPA_URAIAN

PENGIRIM = ("alamat", "desa", "kecamatan", "telepon", "email")
KERUGIAN = ("jenis_kerugian", "uraian_kerugian", "nilai_kerugian")
LEMBAGA = ("jenis_pemohon", "nama_lembaga", "jabatan_pemohon")
RINCIAN = {
    Layanan.PENGADUAN: ("unit", "kejadian", "uraian", *KERUGIAN, "permintaan", "terlapor"),
    Layanan.KONSULTASI: (*LEMBAGA, "materi", "maksud"),
}
KOSONG = {BELUM_DITANYAKAN, TIDAK_DISEBUT, Unit.LAIN, JenisKerugian.TIDAK_DITANYAKAN}
"""What stands in the particulars of a guest who was not asked."""


class FormLengkapi(forms.Form):
    """Filled with what is known, except of a secret sender; what is left empty stays as it is."""

    def __init__(self, *args, surat: SuratMasuk, rincian: Model, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.layanan = Layanan(surat.layanan)
        for nama in (*PENGIRIM, *RINCIAN[self.layanan]):
            self.fields[nama] = deepcopy(FORMULIR[self.layanan].base_fields[nama])
            self.fields[nama].required = False
        if "terlapor" in self.fields:
            self.staf = {str(o.pk): o for o in Pengguna.objects.berperan(*Peran.values).order_by("nama")}
            staf = [(pk, str(orang)) for pk, orang in self.staf.items()]
            self.fields["terlapor"].choices = [("", "Tidak menyebut petugas"), *staf]
        if not surat.rahasiakan_identitas:
            for nama in self.fields:
                nilai = getattr(surat.pengirim if nama in PENGIRIM else rincian, nama)
                self.initial[nama] = "" if nilai is None or nilai in KOSONG else self._tulis(nama, nilai)

    @staticmethod
    def _tulis(nama: str, nilai: object) -> object:
        if nama == "telepon":
            return telepon.tampil(str(nilai))
        return nilai.pk if nama == "terlapor" else nilai

    def clean(self) -> dict:
        data = super().clean()
        jenis = data.get("jenis_kerugian")
        if jenis and jenis not in TANPA_URAIAN and not data.get("uraian_kerugian"):
            self.add_error("uraian_kerugian", "Tulis kerugian apa yang dialami tamu.")
        if data.get("jenis_pemohon") not in (None, "", JenisPemohon.PERSEORANGAN):
            for nama, kata in (("nama_lembaga", "nama lembaga"), ("jabatan_pemohon", "jabatan tamu")):
                if not data.get(nama):
                    self.add_error(nama, f"Tulis {kata}.")
        return data

    def isian(self) -> Isian:
        """What is filled in, from a valid form."""
        data = {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai not in ("", None)}
        pengirim = {nama: data.pop(nama) for nama in PENGIRIM if nama in data}
        if self.layanan == Layanan.PENGADUAN:
            self._rapikan_pengaduan(data)
        elif data.get("jenis_pemohon") == JenisPemohon.PERSEORANGAN:
            data |= {"nama_lembaga": "", "jabatan_pemohon": ""}
        else:
            data = data if "jenis_pemohon" in data else {k: v for k, v in data.items() if k not in LEMBAGA}
        return Isian(pengirim, data)

    def _rapikan_pengaduan(self, data: dict) -> None:
        if "terlapor" in data:
            data["terlapor"] = self.staf[data["terlapor"]]
        if data.get("unit") not in (None, Unit.LAIN):
            data["unit_lain"] = ""
        jenis = data.get("jenis_kerugian")
        if jenis in TANPA_URAIAN:
            data["uraian_kerugian"] = ""
        if jenis is None:
            data.pop("uraian_kerugian", None)
        if jenis not in BERMATERI:
            data.pop("nilai_kerugian", None)
            if jenis:
                data["nilai_kerugian"] = None
