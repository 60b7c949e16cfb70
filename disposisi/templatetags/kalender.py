"""Warnings of the calendar, for the front pages of the pengelola and the head."""

from django import template

from dinsos.akun.models import Pengguna
from dinsos.akun.peran import berhak
from dinsos.inti import jam
from dinsos.sla.peringatan import kalimat
from disposisi.kalender import PEMBACA

register = template.Library()


@register.inclusion_tag("admin/kalender/peringatan_depan.html")
def peringatan_kalender(pengguna: Pengguna) -> dict:
    """What the calendar lacks, and the way to its pages, for those who may open them. Two queries."""
    boleh = berhak(pengguna, PEMBACA)
    return {"boleh": boleh, "peringatan": kalimat(jam.sekarang()) if boleh else []}
