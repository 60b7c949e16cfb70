"""Django's own `url` and `extends`, with what never changes worked out once; loaded for every template.

Both cost a page with a few dozen addresses and a deep frame more than its database queries do.
"""

from functools import lru_cache
from uuid import UUID

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_django
from django.template.loader_tags import ExtendsNode
from django.template.loader_tags import do_extends as extends_django
from django.urls import reverse
from django.utils.html import conditional_escape

register = template.Library()
_TANDA = {int: lambda n: 10**17 + n, UUID: lambda n: UUID(int=2**127 + n)}


@lru_cache(maxsize=512)
def _pola(nama: str, app: str | None, bentuk: tuple) -> str:
    """What `reverse` tells for this page, with "{0}" for the first argument that is a number or a UUID, and so on.

    `bentuk` holds the type of such an argument, and every other one itself.
    """
    tanda = [_TANDA[satu](n) if satu in _TANDA else satu for n, satu in enumerate(bentuk)]
    alamat = reverse(nama, args=tanda, current_app=app).replace("{", "{{").replace("}", "}}")
    for n, satu in enumerate(tanda):
        if bentuk[n] in _TANDA:
            alamat = alamat.replace(str(satu), f"{{{n}}}")
    return alamat


class SimpulUrl(URLNode):
    """Addresses by position out of numbers, UUIDs and words; any other is left to Django."""

    def render(self, context: template.Context) -> str:
        nilai = [satu.resolve(context) for satu in self.args]
        if self.kwargs or self.asvar or any(type(satu) not in (int, str, UUID) for satu in nilai):
            return super().render(context)
        bentuk = tuple(satu if type(satu) is str else type(satu) for satu in nilai)
        permintaan = getattr(context, "request", None)
        app = getattr(permintaan, "current_app", None) or getattr(
            getattr(permintaan, "resolver_match", None), "namespace", None
        )
        alamat = _pola(self.view_name.resolve(context), app, bentuk).format(*nilai)
        return conditional_escape(alamat) if context.autoescape else alamat


class DaftarSimpul(NodeList):
    """The nodes of a compiled template, which remember who among them is of which type."""

    def __init__(self, simpul: NodeList) -> None:
        super().__init__(simpul)
        self.contains_nontext = simpul.contains_nontext
        self._jenis: dict[type, list] = {}

    def get_nodes_by_type(self, nodetype: type) -> list:
        if nodetype not in self._jenis:
            self._jenis[nodetype] = super().get_nodes_by_type(nodetype)
        return self._jenis[nodetype]


class SimpulInduk(ExtendsNode):
    """`extends` that looks for the blocks of its parent once, and not at every page."""

    def get_parent(self, context: template.Context) -> template.Template:
        induk = super().get_parent(context)
        if type(induk.nodelist) is NodeList:
            induk.nodelist = DaftarSimpul(induk.nodelist)
        return induk


@register.tag
def url(parser: Parser, token: Token) -> SimpulUrl:
    """As Django's."""
    asli = url_django(parser, token)
    return SimpulUrl(asli.view_name, asli.args, asli.kwargs, asli.asvar)


@register.tag("extends")
def extends(parser: Parser, token: Token) -> SimpulInduk:
    """As Django's."""
    asli = extends_django(parser, token)
    return SimpulInduk(asli.nodelist, asli.parent_name, asli.template_dirs)
