"""Who isn't signed in is led to the sign-in page, and keeps what they had typed."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

AMAN = ("GET", "HEAD", "OPTIONS", "TRACE")
RAHASIA = ("sandi", "password", "csrf")


class WajibMasukMiddleware(LoginRequiredMiddleware):
    """As Django's; but for a form that was sent after the session ended, a page (403) that gives the text back."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.method in AMAN:
            return super().handle_no_permission(request, view_func)
        masuk = reverse(settings.LOGIN_URL, query={REDIRECT_FIELD_NAME: halaman_asal(request)})
        konteks = {"tulisan": tulisan(request), "url_masuk": masuk}
        jawaban = render(request, "akun/sesi_habis.html", konteks, status=403)
        add_never_cache_headers(jawaban)
        return jawaban


def halaman_asal(request: HttpRequest) -> str:
    """Path of the page that the form stood on, if it is ours; else the first screen of staff."""
    asal = request.META.get("HTTP_REFERER", "")
    if asal and url_has_allowed_host_and_scheme(asal, {request.get_host()}, request.is_secure()):
        bagian = urlsplit(asal)
        return bagian.path + (f"?{bagian.query}" if bagian.query else "")
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def tulisan(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, as (name of the field, text); without passwords, tokens, ticks and empty fields."""
    return [
        (nama.rpartition("-")[2].replace("_", " ").capitalize(), nilai.strip())
        for nama, semua in request.POST.lists()
        if not any(kata in nama.lower() for kata in RAHASIA)
        for nilai in semua
        if nilai.strip() not in ("", "on")
    ]
