"""The outbox: messages to citizens and staff, and the evidence of each attempt to deliver them."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dinsos.inti import teks
from dinsos.notifikasi.enums import SALURAN_MANUAL, Galat, HasilUpaya, Keadaan, Saluran, TidakSampai
from dinsos.notifikasi.querysets import PesanQuerySet, UpayaKirimQuerySet

TENGGANG_TANDA = timedelta(minutes=5)
"""A message marked within this time after it was sent was marked at once: forms carry whole minutes."""


def terlambat_dicatat(pada: datetime, dicatat_pada: datetime) -> bool:
    """Whether something was recorded so much later than it happened that both instants are shown, with a reason."""
    return dicatat_pada.replace(second=0, microsecond=0) - pada > TENGGANG_TANDA


class Pesan(models.Model):
    """One message to one recipient by one channel, written in the transaction of the act that causes it.

    Rows are made by `actions` only and `keadaan` is written by `keadaan.pindahkan` only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kunci = models.CharField("kunci", max_length=200, unique=True)
    kelas = models.CharField("kelas pesan", max_length=80)
    kasus = models.UUIDField("UUID surat masuk", null=True, blank=True)
    saluran = models.CharField("saluran", max_length=20, choices=Saluran)
    tujuan = models.CharField("alamat tujuan", max_length=254, blank=True)
    penerima_nama = models.CharField("nama penerima", max_length=200, blank=True)
    subjek = models.CharField("hal", max_length=200)
    isi = models.TextField("isi")
    data = models.JSONField("data", default=dict, blank=True)
    keadaan = models.CharField("keadaan", max_length=20, choices=Keadaan)
    percobaan = models.PositiveIntegerField("jumlah percobaan", default=0)
    coba_pada = models.DateTimeField("dicoba pada", null=True, blank=True)
    dikunci_sampai = models.DateTimeField("dipegang pengirim sampai", null=True, blank=True)
    message_id = models.CharField("Message-ID", max_length=200)
    dibuat_pada = models.DateTimeField("dibuat pada")
    diserahkan_pada = models.DateTimeField("diterima server, belum tercatat", null=True, blank=True)
    diterima_pada = models.DateTimeField("diterima saluran pada", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    gagal_sejak = models.DateTimeField("gagal sejak", null=True, blank=True)
    galat_terakhir = models.CharField("galat terakhir", max_length=20, choices=Galat, blank=True)
    simulasi = models.BooleanField("simulasi", default=False)
    tidak_sampai = models.CharField("tidak sampai karena", max_length=20, choices=TidakSampai, blank=True)
    ditandai_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # the index `pesan_ditandai` is partial: most messages are e-mails
        verbose_name="ditandai oleh",
    )
    ditandai_pada = models.DateTimeField("ditandai pada", null=True, blank=True)
    ditandai_alasan = models.CharField("alasan ditandai kemudian", max_length=200, blank=True)
    digantikan_oleh = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="menggantikan",
        verbose_name="diganti dengan pesan",
    )

    objects = PesanQuerySet.as_manager()

    class Meta:
        verbose_name = "pesan keluar"
        verbose_name_plural = "pesan keluar"
        indexes = [
            models.Index(fields=["coba_pada", "id"], condition=Q(keadaan=Keadaan.ANTRE), name="pesan_antre"),
            models.Index(
                fields=["keadaan", "dibuat_pada"],
                condition=Q(diterima_pada__isnull=True, dibatalkan_pada__isnull=True),
                name="pesan_terbuka",
            ),
            models.Index(fields=["kasus", "dibuat_pada"], name="pesan_kasus"),
            models.Index(
                fields=["ditandai_oleh", "ditandai_pada"],
                condition=Q(ditandai_oleh__isnull=False),
                name="pesan_ditandai",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(keadaan__in=Keadaan.values) & Q(saluran__in=Saluran.values),
                name="pesan_keadaan_dikenal",
                violation_error_message="Keadaan atau saluran pesan tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=Keadaan.DITERIMA, diterima_pada__isnull=False)
                | (~Q(keadaan=Keadaan.DITERIMA) & Q(diterima_pada__isnull=True, simulasi=False)),
                name="pesan_diterima_berwaktu",
                violation_error_message="Pesan yang diterima harus punya waktu diterima.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=Keadaan.DIBATALKAN, dibatalkan_pada__isnull=False)
                | (~Q(keadaan=Keadaan.DIBATALKAN) & Q(dibatalkan_pada__isnull=True)),
                name="pesan_dibatalkan_berwaktu",
                violation_error_message="Pesan yang dibatalkan harus punya waktu dibatalkan.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=Keadaan.DIBATALKAN, tidak_sampai="")
                | Q(tidak_sampai="", digantikan_oleh__isnull=True)
                | Q(
                    keadaan=Keadaan.DITERIMA,
                    tidak_sampai__in=TidakSampai.values,
                    digantikan_oleh__isnull=False,
                ),
                name="pesan_pengganti_beralasan",
                violation_error_message="Pesan hanya diganti bila batal atau tidak sampai.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=Keadaan.ANTRE, coba_pada__isnull=False)
                | (~Q(keadaan=Keadaan.ANTRE) & Q(coba_pada__isnull=True, dikunci_sampai__isnull=True)),
                name="pesan_antre_berjadwal",
                violation_error_message="Hanya pesan yang antre yang punya waktu coba.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan__in=[Keadaan.DITERIMA, Keadaan.DIBATALKAN])
                | (Q(keadaan__in=[Keadaan.ANTRE, Keadaan.GAGAL], saluran=Saluran.EMAIL) & ~Q(tujuan=""))
                | Q(keadaan=Keadaan.MENUNGGU_MANUAL, saluran=Saluran.WHATSAPP, tujuan__startswith="+")
                | Q(keadaan=Keadaan.MENUNGGU_MANUAL, saluran=Saluran.KERTAS),
                name="pesan_saluran_cocok",
                violation_error_message="Keadaan pesan tidak cocok dengan salurannya.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=Keadaan.DITERIMA, saluran__in=SALURAN_MANUAL, ditandai_oleh__isnull=False)
                | (~Q(keadaan=Keadaan.DITERIMA, saluran__in=SALURAN_MANUAL) & Q(ditandai_oleh__isnull=True)),
                name="pesan_manual_bernama",
                violation_error_message="Pesan yang dikirim petugas harus menyebut petugasnya.",
            ),
            models.CheckConstraint(
                condition=Q(ditandai_oleh__isnull=True, ditandai_pada__isnull=True, ditandai_alasan="")
                | Q(ditandai_oleh__isnull=False, ditandai_pada__gte=F("diterima_pada")),
                name="pesan_tanda_berwaktu",
                violation_error_message="Tanda terkirim harus punya waktu, tidak sebelum pesan diserahkan.",
            ),
            models.CheckConstraint(
                condition=Q(diterima_pada__isnull=True) | Q(diterima_pada__gte=F("dibuat_pada")),
                name="pesan_diterima_sesudah_dibuat",
                violation_error_message="Pesan tidak bisa diterima sebelum dibuat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kelas} lewat {self.get_saluran_display()} ({self.get_keadaan_display()})"

    @property
    def tautan_wa(self) -> str:
        """Link that opens the chat with the text filled in ("" for other channels)."""
        if self.saluran != Saluran.WHATSAPP or not self.tujuan:
            return ""
        return f"https://wa.me/{self.tujuan.removeprefix('+')}?text={quote(self.isi, safe='')}"

    @property
    def bisa_tidak_sampai(self) -> bool:
        """Whether staff may record that the accepted message did not reach the person."""
        lewat = self.saluran != Saluran.HALAMAN_KASUS and self.kasus is not None
        return lewat and self.keadaan == Keadaan.DITERIMA and not self.tidak_sampai

    @property
    def bermasalah(self) -> bool:
        """Whether the e-mail was given up on, or waits because an attempt failed."""
        belum = self.keadaan == Keadaan.ANTRE and bool(self.galat_terakhir)
        return belum or self.keadaan == Keadaan.GAGAL

    @property
    def bisa_ditarik(self) -> bool:
        """Whether the mark "sent" can still be taken back as a mistake."""
        return bool(self.ditandai_oleh_id) and not self.tidak_sampai

    @property
    def ditandai_kemudian(self) -> bool:
        """Whether the message was marked noticeably later than it was sent or handed over."""
        return self.ditandai_pada is not None and terlambat_dicatat(self.diterima_pada, self.ditandai_pada)

    @property
    def keadaan_kata(self) -> str:
        """The delivery state in plain words; instants are told in WITA."""
        match self.keadaan:
            case Keadaan.DITERIMA:
                return self._kata_diterima()
            case Keadaan.DIBATALKAN if self.digantikan_oleh_id:
                return "Diganti dengan cara lain"
            case Keadaan.DIBATALKAN:
                return "Dibatalkan"
            case Keadaan.GAGAL:
                return f"Gagal: {self.get_galat_terakhir_display()}"
            case Keadaan.MENUNGGU_MANUAL if self.saluran == Saluran.KERTAS:
                return "Menunggu diserahkan oleh petugas"
            case Keadaan.MENUNGGU_MANUAL:
                return "Menunggu dikirim lewat WhatsApp oleh petugas"
        if self.galat_terakhir:
            kata = f"Belum terkirim: {self.get_galat_terakhir_display()}"
            return f"{kata}. Dicoba lagi {teks.waktu(self.coba_pada)}"
        return "Menunggu dikirim"

    def _kata_diterima(self) -> str:
        kata = {
            Saluran.EMAIL: "Terkirim",
            Saluran.WHATSAPP: "Terkirim lewat WhatsApp",
            Saluran.KERTAS: "Diserahkan",
            Saluran.HALAMAN_KASUS: "Dimuat di halaman lacak",
        }[Saluran(self.saluran)]
        kata = f"{kata} {teks.waktu(self.diterima_pada)}" + (" (simulasi)" if self.simulasi else "")
        if self.ditandai_kemudian:
            kata = f"{kata}, ditandai {teks.waktu(self.ditandai_pada)}"
        return f"{kata}, tetapi {self.get_tidak_sampai_display()}" if self.tidak_sampai else kata


class UpayaKirim(models.Model):
    """Evidence of one attempt or act on a message. Append-only; leaves only together with its message.

    `pada` is when it happened. What a person told is recorded at `dicatat_pada`, which may be later.
    """

    pesan = models.ForeignKey(Pesan, models.CASCADE, related_name="upaya", verbose_name="pesan")
    pada = models.DateTimeField("pada")
    dicatat_pada = models.DateTimeField("dicatat pada", null=True, blank=True)
    hasil = models.CharField("hasil", max_length=20, choices=HasilUpaya)
    rincian = models.CharField("rincian", max_length=300, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="oleh",
    )

    objects = UpayaKirimQuerySet.as_manager()

    class Meta:
        verbose_name = "upaya kirim"
        verbose_name_plural = "upaya kirim"
        ordering = ["pada", "id"]
        indexes = [
            models.Index(
                fields=["pada"],
                condition=Q(hasil=HasilUpaya.TERPENTAL),
                name="upaya_terpental",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hasil__in=HasilUpaya.values),
                name="upaya_hasil_dikenal",
                violation_error_message="Hasil upaya kirim tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(dicatat_pada__isnull=True) | Q(dicatat_pada__gte=F("pada")),
                name="upaya_dicatat_sesudahnya",
                violation_error_message="Upaya kirim tidak bisa dicatat sebelum terjadi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_hasil_display()} {teks.waktu_pendek(self.pada)}"

    def save(self, *args, **kwargs) -> None:
        """Insert only. Raises TypeError for a row that is stored already."""
        if not self._state.adding:
            raise TypeError("bukti pengiriman tidak boleh diubah")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        """Always raises TypeError."""
        raise TypeError("bukti pengiriman tidak boleh dihapus")

    @property
    def dicatat_kemudian(self) -> bool:
        """Whether this was recorded noticeably later than it happened."""
        return self.dicatat_pada is not None and terlambat_dicatat(self.pada, self.dicatat_pada)
