"""Rooms, officers' hours and absences in the admin, kept by the pengelola."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import Pengguna, Peran
from dinsos.inti.riwayat_admin import RiwayatTerbaca
from disposisi.models_jadwal import JamPetugas, Ketidakhadiran, Ruang

PEMBACA = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)


def petugas_aktif() -> QuerySet[Pengguna]:
    """Who can be given an appointment."""
    return Pengguna.objects.berperan(Peran.PETUGAS).order_by("nama")


class AdminJadwal(IzinPeran, RiwayatTerbaca):
    """Base: the pengelola adds and changes, head and deputy read."""

    peran_lihat = PEMBACA
    peran_ubah = (Peran.PENGELOLA,)
    actions = None

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs) -> forms.ModelChoiceField:
        if db_field.name == "petugas":
            kwargs["queryset"] = petugas_aktif()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Ruang)
class AdminRuang(AdminJadwal):
    """Rooms; one that is given up is marked as no longer used and keeps its past."""

    list_display = ["nama", "letak", "aktif"]
    search_fields = ["nama"]


@admin.register(JamPetugas)
class AdminJamPetugas(AdminJadwal):
    """When an officer receives people, if that is less than the office hours."""

    list_display = ["petugas", "hari", "buka", "tutup", "aktif"]
    list_select_related = ["petugas"]


class FormKetidakhadiran(forms.ModelForm):
    """An absence; its end may be an estimate and is changed when the officer returns."""

    class Meta:
        model = Ketidakhadiran
        fields = ["petugas", "mulai", "selesai", "alasan"]
        help_texts = {
            "alasan": "Misalnya cuti atau dinas luar. Jangan tulis penyakitnya: pimpinan dan petugas membacanya."
        }


@admin.register(Ketidakhadiran)
class AdminKetidakhadiran(AdminJadwal):
    """Who is away when; appointments that this touches are named after saving."""

    form = FormKetidakhadiran
    list_display = ["petugas", "mulai", "selesai", "alasan"]
    list_select_related = ["petugas"]

    def save_model(self, request: HttpRequest, obj: Ketidakhadiran, form, change: bool) -> None:
        with transaction.atomic():
            super().save_model(request, obj, form, change)
        kena = obj.petugas.audiensi.berjalan().filter(mulai__lt=obj.selesai, selesai__gt=obj.mulai)
        jumlah = kena.count()
        if jumlah:
            self.message_user(
                request,
                f"{jumlah} jadwal pertemuan {obj.petugas} terkena. Pimpinan atau petugas perlu memindahkannya.",
                level="WARNING",
            )
