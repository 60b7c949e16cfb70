"""How pages travel: compressed unless they hold a secret, and kept by nobody but the reader (docs/adr/0022)."""

import re

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

KODE_RAHASIA = re.compile(rb"-(?<=\b[A-Z2-7]{4}-)(?!(?<=ABCD-)EFGH-JKLM\b)[A-Z2-7]{4}-[A-Z2-7]{4}\b")
"""How the secret of a letter is printed (agenda.rahasia), not the example in the form; looked for from its first
hyphen on, which is many times faster in a page of 30 KB."""


class KompresiMiddleware(GZipMiddleware):
    """gzip with Django's random length; a page that shows the secret of a letter is sent as it is.

    So the size of what is sent says nothing about the secret, whatever else somebody gets into that page (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        dimampatkan = "gzip" in request.headers.get("Accept-Encoding", "") and not response.streaming
        if dimampatkan and KODE_RAHASIA.search(response.content):
            return response
        return super().process_response(request, response)


class SimpananMiddleware:
    """Pages that say nothing about caching are kept by the reader's browser only, and asked for again each time."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        jawaban = self.get_response(request)
        if not jawaban.has_header("Cache-Control"):
            patch_cache_control(jawaban, private=True, no_cache=True)
        return jawaban
