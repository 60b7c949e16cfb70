"""The head's queue in a number, for the front page of the admin."""

from django import template

from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna

register = template.Library()
HITUNG_MAKS = 99


@register.simple_tag
def jumlah_antrean(pengguna: Pengguna) -> str:
    """How many letters wait for this person's disposition: "0" to "99", or "lebih dari 99"."""
    jumlah = SuratMasuk.objects.bisa_diputus(pengguna).filter(status="diterima")[: HITUNG_MAKS + 1].count()
    return str(jumlah) if jumlah <= HITUNG_MAKS else f"lebih dari {HITUNG_MAKS}"


@register.simple_tag
def memutus(pengguna: Pengguna) -> bool:
    """Whether this person has a queue at all: the head, whoever acts for the head, and the deputy."""
    return pengguna.adalah_kepala() or pengguna.punya_peran("sekretaris")
