"""The part of a form in which staff may type the number of a letter that goes out, folded away until needed."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from dinsos.dokumen import nomor
from dinsos.dokumen.pola import PANJANG_NOMOR, NomorDitolak
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import terlalu_panjang

BIDANG = "nomor"
"""The name that the field of the number has in every form."""
NOMOR_SAMA = "Dua surat tidak boleh bernomor sama. Ketik nomor lain, atau kosongkan salah satu."


class BidangNomor(forms.CharField):
    """The number of a letter as another system gave it, checked against the book; "" takes the next of the book."""

    def __init__(self, *, label: str = "Nomor surat") -> None:
        super().__init__(
            label=label,
            max_length=PANJANG_NOMOR,
            required=False,
            help_text="Kosongkan untuk nomor berikutnya. Isi bila nomornya dari SRIKANDI.",
            error_messages={"max_length": terlalu_panjang(PANJANG_NOMOR)},
        )

    def clean(self, value) -> str:
        try:
            return nomor.periksa_ketikan(super().clean(value))
        except NomorDitolak as galat:
            raise ValidationError(galat.pesan) from galat


@dataclass(frozen=True)
class Lipatan:
    """Fields that a page folds away (dokumen/nomor_lipat.html)."""

    bidang: tuple[forms.BoundField, ...]

    @property
    def terbuka(self) -> bool:
        """Whether one of them holds something or was refused."""
        return any(satu.errors or satu.value() for satu in self.bidang)


class Lipat(LayoutObject):
    """The fields named, folded away."""

    def __init__(self, *nama: str) -> None:
        self.fields = list(nama)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        """Uses nothing but the form's fields, so the result may be kept (`inti.form_sekali`)."""
        lipatan = Lipatan(tuple(form[nama] for nama in self.fields))
        return render_to_string("dokumen/nomor_lipat.html", {"lipatan": lipatan})


def tata_letak(form: forms.Form) -> FormHelper:
    """All fields of a form in their order, those of numbers folded away at the end; no error summary of its own."""
    lipat = [nama for nama, bidang in form.fields.items() if isinstance(bidang, BidangNomor)]
    penolong = FormHelper()
    penolong.form_tag, penolong.disable_csrf = False, True
    penolong.template = "dokumen/bidang_surat.html"
    penolong.layout = Layout(*(nama for nama in form.fields if nama not in lipat), Lipat(*lipat))
    return penolong


def bidang_galat(galat: GalatAturan) -> str | None:
    """The field at which a refusal by an act is shown: the number that was typed in, else None."""
    return BIDANG if isinstance(galat, NomorDitolak) else None
