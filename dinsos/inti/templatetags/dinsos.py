"""Template filters of `dinsos.inti`: texts, addresses of rows, forms that are written once."""

from django import template
from django.template.base import Node, Parser, Token

from dinsos.inti import alamat, form_sekali, teks

register = template.Library()
register.filter("tanggal", teks.tanggal)
register.filter("iso", teks.iso)
register.filter("titik", teks.titik)
register.filter("waktu", teks.waktu)
register.filter("waktu_pendek", teks.waktu_pendek)
register.filter("pukul", teks.pukul)
register.filter("durasi", teks.durasi)
register.filter("rupiah", teks.rupiah)
register.filter("alamat", alamat.alamat)
register.filter("crispy_sekali", form_sekali.bidang)


class Tetap(Node):
    """Renders another node once per process."""

    def __init__(self, simpul: Node) -> None:
        self.simpul = simpul
        self._isi: str | None = None

    def render(self, context: template.Context) -> str:
        if self._isi is None:
            self._isi = self.simpul.render(context)
        return self._isi


@register.tag
def tetap(parser: Parser, token: Token) -> Tetap:
    """`{% tetap url "portal:lacak" %}`, `{% tetap static 'css/staf.css' %}`: addresses that never change.

    Only with constants: what the tag writes is kept for everybody.
    """
    isi = token.contents.split(None, 1)[1]
    nama = isi.split(None, 1)[0]
    if nama not in ("url", "static"):
        raise template.TemplateSyntaxError(f"tetap takes url or static, not {nama}")
    asli = Token(token.token_type, isi, token.position, token.lineno)
    simpul = parser.tags[nama](parser, asli)
    simpul.token, simpul.origin = asli, parser.origin
    return Tetap(simpul)
