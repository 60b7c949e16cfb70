"""The head's queue: guests who wait in the lobby first, then letters by due date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Prefetch, Q, QuerySet
from django.utils.dateparse import parse_datetime

from dinsos.agenda.enums import Layanan, Saluran, Status
from dinsos.agenda.models import KeadaanKunjungan, Kunjungan, SuratMasuk, Tenggat
from dinsos.agenda.tampilan import KeadaanTenggat, keadaan
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.sla.tenggat import Jenis
from disposisi.enums import Sifat
from disposisi.models import Disposisi

SEHALAMAN = 50
TAMU_MAKS = 50
TERLAMBAT, HARI_INI = "terlambat", "hari_ini"
BATAS = ((TERLAMBAT, "Sudah terlambat"), (HARI_INI, "Batasnya hari ini"))
IDENTITAS = (("rahasia", "Identitas dirahasiakan"),)
PILIHAN = {
    "layanan": ("Layanan", "Semua layanan", tuple(Layanan.choices)),
    "batas": ("Batas menjawab", "Semua batas", BATAS),
    "saluran": ("Saluran", "Semua saluran", tuple(Saluran.choices)),
    "identitas": ("Identitas", "Semua pengirim", IDENTITAS),
}


@dataclass(frozen=True)
class Baris:
    """A letter in the queue with the clock that counts there: of a guest the wait, otherwise the first answer."""

    surat: SuratMasuk
    tenggat: Tenggat
    status: KeadaanTenggat

    @property
    def sifat(self) -> str:
        """How urgent or secret the head called it in an earlier decision that was taken back; "" else."""
        dahulu = self.surat.semua_disposisi.all()[:1]
        return dahulu[0].get_sifat_display() if dahulu and dahulu[0].sifat != Sifat.BIASA else ""

    @property
    def kembali(self) -> bool:
        """Whether it was decided before and has come back."""
        return bool(self.surat.semua_disposisi.all())


@dataclass(frozen=True)
class Saringan:
    """What of the queue is shown; "" is everything. Guests who wait are shown whatever is chosen."""

    layanan: str = ""
    batas: str = ""
    saluran: str = ""
    identitas: str = ""

    @classmethod
    def dari(cls, isian: Mapping[str, str]) -> "Saringan":
        """From the address of the page; what isn't one of the choices counts as everything."""
        dikenal = {nama: {nilai for nilai, _ in pilihan[2]} for nama, pilihan in PILIHAN.items()}
        return cls(**{nama: isian[nama] for nama, nilai in dikenal.items() if isian.get(nama, "") in nilai})

    @property
    def kueri(self) -> str:
        """The choices as the end of an address, "layanan=pengaduan"; "" for everything."""
        return urlencode({nama: getattr(self, nama) for nama in PILIHAN if getattr(self, nama)})

    @property
    def bidang(self) -> list[tuple[str, str, str, tuple[tuple[str, str], ...], str]]:
        """For the page, of each choice: name, label, word for everything, choices, and what is chosen."""
        return [(nama, *pilihan, getattr(self, nama)) for nama, pilihan in PILIHAN.items()]

    def terapkan(self, surat: QuerySet[SuratMasuk], pada: datetime) -> QuerySet[SuratMasuk]:
        """The letters of the queue (annotated by `menunggu_disposisi`) that are shown at `pada` (aware)."""
        if self.layanan:
            surat = surat.filter(layanan=self.layanan)
        if self.saluran:
            surat = surat.filter(saluran=self.saluran)
        if self.identitas:
            surat = surat.filter(rahasiakan_identitas=True)
        if self.batas == TERLAMBAT:
            surat = surat.filter(respon_jatuh_tempo__lt=pada)
        elif self.batas == HARI_INI:
            besok = datetime.combine(jam.wita(pada).date() + timedelta(days=1), time.min, tzinfo=jam.WITA)
            surat = surat.filter(respon_jatuh_tempo__gte=pada, respon_jatuh_tempo__lt=besok)
        return surat


def tamu(pengguna: Pengguna, pada: datetime) -> list[Baris]:
    """Guests in the lobby whose letter waits for this person, the least time left in front; two queries."""
    surat = SuratMasuk.objects.bisa_diputus(pengguna).filter(status=Status.DITERIMA)
    jam_tamu = (
        Tenggat.objects.terbuka()
        .filter(jenis=Jenis.TATAP_MUKA, kunjungan__keadaan=KeadaanKunjungan.MENUNGGU, surat__in=surat)
        .select_related("surat__pengirim", "kunjungan")
        .prefetch_related(Prefetch("surat__semua_disposisi", _dahulu()))
        .order_by("jatuh_tempo", "pk")
    )
    return [Baris(satu.surat, satu, keadaan(satu, pada)) for satu in jam_tamu[:TAMU_MAKS]]


def lainnya(
    pengguna: Pengguna, pada: datetime, saringan: Saringan, sesudah: str = ""
) -> tuple[list[Baris], str]:
    """`SEHALAMAN` letters without a waiting guest, the one due first in front, and the key of the next page.

    `sesudah` is such a key; anything else gives the first page. Three queries.
    """
    respon = Prefetch("tenggat", Tenggat.objects.filter(jenis=Jenis.RESPON), to_attr="jam_respon")
    dahulu = Prefetch("semua_disposisi", _dahulu())
    surat = saringan.terapkan(_tanpa_tamu(pengguna), pada).select_related("pengirim")
    surat = surat.prefetch_related(respon, dahulu)
    daftar = list(_sesudah(surat, sesudah)[: SEHALAMAN + 1])
    berikut = _kunci(daftar[SEHALAMAN - 1]) if len(daftar) > SEHALAMAN else ""
    baris = [Baris(satu, t, keadaan(t, pada)) for satu in daftar[:SEHALAMAN] for t in satu.jam_respon]
    return baris, berikut


def berikutnya(pengguna: Pengguna) -> int | None:
    """The id of the letter that this person decides next: of a guest who waits, or the one due first."""
    for satu in tamu(pengguna, jam.sekarang())[:1]:
        return satu.surat.pk
    return _tanpa_tamu(pengguna).values_list("pk", flat=True).first()


def _tanpa_tamu(pengguna: Pengguna) -> QuerySet[SuratMasuk]:
    menunggu = Kunjungan.objects.menunggu().values("surat")
    return SuratMasuk.objects.bisa_diputus(pengguna).menunggu_disposisi().exclude(pk__in=menunggu)


def _dahulu() -> QuerySet[Disposisi]:
    """Decisions about letters that wait again, the last one in front."""
    return Disposisi.objects.only("surat", "sifat").order_by("-pk")


def _kunci(surat: SuratMasuk) -> str:
    return f"{surat.respon_jatuh_tempo.isoformat()}_{surat.pk}"


def _sesudah(surat: QuerySet[SuratMasuk], kunci: str) -> QuerySet[SuratMasuk]:
    """The rows after a page key; the first page for anything that isn't a key."""
    waktu, _, pk = kunci.partition("_")
    try:
        batas = parse_datetime(waktu)
    except ValueError:
        return surat
    if batas is None or batas.tzinfo is None or not pk.isdecimal() or len(pk) > 18:
        return surat
    sama = Q(respon_jatuh_tempo=batas, pk__gt=int(pk))
    return surat.filter(Q(respon_jatuh_tempo__gt=batas) | sama)
