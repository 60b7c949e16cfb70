"""The officers on the disposition form: what each has to do, when each is free, and who can't be chosen and why."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.db.models import DateTimeField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.inti.teks import waktu_pendek
from disposisi.models_jadwal import Ketidakhadiran
from disposisi.querysets import daftar_calon
from disposisi.tawaran import Tawaran, jangka, tidak_hadir

DISEBUT = "Disebut dalam surat ini, jadi tidak dapat ditugaskan."
TEMPLAT = "admin/disposisi/petugas.html"


@dataclass(frozen=True)
class Calon:
    """An officer as the form shows them; `waktu` and `daring` are the times on offer as (code, words).

    `absen` is until when the officer is away, in words; `halangan`: why the officer can't be chosen, "" else.
    `berjadwal` is false for an office without rooms, where no times are offered.
    """

    pk: int
    nama: str
    keterangan: str
    absen: str = ""
    halangan: str = ""
    berjadwal: bool = False
    waktu: tuple[tuple[str, str], ...] = ()
    daring: tuple[tuple[str, str], ...] = ()


_ABSEN = KueriSiap(
    lambda: Ketidakhadiran.objects.filter(selesai__gt=Isian("pada", DateTimeField())).values_list(
        "petugas", "mulai", "selesai"
    )
)
"""All absences that aren't over; there are few, and the shape of the query stays the same for every letter."""


@dataclass(frozen=True)
class DaftarCalon:
    """All officers for one letter, who can be chosen first; `tawaran`: the times on offer, if the office plans.

    Whom a letter complains about is told to those alone who decide it: they read the names in the letter itself.
    """

    calon: tuple[Calon, ...]
    tawaran: Tawaran | None

    @classmethod
    def susun(
        cls,
        *,
        surat: SuratMasuk,
        pemutus: Pengguna,
        batas: Tenggat | None,
        lama: timedelta | None = None,
    ) -> "DaftarCalon":
        """For the letter and its clock `pelaksanaan`, decided by `pemutus`; seven queries at most."""
        orang = daftar_calon(surat=surat, pemutus=pemutus)
        bisa = [satu.pk for satu in orang if not satu.kecuali]
        tawaran = Tawaran.susun(bisa, batas, **({"lama": lama} if lama else {}))
        absen = tawaran.absen if tawaran else _absen(bisa, jam.sekarang())
        sampai = jangka(batas)[1]
        tertahan = {pk for pk, selesai in absen.items() if selesai >= sampai}
        if tertahan.issuperset(bisa):
            tertahan = set()
        semua = [_calon(satu, tawaran, absen.get(satu.pk), satu.pk in tertahan) for satu in orang]
        return cls(tuple(sorted(semua, key=lambda satu: bool(satu.halangan))), tawaran)

    def halangan(self, petugas: int) -> str:
        """Why this officer (id) can't be chosen; "" when they can."""
        return next((satu.halangan for satu in self.calon if satu.pk == petugas), "")


def _calon(orang: Pengguna, tawaran: Tawaran | None, absen: datetime | None, tertahan: bool) -> Calon:
    beban = f"{orang.beban} surat terbuka" if orang.beban else "tidak ada surat terbuka"
    sampai = f"tidak hadir sampai {_sampai(absen)}" if absen else ""
    bagian = [orang.jabatan, beban]
    if orang.kecuali:
        return Calon(orang.pk, str(orang), orang.jabatan, halangan=DISEBUT)
    waktu, daring = (tawaran.untuk(orang.pk, tatap_muka=satu) if tawaran else () for satu in (True, False))
    if tawaran and not tertahan:
        bagian.append(f"bebas {waktu[0]}" if waktu else tawaran.penuh)
    return Calon(
        orang.pk,
        str(orang),
        " — ".join(filter(None, bagian)),
        absen=sampai,
        halangan=f"T{sampai[1:]}. Pilih petugas lain." if tertahan else "",
        berjadwal=tawaran is not None,
        waktu=tuple((satu.kode, str(satu)) for satu in waktu),
        daring=tuple((satu.kode, str(satu)) for satu in daring),
    )


def _sampai(absen: datetime) -> str:
    """When an absence ends; at midnight it is the day before that it lasts through."""
    if jam.wita(absen).time() == time.min:
        hari, _, _ = waktu_pendek(absen - timedelta(days=1)).rpartition(" ")
        return f"akhir {hari}"
    return waktu_pendek(absen)


def _absen(petugas: list[int], pada: datetime) -> dict[int, datetime]:
    """By id, until when the officers who are away at `pada` (aware) stay away; one query."""
    hasil: dict[int, list[tuple[datetime, datetime]]] = {}
    for pk, mulai, selesai in _ABSEN(pada=pada):
        hasil.setdefault(pk, []).append((mulai, selesai))
    return {pk: selesai for pk in petugas if (selesai := tidak_hadir(hasil.get(pk, ()), pada))}


@dataclass(frozen=True)
class Pilihan:
    """What was chosen on the form: officer, times of that officer and companions as posted, with what is wrong."""

    petugas: str = ""
    waktu: tuple[str, ...] = ()
    pendamping: tuple[str, ...] = ()
    galat: tuple[str, ...] = ()
    galat_pendamping: tuple[str, ...] = ()


def tulis(calon: tuple[Calon, ...], pilihan: Pilihan = Pilihan()) -> SafeString:
    """The questions who, with the times of each, and with whom."""
    return _kosong(calon) if pilihan == Pilihan() else _tulis(calon, pilihan)


@lru_cache(maxsize=32)
def _kosong(calon: tuple[Calon, ...]) -> SafeString:
    return _tulis(calon, Pilihan())


def _tulis(calon: tuple[Calon, ...], dipilih: Pilihan) -> SafeString:
    isi = {"calon": calon, "dipilih": dipilih}
    isi["terpilih"] = {
        f"{nama}_{satu.pk}:{_terpilih(pilihan, dipilih.waktu if str(satu.pk) == dipilih.petugas else ())}"
        for satu in calon
        for nama, pilihan in (("waktu", satu.waktu), ("daring", satu.daring))
    }
    return render_to_string(TEMPLAT, isi)


def _terpilih(pilihan: tuple[tuple[str, str], ...], waktu: tuple[str, ...]) -> str:
    """The code that stands chosen: the one that was posted while it is on offer, else the first."""
    kode = [satu for satu, _ in pilihan]
    return next((satu for satu in kode if satu in waktu), kode[0] if kode else "")
