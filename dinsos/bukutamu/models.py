"""The guest book, and what the desk adds to a letter that came by another channel.

What guests write on their own phone is in `models_daftar`, what came to the mailbox in `models_kotak`.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dinsos.agenda.models import Kunjungan, SuratMasuk
from dinsos.agenda.models_kunjungan import berpasangan
from dinsos.agenda.pencarian import BisaDicari
from dinsos.bukutamu.enums import AWALAN, Diperlihatkan, JenisTamu
from dinsos.bukutamu.models_daftar import PendaftaranTamu
from dinsos.bukutamu.models_kotak import BagianSurel, KotakSurat, LetakSurel, SurelMasuk
from dinsos.inti import telepon
from dinsos.inti.tambah_saja import TambahSaja

PENGGUNA = settings.AUTH_USER_MODEL

__all__ = [
    "BagianSurel",
    "KotakSurat",
    "LetakSurel",
    "PendaftaranTamu",
    "SuratSaluran",
    "SurelMasuk",
    "Tamu",
]


class Tamu(BisaDicari):
    """One line of the guest book (KSL-SYARAT-5): whoever comes to the desk, whatever for.

    A guest with a complaint or consultation has a `kunjungan`, which knows whom the guest met and when the guest
    went out; of other visitors this line says it. `tanggal` is the date of `masuk_pada` in WITA; with `urut` it
    makes the queue code, None when the line was entered on a later date. Who wants to stay secret stands here
    without name, address and phone (`rahasia`): those are with the letter. `dihapus_pada`: who came and what for
    was deleted from the line of a visitor without a case (`retensi`).
    """

    kunci = models.UUIDField("kunci idempotensi", default=uuid.uuid4, unique=True, editable=False)
    tanggal = models.DateField("tanggal")
    urut = models.PositiveSmallIntegerField("nomor antrean", null=True)
    jenis = models.CharField("keperluan tentang", max_length=12, choices=JenisTamu)
    nama = models.CharField("nama", max_length=120)
    asal = models.CharField("alamat atau lembaga", max_length=250, blank=True)
    telepon = models.CharField("telepon (E.164)", max_length=20, blank=True)
    keperluan = models.CharField("keperluan", max_length=200)
    rahasia = models.BooleanField("identitas dirahasiakan", default=False)
    kunjungan = models.OneToOneField(
        Kunjungan, models.PROTECT, null=True, blank=True, related_name="tamu", editable=False
    )
    masuk_pada = models.DateTimeField("datang pada")
    keluar_pada = models.DateTimeField("keluar pada", null=True, blank=True)
    keluar_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    ditemui = models.CharField("bertemu dengan", max_length=120, blank=True)
    identitas = models.CharField(
        "identitas diperlihatkan", max_length=8, choices=Diperlihatkan, blank=True, default=""
    )
    identitas_pada = models.DateTimeField(null=True, blank=True)
    identitas_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicatat_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    alasan_selisih = models.CharField("alasan dicatat kemudian", max_length=200, blank=True)
    dihapus_pada = models.DateTimeField("data dihapus pada", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "tamu"
        ordering = ["masuk_pada", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tanggal", "urut"], name="tamu_antrean_unik"),
            models.CheckConstraint(condition=Q(jenis__in=JenisTamu.values), name="tamu_jenis_dikenal"),
            models.CheckConstraint(
                condition=Q(jenis=JenisTamu.LAIN, kunjungan__isnull=True)
                | ~Q(jenis=JenisTamu.LAIN) & Q(kunjungan__isnull=False),
                name="tamu_layanan_berkunjungan",
            ),
            models.CheckConstraint(
                condition=Q(kunjungan__isnull=True)
                | Q(keluar_pada__isnull=True, keluar_oleh__isnull=True, ditemui=""),
                name="tamu_keluar_menurut_kunjungan",
            ),
            models.CheckConstraint(
                condition=berpasangan("keluar_pada", "keluar_oleh"), name="tamu_keluar_siapa"
            ),
            models.CheckConstraint(
                condition=Q(keluar_pada__isnull=True) | Q(keluar_pada__gte=F("masuk_pada")),
                name="tamu_keluar_setelah_masuk",
            ),
            models.CheckConstraint(
                condition=Q(identitas="", identitas_pada__isnull=True, identitas_oleh__isnull=True)
                | ~Q(identitas="") & Q(identitas_pada__isnull=False, identitas_oleh__isnull=False),
                name="tamu_identitas_siapa_kapan",
            ),
            models.CheckConstraint(
                condition=Q(masuk_pada=F("dicatat_pada"))
                | Q(masuk_pada__lt=F("dicatat_pada")) & ~Q(alasan_selisih=""),
                name="tamu_selisih_beralasan",
            ),
            models.CheckConstraint(
                condition=Q(rahasia=False) | Q(asal="", telepon=""), name="tamu_rahasia_tanpa_data"
            ),
            models.CheckConstraint(
                condition=Q(dihapus_pada__isnull=True) | Q(asal="", telepon="", kunjungan__isnull=True),
                name="tamu_dihapus_tanpa_data",
            ),
        ]
        indexes = [
            models.Index(fields=["masuk_pada", "id"], name="tamu_masuk"),
            # Byte by byte, as `agenda.pencarian.berawalan` compares.
            models.Index(
                fields=["nama_cari", "-id"],
                name="tamu_nama_cari",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
            models.Index(
                fields=["telepon", "-id"], name="tamu_telepon", opclasses=["varchar_pattern_ops", "int8_ops"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode or self.pk} {self.masuk_pada}"

    @property
    def kode(self) -> str:
        """The queue code of the day, "K-07"; "" for a guest who was entered on a later date."""
        return f"{AWALAN[self.jenis]}-{self.urut:02d}" if self.urut else ""

    @property
    def telepon_tampil(self) -> str:
        """The phone number as people write it."""
        return telepon.tampil(self.telepon)

    @property
    def dicatat_kemudian(self) -> bool:
        """Whether the line was entered after the guest came, as from the paper guest book."""
        return self.masuk_pada < self.dicatat_pada

    @property
    def keluar(self):
        """When the guest went out (aware); None while the guest is in the house."""
        return self.kunjungan.keluar_pada if self.kunjungan_id else self.keluar_pada

    @property
    def bertemu(self) -> str:
        """Whom the guest met; "" nobody."""
        return str(self.kunjungan.petugas or "") if self.kunjungan_id else self.ditemui


class SuratSaluran(TambahSaja):
    """What the desk wrote down about a letter that came by desk, box, e-mail, WhatsApp or SP4N-LAPOR!.

    `nomor_luar` is the number that the other system gave, unique: the same report is entered once.
    """

    surat = models.OneToOneField(SuratMasuk, models.PROTECT, related_name="catatan_saluran")
    nomor_luar = models.CharField("nomor pelacakan", max_length=60, blank=True)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "surat dari saluran lain"
        constraints = [
            models.UniqueConstraint(
                fields=["nomor_luar"], condition=~Q(nomor_luar=""), name="surat_saluran_nomor_luar_unik"
            )
        ]

    def __str__(self) -> str:
        return f"{self.surat_id} {self.nomor_luar}"
