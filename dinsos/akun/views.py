"""Signing in, signing out and passwords."""

from collections.abc import Callable

from django.contrib.auth import views
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView, TemplateView

from dinsos.akun import tautan
from dinsos.akun.forms import FormAturSandi, FormGantiSandi, FormLupaSandi, FormMasuk
from dinsos.akun.models import Pengguna, Peran


class Masuk(views.LoginView):
    """The sign-in page; a pengelola, who has no cases, goes to the admin from here."""

    template_name = "akun/masuk.html"
    authentication_form = FormMasuk
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        pengguna = self.request.user
        if pengguna.peran == {Peran.PENGELOLA}:
            return reverse("admin:index")
        return super().get_default_redirect_url()


class GantiSandi(views.PasswordChangeView):
    """A new password by the old one; other sessions of the account end."""

    template_name = "akun/ganti_sandi.html"
    form_class = FormGantiSandi
    success_url = reverse_lazy("akun:ganti_sandi_selesai")


class GantiSandiSelesai(TemplateView):
    template_name = "akun/ganti_sandi_selesai.html"


class AlihLaluKerja(HttpResponseRedirect):
    """A redirect that does its work after the browser has the answer, so that its time tells nothing."""

    def __init__(self, tujuan: str, kerja: Callable[[], None]) -> None:
        super().__init__(tujuan)
        self._kerja = kerja

    def close(self) -> None:
        try:
            self._kerja()
        finally:
            super().close()


class LupaSandi(FormView):
    """Asks for an e-mail address; the answer is the same, and as fast, whether an account has it or not."""

    template_name = "akun/lupa_sandi.html"
    form_class = FormLupaSandi

    def form_valid(self, form: FormLupaSandi) -> HttpResponse:
        alamat = form.cleaned_data["email"]
        return AlihLaluKerja(reverse("akun:lupa_sandi_terkirim"), lambda: tautan.kirim_untuk_alamat(alamat))


class LupaSandiTerkirim(TemplateView):
    template_name = "akun/lupa_sandi_terkirim.html"


class AturSandi(views.PasswordResetConfirmView):
    """Sets a password by a one-time link."""

    template_name = "akun/atur_sandi.html"
    form_class = FormAturSandi
    success_url = reverse_lazy("akun:atur_sandi_selesai")
    reset_url_token = "baru"  # noqa: S105  (a piece of the address, not a secret)

    def get_user(self, uidb64: str) -> Pengguna | None:
        pengguna = super().get_user(uidb64)
        return pengguna if pengguna and tautan.boleh_dikirimi(pengguna) else None


class AturSandiSelesai(TemplateView):
    template_name = "akun/atur_sandi_selesai.html"
