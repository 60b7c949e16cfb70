"""The outbox for the pengelola: what is on its way and what fails, never to whom or what it says."""

from django.contrib import admin
from django.http import HttpRequest

from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import Peran
from dinsos.notifikasi.models import Pesan

TERBUKA = ["kelas", "saluran", "keadaan", "dibuat_pada", "percobaan", "galat_terakhir", "diterima_pada"]


@admin.register(Pesan)
class AdminPesan(IzinPeran, admin.ModelAdmin):
    """Delivery only. Names, addresses and texts can neither be seen nor found out by filtering."""

    peran_lihat = (Peran.PENGELOLA,)
    actions = None
    list_display = TERBUKA
    list_filter = ["keadaan", "saluran", "galat_terakhir"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = [*TERBUKA, "coba_pada", "gagal_sejak", "dibatalkan_pada", "simulasi"]
    ordering = ["-dibuat_pada", "pk"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup.split("__")[0] in self.list_filter
