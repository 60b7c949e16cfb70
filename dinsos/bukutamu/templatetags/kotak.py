"""What the desk and the overdue page show of messages from the mailbox."""

from django import template
from django.conf import settings

from dinsos.bukutamu.kotak.daftar import BATAS_BARIS, ringkas
from dinsos.inti import jam

register = template.Library()


@register.inclusion_tag("bukutamu/kotak_meja.html")
def kotak_di_meja() -> dict:
    """The most urgent messages that nobody has registered yet, if there is a mailbox; one query."""
    kotak = ringkas(jam.sekarang())
    return {"kotak": kotak, "ada": bool(settings.IMAP_HOST or kotak.jumlah)}


@register.inclusion_tag("bukutamu/kotak_tenggat.html")
def kotak_di_papan() -> dict:
    """When each unregistered message arrived and is due: no names, no words, no links; one query."""
    return {"kotak": ringkas(jam.sekarang(), banyak=BATAS_BARIS)}
