"""Signing in, signing out and passwords."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import views
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView, TemplateView

from dinsos.akun import pembatas, tautan
from dinsos.akun.forms import FormAturSandi, FormGantiSandi, FormLupaSandi, FormMasuk
from dinsos.akun.models import Pengguna, Peran
from dinsos.akun.pembatas import Jatah
from dinsos.inti.klien import alamat_klien
from dinsos.inti.teks import pukul

JENDELA = timedelta(hours=1)
BATAS_TAUTAN = 20
BATAS_TAUTAN_EMAIL = 5
HABIS = "Tautan sudah terlalu sering diminta. Coba lagi mulai pukul {}, atau hubungi pengelola."


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


class Keluar(views.LogoutView):
    """Ends the session; over https the browser is asked to forget the pages it has kept, Back included."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        jawaban = super().post(request, *args, **kwargs)
        if request.is_secure():
            jawaban["Clear-Site-Data"] = '"cache"'
        return jawaban


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
        tunggu = pembatas.ambil(
            {
                f"sandi alamat:{pembatas.jaringan(alamat_klien(self.request))}": Jatah(BATAS_TAUTAN, JENDELA),
                f"sandi email:{alamat.lower()}": Jatah(BATAS_TAUTAN_EMAIL, JENDELA),
            }
        )
        if tunggu is not None:
            form.add_error(None, HABIS.format(pukul(tunggu)))
            return self.render_to_response(self.get_context_data(form=form), status=429)
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
