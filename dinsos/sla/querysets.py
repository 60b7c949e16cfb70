"""Reads of policies and calendars, and the guard that published rows stay as they are."""

from datetime import date

from django.db import models

from dinsos.inti.galat import GalatAturan


class TerkunciQuerySet(models.QuerySet):
    """Rows that are written one by one, so that history and the guard of published rows see each of them."""

    def update(self, **kwargs):
        raise GalatAturan("Aturan waktu tidak dapat diubah sekaligus. Ubah satu per satu.")

    def delete(self):
        raise GalatAturan("Aturan waktu tidak dapat dihapus sekaligus. Hapus satu per satu.")

    def bulk_create(self, *args, **kwargs):
        raise GalatAturan("Aturan waktu tidak dapat ditambah sekaligus. Tambah satu per satu.")

    def bulk_update(self, *args, **kwargs):
        raise GalatAturan("Aturan waktu tidak dapat diubah sekaligus. Ubah satu per satu.")


class KebijakanQuerySet(TerkunciQuerySet):
    """Policies."""

    def berlaku(self, *, layanan: str, pada: date) -> "KebijakanQuerySet":
        """Policies of a service in force on the local date; of each kind the first row counts."""
        return self.filter(layanan=layanan, berlaku_sejak__lte=pada).order_by("-berlaku_sejak", "-id")


class VersiKalenderQuerySet(TerkunciQuerySet):
    """Versions of calendars."""

    def terbit(self) -> "VersiKalenderQuerySet":
        """Published versions, older first."""
        return self.filter(keadaan="terbit").order_by("tahun", "versi")
