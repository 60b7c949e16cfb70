"""The forms of a message from the mailbox: the desk's entry of a letter, filled in, and why one is left out."""

from copy import deepcopy

from django import forms

from dinsos.agenda.enums import Layanan
from dinsos.agenda.formulir.bidang import Baris
from dinsos.agenda.formulir.tata_letak import penolong
from dinsos.bukutamu.forms_surat import FormSurat, FormSuratKonsultasi, FormSuratPengaduan
from dinsos.bukutamu.kotak.urai import ISI_MAKS, bisa_dijawab
from dinsos.bukutamu.models_kotak import SurelMasuk

ALASAN = (
    "Iklan atau penipuan.",
    "Balasan otomatis.",
    "Sudah dicatat sebagai surat lain.",
    "Bukan pengaduan atau permohonan konsultasi.",
)
"""Reasons that the desk may tap instead of typing."""


class _DariSurel:
    """What an entry from the mailbox adds: the message is channel, time of receipt and scans at once."""

    teks = ""

    def __init__(self, *args, surel: SurelMasuk, **kwargs) -> None:
        super().__init__(*args, initial=self.awal(surel), **kwargs)
        self.helper = deepcopy(self.helper)
        if not surel.bagian.exclude(berkas=None).exists():
            for bagian in self.helper.layout.fields:
                bagian.fields = [satu for satu in bagian.fields if satu != "bertanda_tangan"]
        dipakai = {nama for bagian in self.helper.layout.fields for nama in _nama_bidang(bagian)}
        for nama in [nama for nama in self.fields if nama not in dipakai]:
            del self.fields[nama]
        isi = self.fields[self.teks]
        isi.max_length = ISI_MAKS
        isi.validators = [forms.CharField(max_length=ISI_MAKS).validators[0]]

    def awal(self, surel: SurelMasuk) -> dict[str, str]:
        """What the message says; an address that belongs to a machine or a list is never answered."""
        alamat = surel.balas_ke or surel.dari_alamat
        perihal = f"Hal: {surel.subjek}\n\n" if surel.subjek else ""
        return {
            "nama": surel.dari_nama or surel.dari_alamat.partition("@")[0],
            "email": alamat if bisa_dijawab(surel.jenis, alamat) else "",
            self.teks: (perihal + surel.isi)[:ISI_MAKS],
        }

    def isian(self) -> dict:
        """Arguments of `actions.catat_surel` from a valid form."""
        data, pengirim = self.cleaned_data, self.ke_pengirim()
        return {
            "pengirim": pengirim,
            "rincian": self.ke_rincian(pengirim),
            "rahasia": data.get("rahasia", False),
            "bertanda_tangan": data.get("bertanda_tangan", False),
        }


def _tanpa_terima(kelas: type[FormSurat]):
    """The layout of a letter without the section about its receipt."""
    bagian = [deepcopy(satu) for satu in kelas.helper.layout.fields if satu.css_id != FormSurat.terima.css_id]
    return penolong(*bagian)


def _nama_bidang(bagian) -> list[str]:
    """The fields in a part of a layout, however deep."""
    if isinstance(bagian, str):
        return [bagian]
    return [nama for satu in bagian.fields for nama in _nama_bidang(satu)]


class FormSurelPengaduan(_DariSurel, FormSuratPengaduan):
    """A message that is a complaint."""

    teks = "uraian"
    helper = _tanpa_terima(FormSuratPengaduan)


class FormSurelKonsultasi(_DariSurel, FormSuratKonsultasi):
    """A message that asks for a consultation."""

    teks = "materi"
    helper = _tanpa_terima(FormSuratKonsultasi)


FORMULIR: dict[str, type[FormSurat]] = {
    Layanan.PENGADUAN.value: FormSurelPengaduan,
    Layanan.KONSULTASI.value: FormSurelKonsultasi,
}


class FormBuang(forms.Form):
    """Why a message is not registered."""

    alasan = Baris(
        label="Mengapa tidak dicatat",
        max_length=200,
        kosong="Tulis mengapa pesan ini tidak dicatat sebagai surat.",
        atribut={"list": "alasan-lazim", "autocomplete": "off"},
    )
