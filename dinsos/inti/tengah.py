"""What a request ends in when it doesn't end well: a message, a page that says to wait, or the error page."""

import sys

from django.contrib import messages
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import server_error

from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.konteks import situs

TUNGGU_DETIK = 10


class GalatAturanMiddleware:
    """Shows `GalatAturan.pesan` on the page the person came from; `TidakBerwenang` is a 403 page."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, galat: Exception) -> HttpResponse | None:
        if isinstance(galat, TidakBerwenang):
            return render(request, "403.html", {"exception": galat.pesan}, status=403)
        if not isinstance(galat, GalatAturan):
            return None
        messages.error(request, galat.pesan)
        asal = request.META.get("HTTP_REFERER", "")
        if not url_has_allowed_host_and_scheme(asal, {request.get_host()}, request.is_secure()):
            asal = "/"
        return redirect(asal)


def galat_server(request: HttpRequest) -> HttpResponse:
    """The handler of errors that nobody caught, wherever they rose: view, session or middleware.

    A database that is busy is a page with status 503 and `Retry-After`, anything else Django's error page.
    """
    if basis_data_sibuk(sys.exc_info()[1]):
        isi = render_to_string(
            "503.html", situs(request)
        )  # without the request: nothing here asks the database
        kepala = {"Retry-After": str(TUNGGU_DETIK), "Cache-Control": "no-store"}
        return HttpResponse(isi, status=503, headers=kepala)
    return server_error(request)


def basis_data_sibuk(galat: BaseException | None) -> bool:
    """Whether the database was locked or could not be reached, so that trying again soon makes sense.

    PostgreSQL reports exactly such errors as OperationalError; SQLite also missing tables and full disks.
    """
    if not isinstance(galat, OperationalError):
        return False
    return connection.vendor != "sqlite" or "locked" in str(galat)
