"""The admin site of the office: for those who decide or administer."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

PERAN_ADMIN = ("kepala_dinas", "sekretaris", "pengelola")


class SitusAdmin(AdminSite):
    """Open to an active head of office (or acting head), deputy or pengelola.

    What each of them sees and does inside is up to each model admin (`IzinPeran`). Signing in and passwords
    are the pages of `akun`, so that there is one place where guessing is locked out. Models are imported
    inside the methods, because this module is loaded before the apps are.
    """

    site_title = "Dinas Sosial Kabupaten Buton"
    site_header = "Dinas Sosial Kabupaten Buton"
    index_title = "Ruang pimpinan dan pengelola"
    site_url = "/"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._halaman: list[URLPattern] = []

    def tambah_halaman(self, *halaman: URLPattern) -> None:
        """Take a room's own pages: paths below the admin's address, names in its namespace (`admin:`).

        For the admin module of the room, which runs before the addresses are read. The rule of the site comes on
        top of the rule that each view declares.
        """
        for satu in halaman:
            satu.callback = self.admin_view(satu.callback)
            self._halaman.append(satu)

    def has_permission(self, request: HttpRequest) -> bool:
        from dinsos.akun.peran import berhak

        return berhak(request.user, PERAN_ADMIN)

    def admin_view(self, view, cacheable=False):
        """As Django's, but a signed-in person without permission gets 403 instead of another sign-in form.

        A view that answers 404 to whoever may not open it (`peran.sama_404`) does so here, too.
        """
        bagian_dalam = super().admin_view(view, cacheable)

        def periksa(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied("Halaman ini hanya untuk pimpinan dan pengelola.")
            return bagian_dalam(request, *args, **kwargs)

        periksa.__dict__.update(bagian_dalam.__dict__)
        if getattr(view, "tersembunyi", False):
            from dinsos.akun.peran import sama_404

            return sama_404(periksa)
        return periksa

    def each_context(self, request: HttpRequest) -> dict:
        """As Django's; the list of models and the log are worked out when a page shows them."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": self.site_url,
            "has_permission": self.has_permission(request),
            "available_apps": SimpleLazyObject(lambda: self.get_app_list(request)),
            "is_popup": False,
            "is_nav_sidebar_enabled": self.enable_nav_sidebar,
            "log_entries": SimpleLazyObject(lambda: self.get_log_entries(request)),
        }

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's addresses; each one that declares no rule of its own gets the rule of the site."""
        urls = [*self._halaman, *super().get_urls()]
        self._tandai(urls)
        return urls

    def _tandai(self, urls: list) -> None:
        for satu in urls:
            if isinstance(satu, URLResolver):
                self._tandai(satu.url_patterns)
            elif not hasattr(satu.callback, "aturan_akses"):
                satu.callback.aturan_akses = PERAN_ADMIN

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """There is one sign-in page, /masuk/."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied("Halaman ini hanya untuk pimpinan dan pengelola.")
        from django.contrib.auth.views import redirect_to_login

        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    login.aturan_akses = "publik"

    def password_change(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """There is one page to change a password, /sandi/ganti/."""
        return redirect("akun:ganti_sandi")


class KonfigurasiAdmin(AdminConfig):
    default_site = "dinsos.akun.situs.SitusAdmin"
