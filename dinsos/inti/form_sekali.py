"""Forms as HTML, written once per process for each content.

Writing a form out is most of the work of a page that holds one, and a form that nobody has filled in looks the same
every time. Kept are fields, labels, hints and choices, never what a person typed.
"""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from crispy_forms.utils import TEMPLATE_PACK, render_crispy_form
from django.conf import settings
from django.forms import BaseForm, Field
from django.utils.safestring import SafeString

PALING_BANYAK = 64
_TERSIMPAN: dict[tuple, SafeString] = {}
_TANDA = "\0"


class Sela:
    """A gap in the layout of a form, for something that differs from page to page; see `potongan`."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        return _TANDA


def bidang(form: BaseForm) -> SafeString:
    """The fields of a form, without error summary; by its `helper`, if it has one.

    Kept are unbound forms whose class says `baku = True`: no citizen's data in labels, hints, choices and initial
    values, and a layout that uses nothing but the form's fields. Any other form is written anew.
    """
    if form.is_bound or not getattr(form, "baku", False) or settings.DEBUG:
        return _tulis(form)
    kunci = sidik(form)
    if kunci not in _TERSIMPAN:
        if len(_TERSIMPAN) >= PALING_BANYAK:
            _TERSIMPAN.clear()
        _TERSIMPAN[kunci] = _tulis(form)
    return _TERSIMPAN[kunci]


def potongan(form: BaseForm) -> list[SafeString]:
    """`bidang` of a form whose layout has gaps (`Sela`), in pieces: what stands before, between and after them."""
    return [SafeString(satu) for satu in bidang(form).split(_TANDA)]


def sidik(form: BaseForm) -> tuple:
    """Everything that the HTML of an unbound form depends on. Fields in `terpisah` stand in none of its pieces."""
    terpisah = getattr(form, "terpisah", ())
    kolom = tuple(
        (nama, *_sidik_bidang(satu, form, nama)) for nama, satu in form.fields.items() if nama not in terpisah
    )
    return type(form), form.auto_id, form.prefix, form.use_required_attribute, kolom


def _sidik_bidang(satu: Field, form: BaseForm, nama: str) -> tuple:
    return (
        str(satu.label),
        str(satu.help_text),
        satu.required,
        satu.disabled,
        getattr(satu, "wajib_bersyarat", False),
        str(form.get_initial_for_field(satu, nama)),
        tuple(sorted((k, str(v)) for k, v in satu.widget.attrs.items())),
        tuple((str(nilai), str(kata)) for nilai, kata in getattr(satu, "choices", ())),
    )


def _tulis(form: BaseForm) -> SafeString:
    penolong = getattr(form, "helper", None)
    if penolong:
        return render_crispy_form(form, penolong)
    return SafeString("".join(as_crispy_field(satu) for satu in form))
