"""Who accompanies the officer of a letter: chosen by which decision, invited to which appointment."""

from django.conf import settings
from django.db import models

from dinsos.inti.tambah_saja import TambahSaja
from disposisi.models_jadwal import Audiensi

PENGGUNA = settings.AUTH_USER_MODEL


class Pendamping(TambahSaja):
    """An officer who accompanies the one to whom a decision gives a letter; part of that decision."""

    disposisi = models.ForeignKey("disposisi.Disposisi", models.PROTECT, related_name="pendamping")
    petugas = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="pendamping")

    class Meta:
        verbose_name = verbose_name_plural = "pendamping"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["disposisi", "petugas"], name="pendamping_unik")]

    def __str__(self) -> str:
        return str(self.petugas)


class PendampingAudiensi(TambahSaja):
    """An officer who takes part in an appointment besides its own, and takes the same cells."""

    audiensi = models.ForeignKey(Audiensi, models.PROTECT, related_name="pendamping")
    petugas = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="pendamping")

    class Meta:
        verbose_name = verbose_name_plural = "pendamping pertemuan"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["audiensi", "petugas"], name="pendamping_audiensi_unik")
        ]

    def __str__(self) -> str:
        return str(self.petugas)
