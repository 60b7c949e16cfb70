"""Accounts and acting heads, for the pengelola; head and deputy can read them and their history."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from dinsos.akun import perubahan, tautan
from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import PelaksanaHarian, Pengguna, Peran
from dinsos.inti.riwayat_admin import RiwayatTerbaca
from dinsos.inti.telepon import ke_e164

PENGAWAS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
JUDUL_PERAN = {peran.value: peran.label for peran in Peran}

admin.site.unregister(Group)


class PilihanPeran(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Group) -> str:
        return JUDUL_PERAN.get(obj.name, obj.name)


class FormPengguna(forms.ModelForm):
    """An account without a password: the person sets it by a one-time link."""

    email = forms.EmailField(
        label="Alamat e-mail",
        help_text="Tautan untuk mengatur kata sandi dikirim ke alamat ini.",
    )
    groups = PilihanPeran(
        Group.objects.filter(name__in=Peran.values).order_by("name"),
        label="Peran",
        widget=forms.CheckboxSelectMultiple,
        help_text="Setiap perubahan peran tercatat dalam riwayat dan dapat dibaca pimpinan.",
    )

    class Meta:
        model = Pengguna
        fields = ["username", "nama", "nip", "pangkat", "jabatan", "telepon", "email", "groups", "is_active"]
        labels = {
            "username": "Nama pengguna",
            "nip": "NIP (boleh dikosongkan)",
            "pangkat": "Pangkat/golongan (boleh dikosongkan)",
            "jabatan": "Jabatan (boleh dikosongkan)",
            "telepon": "Telepon (boleh dikosongkan)",
            "is_active": "Akun aktif",
        }
        help_texts = {
            "username": "Dipakai untuk masuk. Huruf kecil tanpa spasi, misalnya wa.ode.",
            "is_active": "Hapus centang bila orang ini pindah atau pensiun. Akun tidak pernah dihapus.",
        }

    def clean_username(self) -> str:
        nama = Pengguna.normalize_username(self.cleaned_data["username"])
        if Pengguna.objects.filter(username=nama).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Nama pengguna ini sudah dipakai. Pilih nama lain.")
        return nama

    def clean_telepon(self) -> str:
        telepon = self.cleaned_data["telepon"]
        return ke_e164(telepon) if telepon else ""


class SaringPeran(admin.SimpleListFilter):
    """Roles by their titles."""

    title = "peran"
    parameter_name = "peran"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return Peran.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(Pengguna)
class AdminPengguna(IzinPeran, RiwayatTerbaca):
    """Nobody changes their own roles or shuts their own account, so that no step up is silent."""

    peran_lihat = PENGAWAS
    peran_ubah = (Peran.PENGELOLA,)
    form = FormPengguna
    list_display = ["username", "nama", "jabatan", "peran_tertulis", "is_active", "demo"]
    list_filter = ["is_active", SaringPeran]
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["username", "nama", "nip"]
    ordering = ["username"]
    history_list_display = ["perubahan_peran"]
    actions = ["kirim_tautan"]
    orang = (None, {"fields": ["username", "nama", "nip", "pangkat", "jabatan"]})
    kontak = ("Kontak", {"fields": ["email", "telepon"]})
    add_fieldsets = [orang, kontak, ("Akses", {"fields": ["groups", "is_active"]})]
    fieldsets = [
        orang,
        kontak,
        ("Akses", {"fields": ["groups", "is_active", "demo", "last_login", "date_joined"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Pengguna | None = None) -> list:
        return self.fieldsets if obj else self.add_fieldsets

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="peran")
    def peran_tertulis(self, pengguna: Pengguna) -> str:
        return _sebut(grup.name for grup in pengguna.groups.all())

    @admin.display(description="peran saat itu")
    def perubahan_peran(self, catatan) -> str:
        return _sebut(baris.group.name for baris in catatan.groups.select_related("group"))

    def get_readonly_fields(self, request: HttpRequest, obj: Pengguna | None = None) -> list[str]:
        selalu = ["demo", "last_login", "date_joined"]
        return [*selalu, "groups", "is_active"] if obj and obj.pk == request.user.pk else selalu

    def save_model(self, request: HttpRequest, obj: Pengguna, form, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(partial(self._kirim, request, obj, baru=True))

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        perubahan.sesudah(pengguna=form.instance, oleh=request.user)

    @admin.action(description="Kirim tautan untuk mengatur kata sandi", permissions=["change"])
    def kirim_tautan(self, request: HttpRequest, pilihan: QuerySet) -> None:
        for pengguna in pilihan:
            self._kirim(request, pengguna)

    def _kirim(self, request: HttpRequest, pengguna: Pengguna, *, baru: bool = False) -> None:
        if not tautan.boleh_dikirimi(pengguna):
            self.message_user(
                request,
                f"{pengguna}: tautan tidak dikirim, karena akun tidak aktif, akun peraga, atau tanpa e-mail.",
                messages.WARNING,
            )
        elif tautan.kirim_tautan(pengguna=pengguna, baru=baru):
            self.message_user(request, f"{pengguna}: tautan untuk mengatur kata sandi sudah dikirim.")
        else:
            self.message_user(
                request,
                f"{pengguna}: e-mail tidak terkirim. Kirim lagi dari daftar pengguna bila server pulih.",
                messages.ERROR,
            )


def _sebut(nama_grup) -> str:
    """Names of groups as the titles of the roles, "—" when there is none."""
    return ", ".join(sorted(JUDUL_PERAN.get(nama, nama) for nama in nama_grup)) or "—"


class FormPelaksanaHarian(forms.ModelForm):
    """Set with the letter of order in hand."""

    class Meta:
        model = PelaksanaHarian
        fields = ["pengguna", "mulai", "sampai", "nomor_surat"]


@admin.register(PelaksanaHarian)
class AdminPelaksanaHarian(IzinPeran, RiwayatTerbaca):
    """An acting head sees cases like the head, so nobody but the head appoints themself."""

    peran_lihat = (Peran.SEKRETARIS,)
    peran_ubah = (Peran.PENGELOLA, Peran.KEPALA_DINAS)
    form = FormPelaksanaHarian
    list_display = ["pengguna", "mulai", "sampai", "nomor_surat"]
    ordering = ["-mulai"]

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "pengguna":
            kwargs["queryset"] = Pengguna.objects.filter(is_active=True).exclude(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
