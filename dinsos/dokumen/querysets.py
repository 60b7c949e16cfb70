"""Reads of outgoing letters; rows of letters that went out are changed by nobody."""

from uuid import UUID

from django.db import models

from dinsos.dokumen.enums import KeadaanSurat


class SuratKeluarQuerySet(models.QuerySet):
    """Outgoing letters. They are written one by one, through the acts of `dinsos.dokumen.surat`."""

    def milik(self, kasus: UUID) -> "SuratKeluarQuerySet":
        """What went out about one case, in the order in which it was written."""
        return self.filter(kasus=kasus).exclude(keadaan=KeadaanSurat.KONSEP).order_by("dibuat_pada", "pk")

    def berlaku(self) -> "SuratKeluarQuerySet":
        """Letters that went out and were neither corrected nor cancelled."""
        return self.filter(keadaan=KeadaanSurat.TERBIT)

    def update(self, **kwargs) -> int:
        raise TypeError("surat keluar hanya ditulis lewat dinsos.dokumen.surat")

    def bulk_create(self, objs, *args, **kwargs) -> list:
        raise TypeError("surat keluar hanya ditulis lewat dinsos.dokumen.surat")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("surat keluar tidak dihapus; batalkan dengan alasan")
