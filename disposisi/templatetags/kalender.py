"""Warnings of the calendar, for the front pages of the pengelola and the head."""

from django import template

from dinsos.akun.models import Pengguna
from dinsos.akun.peran import berhak
from dinsos.inti import jam
from dinsos.sla.peringatan import kalimat
from disposisi.kalender import PEMBACA

register = template.Library()


@register.inclusion_tag("admin/kalender/peringatan_depan.html")
def peringatan_kalender(pengguna: Pengguna) -> dict[str, list[str]]:
    """What the calendar lacks, for those who can do something about it; nothing for others. Two queries."""
    return {"peringatan": kalimat(jam.sekarang()) if berhak(pengguna, PEMBACA) else []}
