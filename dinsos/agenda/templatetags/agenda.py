"""Template filters of the register's pages."""

from django import template

from dinsos.agenda.formulir.unggahan import url_data
from dinsos.berkas.ringkas import ringkas

register = template.Library()
register.filter("ringkas", ringkas)
register.filter("url_data", url_data)


@register.filter
def atribut(benda: object, nama: str) -> object:
    """An attribute by its name."""
    return getattr(benda, nama)
