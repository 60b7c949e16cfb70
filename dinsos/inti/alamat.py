"""Addresses: those that only take what is sent to them, and those of many rows."""

from collections.abc import Callable
from functools import lru_cache, wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

AMBIL = ("GET", "HEAD")
_TANDA = 10**17


@lru_cache(maxsize=32)
def _pola(nama: str) -> str:
    return reverse(nama, args=[_TANDA]).replace(str(_TANDA), "%d")


def alamat(pk: int, nama: str) -> str:
    """The address of a page that takes one number, as `reverse` tells it; for lists, where `reverse` is slow."""
    return _pola(nama) % pk


class LihatDiSana(HttpResponseRedirect):
    """303: what was asked for is a page at another address."""

    status_code = 303


def hanya_kirim(halaman: str, *bawa: str) -> Callable:
    """Decorator of a view that takes POST only; a GET is led (303) to the page that it belongs to.

    `halaman` is the page's name, `bawa` names the parameters of this address that the page needs, too. A person
    gets here without a form by reloading, by Back, or by signing in again. Stands inside the rule of access.
    """

    def hias(view: Callable) -> Callable:
        @wraps(view)
        def periksa(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method in AMBIL:
                return LihatDiSana(reverse(halaman, kwargs={nama: kwargs[nama] for nama in bawa}))
            if request.method != "POST":
                return HttpResponseNotAllowed([*AMBIL, "POST"])
            return view(request, *args, **kwargs)

        return periksa

    return hias
