"""Reads of files and of their access log."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef

from dinsos.berkas.enums import Keadaan


class BerkasQuerySet(models.QuerySet):
    """Files, by what became of them."""

    def berisi(self) -> "BerkasQuerySet":
        """Files whose bytes are kept."""
        return self.exclude(keadaan=Keadaan.DIHAPUS)

    def terbengkalai(self, sebelum: datetime) -> "BerkasQuerySet":
        """Uploads from before the instant that neither a case nor a draft nor any other row holds on to."""
        calon = self.filter(keadaan=Keadaan.SEMENTARA, dibuat_pada__lt=sebelum)
        for model, kolom in self._pemegang():
            calon = calon.filter(~Exists(model._base_manager.filter(**{kolom: OuterRef("pk")})))
        return calon

    def _pemegang(self) -> list[tuple[type[models.Model], str]]:
        """(model, column) of every foreign key to a file, but for the access log and for history tables."""
        return [
            (relasi.related_model, relasi.field.name)
            for relasi in self.model._meta.get_fields(include_hidden=True)
            if relasi.auto_created
            and (relasi.one_to_many or relasi.one_to_one)
            and relasi.field.db_constraint
            and relasi.related_model._meta.label != "berkas.LogAksesBerkas"
        ]
