"""Build static/css/*.css from static/sumber/css: join, strip comments and white space.

``python static/sumber/bangun.py`` writes the files; with ``--periksa`` it writes nothing and exits 1 when a
committed file differs from its sources (tests/rupa does the same). Only the standard library is used, so that
``make run`` needs no Node. Numbered files become dinsos.css, in order; staf.css stands alone; admin.css has
tokens, forms and components in it, because the admin does not load dinsos.css.
"""

import re
import sys
from pathlib import Path

SUMBER = Path(__file__).resolve().parent / "css"
TUJUAN = SUMBER.parent.parent / "css"


def padatkan(css: str) -> str:
    """Return ``css`` without comments and needless white space; quoted strings stay as they are."""
    bagian = re.split(r'("[^"\n]*")', re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    for i in range(0, len(bagian), 2):
        teks = re.sub(r"\s+", " ", bagian[i])
        teks = re.sub(r" ?([{};,>]) ?", r"\1", teks)
        bagian[i] = re.sub(r": ", ":", teks).replace(";}", "}")
    return "".join(bagian).strip() + "\n"


def hasil() -> dict[Path, str]:
    """Return the compiled text of each target file."""
    teks = {f.name: f.read_text(encoding="utf-8") for f in sorted(SUMBER.glob("*.css"))}
    bagian = {
        "dinsos.css": [nama for nama in teks if nama[0].isdigit()],
        "staf.css": ["staf.css"],
        "disposisi.css": ["disposisi.css"],
        "piket.css": ["piket.css"],
        "admin.css": ["01-token.css", "04-formulir.css", "05-komponen.css", "admin.css"],
    }
    return {TUJUAN / nama: padatkan("".join(teks[b] for b in isi)) for nama, isi in bagian.items()}


def main() -> int:
    """Write the files, or only compare them with ``--periksa``; return the exit code."""
    beda = 0
    for berkas, isi in hasil().items():
        if "--periksa" in sys.argv[1:]:
            beda |= not berkas.exists() or berkas.read_text(encoding="utf-8") != isi
        else:
            berkas.write_text(isi, encoding="utf-8")
    return int(beda)


if __name__ == "__main__":
    sys.exit(main())
