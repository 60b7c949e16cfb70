"""Layout objects of the public forms, on top of crispy-forms."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_crispy_form
from django.conf import settings
from django.template.loader import get_template

_KOSONG: dict[tuple, str] = {}
_KOSONG_MAKS = 8


class Bagian(LayoutObject):
    """A section: heading, a short reason ("Mengapa kami bertanya ini"), fields."""

    template = "agenda/formulir/bagian.html"

    def __init__(self, judul: str, alasan: str, *fields, css_id: str) -> None:
        self.judul = judul
        self.alasan = alasan
        self.fields = list(fields)
        self.css_id = css_id

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        isi = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return get_template(self.template).render({"bagian": self, "isi": isi})


class Sisip:
    """A template between fields; it gets the form and the page's context."""

    def __init__(self, template: str, **isian) -> None:
        self.template = template
        self.isian = isian

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        return get_template(self.template).render(context.flatten() | {"form": form} | self.isian)


def tampil_bila(syarat: str, *fields) -> Div:
    """Fields that are needed for some answers only: `syarat` is "field=value[,value]" (pilihan-bersyarat.js)."""
    return Div(*fields, data_tampil_bila=syarat)


def penolong(*bagian) -> FormHelper:
    """The helper of a form whose <form> tag, token and buttons stand in the page's template."""
    hasil = FormHelper()
    hasil.form_tag = False
    hasil.disable_csrf = True
    hasil.layout = Layout(*bagian)
    return hasil


def bidang(form) -> str:
    """The fields of a form as HTML.

    An empty form looks the same for everybody, and writing it out is most of the work of the page, so it is kept
    in the process; `form.sidik()` is what it depends on (lists that are read from the database).
    """
    if form.is_bound or form.initial or form.lampiran or settings.DEBUG:
        return render_crispy_form(form, form.helper)
    kunci = (type(form), form.sidik())
    if kunci not in _KOSONG:
        if len(_KOSONG) >= _KOSONG_MAKS:
            _KOSONG.clear()
        _KOSONG[kunci] = render_crispy_form(form, form.helper)
    return _KOSONG[kunci]
