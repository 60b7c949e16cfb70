"""Forms of signing in and of passwords."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

from dinsos.akun.models import Pengguna

BANTUAN_SANDI = (
    "Paling sedikit 10 huruf, angka, atau tanda. Jangan hanya angka, jangan nama Anda, dan jangan kata sandi "
    "yang sering dipakai orang. Beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak."
)
TIDAK_COCOK = "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."
SANDI_BERBEDA = "Kedua kata sandi tidak sama. Tulis sekali lagi dengan hati-hati."


class FormMasuk(AuthenticationForm):
    """Account name and password."""

    error_messages = {"invalid_login": TIDAK_COCOK, "inactive": TIDAK_COCOK}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"

    def clean_username(self) -> str:
        return Pengguna.normalize_username(self.cleaned_data["username"])


class FormLupaSandi(forms.Form):
    """The e-mail address that is known to the office."""

    email = forms.EmailField(
        label="Alamat e-mail Anda",
        help_text="Alamat yang Anda daftarkan pada pengelola.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class _SandiBaru:
    """Our words on Django's two fields for a new password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields["new_password1"].help_text = BANTUAN_SANDI
        self.fields["new_password2"].label = "Ulangi kata sandi baru"
        self.fields["new_password2"].help_text = ""


class FormAturSandi(_SandiBaru, SetPasswordForm):
    """A new password, by a one-time link."""

    error_messages = {"password_mismatch": SANDI_BERBEDA}


class FormGantiSandi(_SandiBaru, PasswordChangeForm):
    """A new password, by the old one."""

    error_messages = {
        "password_mismatch": SANDI_BERBEDA,
        "password_incorrect": "Kata sandi lama tidak cocok. Tulis sekali lagi.",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi lama"
