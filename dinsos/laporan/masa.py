"""A stretch of days that a report is about, asked for in the address."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.http import QueryDict

from dinsos.inti import jam

HARI_MAKS = 366
BATAS = [
    MinValueValidator(jam.HARI_AWAL, message=jam.DI_LUAR_MASA),
    MaxValueValidator(jam.HARI_AKHIR, message=jam.DI_LUAR_MASA),
]


class FormMasa(forms.Form):
    """From which day to which, both in WITA and included; this month when the address says nothing."""

    use_required_attribute = False
    salah: ClassVar[dict[str, str]] = {
        "required": "Pilih tanggal.",
        "invalid": "Tulis tanggal, misalnya 01/11/2026.",
    }
    dari = forms.DateField(
        label="Dari tanggal",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=salah,
        validators=BATAS,
    )
    sampai = forms.DateField(
        label="Sampai tanggal",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=salah,
        validators=BATAS,
    )

    @classmethod
    def baca(cls, kueri: QueryDict, **lain) -> "FormMasa":
        """Bound to the address, filled up with this month and, in `lain`, what else the form starts with."""
        hari_ini = jam.hari_ini()
        akhir = hari_ini.replace(day=monthrange(hari_ini.year, hari_ini.month)[1])
        bawaan = {"dari": hari_ini.replace(day=1).isoformat(), "sampai": akhir.isoformat()} | lain
        return cls(bawaan | {nama: kueri[nama] for nama in cls.base_fields if nama in kueri})

    def clean(self) -> dict:
        isi = super().clean()
        dari, sampai = isi.get("dari"), isi.get("sampai")
        if dari and sampai and sampai < dari:
            self.add_error("sampai", "Tanggal akhir tidak boleh sebelum tanggal awal.")
        elif dari and sampai and (sampai - dari).days >= HARI_MAKS:
            self.add_error("sampai", "Pilih masa paling lama satu tahun.")
        return isi


def dicatat(dari: date, sampai: date) -> Q:
    """The letters that were entered in the register on these days (WITA).

    Numbers are given in the order of entry, so the years cut the register down by its index.
    """
    return Q(
        tahun__gte=dari.year,
        tahun__lte=sampai.year,
        dicatat_pada__gte=datetime.combine(dari, time.min, jam.WITA),
        dicatat_pada__lt=datetime.combine(sampai + timedelta(days=1), time.min, jam.WITA),
    )
