"""Permissions of model admins by role instead of by Django's permission table."""

from django.http import HttpRequest

from dinsos.akun.peran import berhak


class IzinPeran:
    """Mixin for a ModelAdmin. Stands first among the base classes.

    `peran_lihat` may open the records, `peran_ubah` may also add and change them. Nobody deletes: records of
    an office are closed or deactivated.
    """

    peran_lihat: tuple[str, ...] = ()
    peran_ubah: tuple[str, ...] = ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return berhak(request.user, (*self.peran_lihat, *self.peran_ubah))

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return berhak(request.user, self.peran_ubah)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return berhak(request.user, self.peran_ubah)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
