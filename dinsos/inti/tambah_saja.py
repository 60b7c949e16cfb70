"""Append-only logs: rows are written once and stay."""

from django.db import models


class TambahSajaQuerySet(models.QuerySet):
    """Rows that are only ever added."""

    def update(self, **kwargs) -> int:
        raise TypeError(f"{self.model.__name__} hanya boleh ditambah, tidak diubah")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} hanya boleh ditambah, tidak dihapus")


class TambahSaja(models.Model):
    """Base of append-only logs: a row is written once and stays."""

    objects = TambahSajaQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError(f"{type(self).__name__} hanya boleh ditambah, tidak diubah")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{type(self).__name__} hanya boleh ditambah, tidak dihapus")
