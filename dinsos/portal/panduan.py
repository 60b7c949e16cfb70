"""The manuals of docs/panduan as pages: Markdown is read into a tree, and only what is named here becomes HTML.

Whatever else a text holds, raw HTML included, is shown as text. Pictures come from static/panduan and stay folded,
so that a manual weighs little until somebody asks for one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from PIL import Image

from dinsos.akun.models import Peran

FOLDER = settings.BASE_DIR / "docs" / "panduan"
GAMBAR = settings.BASE_DIR / "static" / "panduan"
_ALAMAT = re.compile(r"#|https://|mailto:|tel:")
_SEDERHANA = {
    "paragraph": "p",
    "strong": "strong",
    "em": "em",
    "code_inline": "code",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "td": "td",
}


@dataclass(frozen=True)
class Panduan:
    """A manual: its file and address, its title, and for which roles it was written (none: for citizens)."""

    kunci: str
    judul: str
    peran: tuple[str, ...]

    @property
    def url(self) -> str:
        if not self.peran:
            return reverse("portal:panduan_warga")
        return reverse("portal:panduan_peran", args=[self.kunci])


WARGA = Panduan("warga", "Panduan untuk warga", ())
STAF = (
    Panduan("piket", "Panduan petugas piket", (Peran.PIKET,)),
    Panduan("petugas", "Panduan petugas", (Peran.PETUGAS,)),
    Panduan("kepala-dinas", "Panduan Kepala Dinas dan Sekretaris", (Peran.KEPALA_DINAS, Peran.SEKRETARIS)),
    Panduan("pengelola", "Panduan pengelola", (Peran.PENGELOLA,)),
)


def untuk(pengguna) -> list[Panduan]:
    """The manuals of staff, those of the person's own roles first."""
    return sorted(STAF, key=lambda satu: not pengguna.punya_peran(*satu.peran))


@cache
def halaman(kunci: str) -> SafeString:
    """The manual as HTML, written once per process. Raises FileNotFoundError for a manual that isn't there."""
    teks = (FOLDER / f"{kunci}.md").read_text(encoding="utf-8")
    return _isi(SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).enable("table").parse(teks)))


def _isi(simpul: SyntaxTreeNode) -> SafeString:
    return format_html_join("", "{}", ((_tulis(anak),) for anak in simpul.children))


def _tulis(simpul: SyntaxTreeNode) -> SafeString | str:
    if simpul.type in _SEDERHANA:
        if simpul.type == "paragraph" and simpul.hidden:  # in a list without empty lines
            return _isi(simpul)
        dalam = _isi(simpul) if simpul.children else simpul.content
        return format_html("<{0}>{1}</{0}>", _SEDERHANA[simpul.type], dalam)
    if simpul.type in _KHUSUS:
        return _KHUSUS[simpul.type](simpul)
    return _isi(simpul) if simpul.children else simpul.content


def _judul(simpul: SyntaxTreeNode) -> SafeString:
    isi = _isi(simpul)
    return format_html('<{0} id="{1}">{2}</{0}>', simpul.tag, slugify(_polos(simpul)), isi)


def _polos(simpul: SyntaxTreeNode) -> str:
    return "".join(_polos(anak) for anak in simpul.children) if simpul.children else simpul.content


def _tautan(simpul: SyntaxTreeNode) -> SafeString:
    alamat = str(simpul.attrs.get("href", ""))
    berkas = PurePosixPath(alamat.partition("#")[0])
    if berkas.suffix == ".md":
        lain = next((satu for satu in (WARGA, *STAF) if satu.kunci == berkas.stem), None)
        alamat = lain.url if lain else ""
    if not (alamat.startswith("/") or _ALAMAT.match(alamat)):
        return _isi(simpul)
    return format_html('<a href="{}">{}</a>', alamat, _isi(simpul))


def _gambar(simpul: SyntaxTreeNode) -> SafeString:
    nama = PurePosixPath(str(simpul.attrs["src"])).name
    with Image.open(GAMBAR / nama) as gambar:
        lebar, tinggi = gambar.size
    return format_html(
        "<details><summary>Lihat gambar: {0}</summary>"
        '<img src="{1}" alt="{0}" width="{2}" height="{3}" loading="lazy"></details>',
        _polos(simpul),
        static(f"panduan/{nama}"),
        lebar,
        tinggi,
    )


def _tabel(simpul: SyntaxTreeNode) -> SafeString:
    return format_html('<div class="gulir" tabindex="0"><table class="tabel">{}</table></div>', _isi(simpul))


_KHUSUS: dict[str, Callable[[SyntaxTreeNode], SafeString | str]] = {
    "heading": _judul,
    "link": _tautan,
    "image": _gambar,
    "table": _tabel,
    "th": lambda simpul: format_html('<th scope="col">{}</th>', _isi(simpul)),
    "softbreak": lambda _: " ",
    "hardbreak": lambda _: format_html("<br>"),
    "hr": lambda _: format_html("<hr>"),
}
