"""The words of an HTML e-mail, without anything that could run or load.

One pass from left to right, so that no input, however broken, takes more than linear time.
"""

import html
import re

ALINEA = {"p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
"""Tags at which a line ends."""
TANPA_TEKS = ("script", "style", "title", "template", "noscript", "svg")
_NAMA = re.compile(r"/?\s*([A-Za-z][A-Za-z0-9]*)")
_HREF = re.compile(r"""href\s*=\s*["']?\s*(https?://[^\s"'<>]{1,500})""", re.IGNORECASE)
_BARIS_KOSONG = re.compile(r"\n{3,}")


def jadi_teks(sumber: str) -> str:
    """Plain text of a page: lines at blocks, the addresses of links in parentheses, no tags."""
    hasil: list[str] = []
    tautan, posisi, tutup = "", 0, 0
    buntu: set[str] = set()
    while posisi < len(sumber):
        buka = sumber.find("<", posisi)
        if buka < 0:
            hasil.append(_kata(sumber[posisi:]))
            break
        hasil.append(_kata(sumber[posisi:buka]))
        if sumber.startswith("<!--", buka):
            posisi = _sesudah(sumber, "-->", buka + 4, buntu)
            continue
        if 0 <= tutup <= buka:
            tutup = sumber.find(">", buka)
        nama = _NAMA.match(sumber, buka + 1)
        if tutup < 0 or (nama is None and sumber[buka + 1 : buka + 2] not in ("!", "?", "/")):
            # A sign "less than" in the text; without any ">" behind it the rest is text.
            hasil.append("<" if tutup >= 0 else html.unescape(sumber[buka:]))
            posisi = buka + 1 if tutup >= 0 else len(sumber)
            continue
        tag, penutup = (nama[1].lower() if nama else ""), sumber[buka + 1] == "/"
        posisi = tutup + 1
        if tag in TANPA_TEKS and not penutup:
            akhir = _sesudah(sumber, f"</{tag}", posisi, buntu)
            posisi = akhir if akhir == posisi else _sesudah(sumber, ">", akhir, buntu)
        elif tag == "a":
            if penutup and tautan and tautan not in "".join(hasil[-6:]):
                hasil.append(f" ({tautan})")
            cocok = None if penutup else _HREF.search(sumber, buka, tutup)
            tautan = html.unescape(cocok[1]) if cocok else ""
        elif tag in ALINEA:
            hasil.append("\n\n" if tag == "p" else "\n")
        elif tag in ("td", "th"):
            hasil.append(" ")
    return _rapi("".join(hasil))


def _kata(potongan: str) -> str:
    """Text between tags: line ends of the source mean nothing."""
    return re.sub(r"\s+", " ", html.unescape(potongan))


def _sesudah(sumber: str, akhir: str, dari: int, buntu: set[str]) -> int:
    """Behind the next `akhir`; `dari` when there is none, so that nothing is lost for want of an end.

    What was missed once is in `buntu` and isn't looked for again.
    """
    temu = None if akhir in buntu else re.compile(re.escape(akhir), re.IGNORECASE).search(sumber, dari)
    if temu is None:
        buntu.add(akhir)
        return dari
    return temu.end()


def _rapi(teks: str) -> str:
    baris = (" ".join(satu.replace("\u00a0", " ").split()) for satu in teks.split("\n"))
    return _BARIS_KOSONG.sub("\n\n", "\n".join(baris)).strip()
