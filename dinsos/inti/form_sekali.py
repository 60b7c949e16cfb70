"""Forms as HTML, written once per process for each content.

Writing a form out is most of the work of a page that holds one, and a form that nobody has filled in looks the same
every time. Kept are fields, labels, hints and choices, never what a person typed.
"""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import render_crispy_form
from django.conf import settings
from django.forms import BaseForm, Field
from django.utils.safestring import SafeString

PALING_BANYAK = 64
_TERSIMPAN: dict[tuple, SafeString] = {}


def bidang(form: BaseForm) -> SafeString:
    """The fields of a form; by its `helper`, if it has one. A layout may use nothing but the form's fields.

    For forms without a citizen's data in labels, hints and initial values. A bound form is written anew.
    """
    if form.is_bound or settings.DEBUG:
        return _tulis(form)
    kunci = sidik(form)
    if kunci not in _TERSIMPAN:
        if len(_TERSIMPAN) >= PALING_BANYAK:
            _TERSIMPAN.clear()
        _TERSIMPAN[kunci] = _tulis(form)
    return _TERSIMPAN[kunci]


def sidik(form: BaseForm) -> tuple:
    """Everything that the HTML of an unbound form depends on, besides its class."""
    kolom = tuple((nama, *_sidik_bidang(satu, form, nama)) for nama, satu in form.fields.items())
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
    return render_crispy_form(form, penolong) if penolong else as_crispy_form(form)
