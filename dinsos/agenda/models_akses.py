"""Who may read a letter besides its officer, who was shown whose identity, and what for (UU 27/2022)."""

from django.conf import settings
from django.db import models

from dinsos.inti.tambah_saja import TambahSaja

PENGGUNA = settings.AUTH_USER_MODEL


class PendampingSurat(models.Model):
    """Who accompanies the officer of a letter now and may read it; written by `disposisi.pendamping` only.

    Kept here, without history, for the condition `boleh_tahu`. Who was chosen by which decision is
    `disposisi.Pendamping`.
    """

    surat = models.ForeignKey("agenda.SuratMasuk", models.PROTECT, related_name="pendamping")
    pengguna = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = "pendamping surat"
        constraints = [models.UniqueConstraint(fields=["pengguna", "surat"], name="pendamping_surat_unik")]

    def __str__(self) -> str:
        return f"{self.pengguna_id} mendampingi {self.surat_id}"


class TujuanIdentitas(TambahSaja):
    """For which purpose a person looks at the identity document of a letter; asked once per letter and person."""

    surat = models.ForeignKey("agenda.SuratMasuk", models.PROTECT, related_name="tujuan_identitas")
    pengguna = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    tujuan = models.CharField("tujuan melihat", max_length=200)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "tujuan melihat identitas"
        constraints = [models.UniqueConstraint(fields=["surat", "pengguna"], name="tujuan_identitas_unik")]

    def __str__(self) -> str:
        return f"{self.pengguna_id} melihat identitas {self.surat_id}"


class BukaIdentitas(TambahSaja):
    """A person was shown who wrote a letter whose sender wants to stay secret."""

    surat = models.ForeignKey("agenda.SuratMasuk", models.PROTECT, related_name="buka_identitas")
    pengguna = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    sebagai = models.CharField("sebagai", max_length=40)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "pembukaan identitas"
        ordering = ["pada", "id"]

    def __str__(self) -> str:
        return f"{self.pengguna_id} membuka identitas {self.surat_id}"
