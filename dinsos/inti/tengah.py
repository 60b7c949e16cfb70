"""Middleware: a business rule that says no becomes a message, never an error page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from dinsos.inti.galat import GalatAturan, TidakBerwenang


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
