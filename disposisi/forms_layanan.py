"""The form that carries a misfiled letter on as the other service."""

from functools import cache

from crispy_forms.helper import FormHelper
from django import forms

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import terlalu_panjang


class FormGantiLayanan(forms.Form):
    """The other service for a letter that was filed under the wrong one, and why."""

    use_required_attribute = False
    baku = True

    ke = forms.ChoiceField(widget=forms.HiddenInput)
    alasan_ganti = forms.CharField(
        label="Alasan",
        help_text="Pengirim membaca alasan ini.",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        error_messages={
            "required": "Tulis alasannya. Pengirim membaca alasan ini.",
            "max_length": terlalu_panjang(500),
        },
    )

    @staticmethod
    @cache
    def kosong(layanan: str) -> "FormGantiLayanan":
        """The form with nothing filled in for any letter of a service."""
        return FormGantiLayanan(surat=SuratMasuk(layanan=layanan))

    def __init__(self, *args, surat: SuratMasuk, **kwargs) -> None:
        super().__init__(*args, auto_id="layanan_%s", **kwargs)
        pilihan = [satu for satu in Layanan if satu != surat.layanan]
        self.fields["ke"].choices = [(satu.value, satu.label) for satu in pilihan]
        self.fields["ke"].initial = pilihan[0].value
        self.nama_tujuan = pilihan[0].label.lower()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
