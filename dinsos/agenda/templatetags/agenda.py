"""Template filters of the register's pages."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dinsos.agenda.formulir.unggahan import url_data
from dinsos.agenda.tampilan import KeadaanTenggat
from dinsos.berkas.ringkas import ringkas

register = template.Library()
register.filter("ringkas", ringkas)
register.filter("url_data", url_data)


@lru_cache(maxsize=16)
def _bentuk(kode: str) -> str:
    """The component for one code, as a format with a place for the words; the templates hold no other brace."""
    return render_to_string("komponen/status_tenggat.html", {"s": KeadaanTenggat(kode, "\0")}).replace(
        "\0", "{}"
    )


@register.simple_tag
def status_tenggat(s: KeadaanTenggat) -> SafeString:
    """komponen/status_tenggat.html, rendered once per code: for lists with many rows."""
    return format_html(_bentuk(s.kode), s.kata)


@register.filter
def atribut(benda: object, nama: str) -> object:
    """An attribute by its name."""
    return getattr(benda, nama)
