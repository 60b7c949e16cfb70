"""The yardstick: a bare Django project with one model, one form, one indexed list of 25 and one read.

Settings, model, form, views and addresses in one module; `startproject`'s own middleware. Fill it with
`python polos.py JUMLAH`, serve `polos:application`.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dj_database_url
from django.conf import settings

DI_SINI = Path(__file__).resolve().parent
BASIS = dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)
if BASIS["ENGINE"].endswith("sqlite3"):
    BASIS["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

settings.configure(
    SECRET_KEY="polos-" + "x" * 50,
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": BASIS},
    ROOT_URLCONF="polos",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [DI_SINI],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    USE_TZ=True,
    TIME_ZONE="Asia/Makassar",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)

from django import forms  # noqa: E402  (settings come first)
from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

from django.db import connection, models  # noqa: E402
from django.shortcuts import get_object_or_404, redirect, render  # noqa: E402
from django.urls import path  # noqa: E402


class Surat(models.Model):
    """One table."""

    nomor = models.CharField(max_length=12, unique=True)
    nama = models.CharField(max_length=120)
    uraian = models.TextField()
    batas = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "polos"

    def __str__(self) -> str:
        return self.nomor


class FormSurat(forms.ModelForm):
    class Meta:
        model = Surat
        fields = ("nomor", "nama", "uraian", "batas")


def baru(request):
    """Form, and insert."""
    form = FormSurat(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("satu", nomor=form.save().nomor)
    return render(request, "baru.html", {"form": form})


def daftar(request):
    """The 25 that are due first."""
    return render(request, "daftar.html", {"daftar": Surat.objects.order_by("batas")[:25]})


def satu(request, nomor: str):
    """One row by its unique number."""
    return render(request, "satu.html", {"surat": get_object_or_404(Surat, nomor=nomor)})


urlpatterns = [
    path("baru/", baru, name="baru"),
    path("daftar/", daftar, name="daftar"),
    path("satu/<str:nomor>/", satu, name="satu"),
]


def isi(jumlah: int) -> None:
    """Make the table and put `jumlah` rows into it."""
    with connection.schema_editor() as penyunting:
        penyunting.create_model(Surat)
    awal = datetime.now(UTC)
    baris = (
        Surat(nomor=f"2026-{i:05d}", nama=f"Wa Ode {i}", uraian="x" * 200, batas=awal + timedelta(minutes=i))
        for i in range(jumlah)
    )
    Surat.objects.bulk_create(baris, batch_size=5000)


if __name__ == "__main__":
    isi(int(sys.argv[1]))
