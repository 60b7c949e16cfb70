"""Reads of the outbox."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from dinsos.notifikasi.enums import GALAT_PULIH, Keadaan


class PesanQuerySet(models.QuerySet):
    def untuk_kasus(self, uuid: UUID) -> "PesanQuerySet":
        """All messages of one letter, oldest first."""
        return self.filter(kasus=uuid).order_by("dibuat_pada", "kunci")

    def terbuka(self) -> "PesanQuerySet":
        """Messages no channel has taken and nobody has cancelled (uses the partial index `pesan_terbuka`)."""
        return self.filter(diterima_pada__isnull=True, dibatalkan_pada__isnull=True)

    def perlu_manual(self) -> "PesanQuerySet":
        """Messages a member of staff has to send by WhatsApp or hand over on paper, oldest first."""
        return self.terbuka().filter(keadaan=Keadaan.MENUNGGU_MANUAL).order_by("dibuat_pada", "kunci")

    def gagal(self) -> "PesanQuerySet":
        """E-mails given up on, which need "kirim dengan cara lain", oldest first."""
        return self.terbuka().filter(keadaan=Keadaan.GAGAL).order_by("dibuat_pada", "kunci")

    def gagal_pegawai(self) -> "PesanQuerySet":
        """E-mails to colleagues given up on (reminders, invitations, the digest): nothing of a letter's own."""
        return self.gagal().filter(kasus=None)

    def siap_dikirim(self, pada: datetime) -> "PesanQuerySet":
        """E-mails due at the instant that no worker holds, in sending order."""
        return self._antre_bebas(pada).filter(coba_pada__lte=pada).order_by("coba_pada", "pk")

    def menunggu_server(self, pada: datetime) -> "PesanQuerySet":
        """E-mails that wait only because the mail server could not be used."""
        return self._antre_bebas(pada).filter(galat_terakhir__in=GALAT_PULIH).order_by("pk")

    def _antre_bebas(self, pada: datetime) -> "PesanQuerySet":
        bebas = Q(dikunci_sampai__isnull=True) | Q(dikunci_sampai__lte=pada)
        return self.filter(bebas, keadaan=Keadaan.ANTRE)


class UpayaKirimQuerySet(models.QuerySet):
    """Append-only: rows leave only together with their message."""

    def update(self, **kolom) -> int:
        raise TypeError("bukti pengiriman tidak boleh diubah")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("bukti pengiriman tidak boleh dihapus")
