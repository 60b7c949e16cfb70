"""Context of every page: facts about the office and the kind of installation."""

import re
from collections.abc import Mapping

from django.conf import settings

BAWAAN = {
    "nama": "Dinas Sosial Kabupaten Buton",
    "alamat": "Kompleks Perkantoran Takawa, Gedung C Lantai III, Pasarwajo 93754",
    "telepon": "085257048204",
    "email": "dinassosialbuton@gmail.com",
    "lapor": "https://lapor.go.id",
    "peta": "https://www.google.com/maps/search/?api=1&query=Dinas+Sosial+Kabupaten+Buton%2C+Takawa%2C+Pasarwajo",
    "geo": "geo:0,0?q=Dinas+Sosial+Kabupaten+Buton%2C+Takawa%2C+Pasarwajo",
    "sk": "SK Nomor 8 Tahun 2023",
}
"""As published with the service standard; `settings.KANTOR_UBAHAN` replaces what has changed since."""


def susun_kantor(ubahan: Mapping[str, str]) -> dict[str, str]:
    """The facts about the office; `whatsapp` is the telephone unless it has a number of its own, `wa` its link."""
    hasil = BAWAAN | {"whatsapp": ubahan.get("telepon", BAWAAN["telepon"])} | dict(ubahan)
    return hasil | {"wa": f"https://wa.me/{_internasional(hasil['whatsapp'])}"}


def _internasional(nomor: str) -> str:
    angka = re.sub(r"\D", "", nomor)
    return f"62{angka[1:]}" if angka.startswith("0") else angka


KANTOR = susun_kantor(settings.KANTOR_UBAHAN)


def situs(request) -> dict:
    """`kantor` (facts about the office) and `mode_demo` for templates."""
    return {"kantor": KANTOR, "mode_demo": settings.MODE_DEMO}
