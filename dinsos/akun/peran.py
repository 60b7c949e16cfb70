"""Access rules of views: everything is closed by default, and each view declares who may open it.

The rule stands on the callable as `aturan_akses`, so that a test can walk all addresses:
`PUBLIK`, `MASUK` (any account that is signed in), or a tuple of roles.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from dinsos.akun.models import Peran

PUBLIK = "publik"
MASUK = "masuk"
STAF = tuple(Peran.values)
PENOLAKAN = "Halaman ini bukan untuk peran Anda. Bila Anda memerlukannya, hubungi pengelola."


def berhak(pengguna, peran: Iterable[str]) -> bool:
    """True when the account is active and holds one of the roles; an acting head counts as `kepala_dinas`."""
    peran = frozenset(peran)
    if not (pengguna.is_authenticated and pengguna.is_active):
        return False
    return pengguna.punya_peran(*peran) or (Peran.KEPALA_DINAS in peran and pengguna.adalah_kepala())


def wajib_berhak(request: HttpRequest, peran: Iterable[str]) -> HttpResponse | None:
    """None when the person may go on, else the way to the sign-in page.

    Raises PermissionDenied (a 403 page with `PENOLAKAN`) for a wrong role.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not berhak(request.user, peran):
        raise PermissionDenied(PENOLAKAN)
    return None


def publik(view: Callable) -> Callable:
    """Opens a view (a function, or the result of `as_view()`) to everybody."""
    login_not_required(view)
    view.aturan_akses = PUBLIK
    return view


def sudah_masuk(view: Callable) -> Callable:
    """Any account that is signed in, whatever its role (WajibMasukMiddleware turns others away)."""
    view.aturan_akses = MASUK
    return view


def peran_wajib(*peran: str) -> Callable:
    """Decorator of a function view: only for the roles named."""

    def hias(view: Callable) -> Callable:
        @wraps(view)
        def periksa(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return wajib_berhak(request, peran) or view(request, *args, **kwargs)

        periksa.aturan_akses = peran
        return periksa

    return hias


def sama_404(view: Callable) -> Callable:
    """Decorator of a file's view: a wrong role gets the same 404 as a file that isn't there or is hidden.

    Stands outside the rule of access, which stays on the callable; the admin site keeps to it, too.
    """

    @wraps(view)
    def jawab(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as galat:
            raise Http404 from galat

    jawab.tersembunyi = True
    return jawab


class PeranWajibMixin:
    """For class views: `peran` names the roles. Stands first among the base classes."""

    peran: tuple[str, ...] = ()

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.aturan_akses = tuple(initkwargs.get("peran", cls.peran))
        return view

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return wajib_berhak(request, self.peran) or super().dispatch(request, *args, **kwargs)
