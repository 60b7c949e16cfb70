"""Where every address leads. Everything is closed unless its view says `publik`."""

from django.contrib import admin
from django.urls import include, path

handler500 = "dinsos.inti.tengah.galat_server"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("pengaduan/", include("pengaduan.urls")),
    path("konsultasi/", include("konsultasi.urls")),
    path("", include("dinsos.akun.urls")),
    path("", include("dinsos.bukutamu.urls")),
    path("piket/surel/", include("dinsos.bukutamu.kotak.urls")),
    path("", include("dinsos.laporan.urls")),
    path("", include("dinsos.dokumen.urls")),
    path("", include("dinsos.portal.urls")),
]
