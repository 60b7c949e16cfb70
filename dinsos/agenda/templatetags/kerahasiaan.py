"""Template filters that keep a secret sender secret (`agenda.kerahasiaan`)."""

from django import template

from dinsos.agenda import kerahasiaan

register = template.Library()
register.filter("nama_pengirim", kerahasiaan.nama_di_daftar)
register.filter("isi_pesan", kerahasiaan.isi_pesan)
register.filter("menyebut_pengirim", kerahasiaan.menyebut_pengirim)


@register.filter
def samarkan(teks: object, pengirim: kerahasiaan.PengirimTampil) -> str:
    """A text of the letter, without the name and address of a sender who is masked."""
    return pengirim.samarkan(str(teks))
