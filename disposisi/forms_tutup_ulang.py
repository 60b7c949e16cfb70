"""The form that refuses or refers a letter that was given to an officer."""

from django import forms

from disposisi.enums import Keputusan
from disposisi.forms_rantai import bidang_alasan
from disposisi.forms_tutup import TULIS_ALASAN, BidangTutup


class FormTutupUlang(BidangTutup):
    """Refuse or refer, why anew, and what the citizen reads; `rantai_tutup.tutup_ulang` takes `putusan()`."""

    use_required_attribute = False
    field_order = ("keputusan",)

    keputusan = forms.ChoiceField(
        label="Apa keputusannya sekarang?",
        choices=[satu for satu in Keputusan.choices if satu[0] != Keputusan.DITANGANI],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tidak dapat ditangani atau dirujuk."},
    )
    alasan_perubahan = bidang_alasan("Alasan keputusan berubah", "Tulis alasan keputusan ini berubah.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].required = True
        self.fields["alasan"].error_messages["required"] = TULIS_ALASAN
        self.fields["alasan"].help_text = "Pengirim membaca alasan ini."

    def clean(self) -> dict:
        isi = super().clean()
        self.periksa_tutup(isi)
        return isi

    def putusan(self) -> dict:
        """The decision; answers to questions that don't apply are left out."""
        return self.putusan_tutup() | {"alasan_perubahan": self.cleaned_data["alasan_perubahan"]}
