"""Public forms that belong to no service: opening a letter, answering a question."""

from django import forms

from dinsos.agenda import nomor
from dinsos.agenda.formulir.bidang import Unggahan
from dinsos.agenda.jawaban import BERKAS_MAKS
from dinsos.agenda.models import Pertanyaan

PANJANG_JAWABAN = 4000


class MasukanRahasia(forms.TextInput):
    """A text field whose value never goes back into the page."""

    def format_value(self, value) -> None:
        return None


class FormLacak(forms.Form):
    """Number and secret, as printed on the receipt."""

    nomor = forms.CharField(
        label="Nomor surat",
        max_length=40,
        help_text="Ada pada tanda terima, misalnya 2026-00012.",
        error_messages={"required": "Isi nomor surat Anda."},
        widget=forms.TextInput(
            {"autocomplete": "off", "inputmode": "text", "size": 16, "spellcheck": "false"}
        ),
    )
    kode = forms.CharField(
        label="Kode rahasia",
        max_length=40,
        help_text="Dua belas huruf dan angka di bawah nomor surat, misalnya ABCD-EFGH-JKLM.",
        error_messages={"required": "Isi kode rahasia Anda."},
        widget=MasukanRahasia(
            {"autocomplete": "off", "autocapitalize": "characters", "size": 16, "spellcheck": "false"}
        ),
    )

    def clean_nomor(self) -> str:
        hasil = nomor.baca(self.cleaned_data["nomor"])
        if not hasil:
            raise forms.ValidationError("Nomor surat belum benar. Tulis seperti 2026-00012.")
        return hasil


class BerkasDiminta(Unggahan):
    """Several files, handed on as they came: they are checked when they are kept."""

    def clean(self, data, initial=None) -> list:
        return list(data or [])


class FormJawaban(forms.Form):
    """The citizen's answer to one question of the officer, with papers where it asks for them."""

    jawaban = forms.CharField(
        label="Jawaban Anda",
        max_length=PANJANG_JAWABAN,
        error_messages={
            "required": "Tulis jawaban Anda.",
            "max_length": f"Jawaban terlalu panjang. Paling banyak {PANJANG_JAWABAN} huruf.",
        },
        widget=forms.Textarea({"rows": 4}),
    )
    berkas = BerkasDiminta(
        label="Foto atau PDF yang diminta",
        help_text=f"Paling banyak {BERKAS_MAKS} berkas, paling besar 8 MB. Tidak punya? Tulis alasannya.",
        banyak=True,
    )

    def __init__(self, *args, pertanyaan: Pertanyaan, **kwargs) -> None:
        super().__init__(*args, auto_id=f"jawaban_{pertanyaan.pk}_%s", **kwargs)
        self.fields["jawaban"].required = not pertanyaan.minta_berkas
        for bidang in self.fields.values():
            bidang.wajib_bersyarat = True  # one of the two is enough
        if not pertanyaan.minta_berkas:
            del self.fields["berkas"]

    @property
    def unggahan(self) -> list:
        """The files that came with a valid answer."""
        return self.cleaned_data.get("berkas", [])
