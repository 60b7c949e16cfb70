"""One-time links to set a password, sent by e-mail. Nobody ever sends or sees another person's password."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from dinsos.akun.models import Pengguna

log = logging.getLogger(__name__)


def boleh_dikirimi(pengguna: Pengguna) -> bool:
    """Only an active account of a real person with an e-mail address gets a link."""
    return pengguna.is_active and not pengguna.demo and bool(pengguna.email)


def alamat_tautan(pengguna: Pengguna) -> str:
    """The full address of the page where this person sets a password.

    It works once and for `PASSWORD_RESET_TIMEOUT` seconds, and dies earlier when the person signs in, or when
    password or e-mail address change.
    """
    jalur = reverse(
        "akun:atur_sandi",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(pengguna.pk)),
            "token": default_token_generator.make_token(pengguna),
        },
    )
    return settings.ALAMAT_SITUS + jalur


def kirim_tautan(*, pengguna: Pengguna, baru: bool = False) -> bool:
    """Send the link; `baru` words it for a new account. False when no server took the message (logged)."""
    data = {
        "pengguna": pengguna,
        "tautan": alamat_tautan(pengguna),
        "baru": baru,
        "jam_berlaku": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    judul = "Akun Anda di portal Dinas Sosial Buton" if baru else "Atur ulang kata sandi Anda"
    try:
        send_mail(judul, render_to_string("akun/surel/atur_sandi.txt", data), None, [pengguna.email])
    except (SMTPException, OSError) as galat:
        log.error("Tautan sandi untuk akun nomor %s tidak terkirim: %s", pengguna.pk, type(galat).__name__)
        return False
    return True


def kirim_untuk_alamat(alamat: str) -> None:
    """Send a link to every account with this e-mail address; silent when there is none."""
    for pengguna in Pengguna.objects.filter(email__iexact=alamat, is_active=True, demo=False):
        kirim_tautan(pengguna=pengguna)
