"""Context of every page: facts about the office and the kind of installation."""

from django.conf import settings

KANTOR = {
    "nama": "Dinas Sosial Kabupaten Buton",
    "alamat": "Kompleks Perkantoran Takawa, Gedung C Lantai III, Pasarwajo 93754",
    "telepon": "085257048204",
    "wa": "https://wa.me/6285257048204",
    "email": "dinassosialbuton@gmail.com",
    "lapor": "https://lapor.go.id",
    "peta": "https://www.google.com/maps/search/?api=1&query=Dinas+Sosial+Kabupaten+Buton%2C+Takawa%2C+Pasarwajo",
    "geo": "geo:0,0?q=Dinas+Sosial+Kabupaten+Buton%2C+Takawa%2C+Pasarwajo",
    "sk": "SK Nomor 8 Tahun 2023",
}


def situs(request) -> dict:
    """`kantor` (facts about the office) and `mode_demo` for templates."""
    return {"kantor": KANTOR, "mode_demo": settings.MODE_DEMO}
