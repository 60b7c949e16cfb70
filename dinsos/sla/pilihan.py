"""The office's open choices: where the service standard leaves one, what the portal now works with, in words."""

from dataclasses import dataclass
from datetime import date

from dinsos.inti.teks import tanggal as tulis_tanggal
from dinsos.sla.jam_teks import tulis_jam
from dinsos.sla.models import KebijakanTenggat, PilihanKantor, ProfilJam, VersiKalender

Kunci = PilihanKantor.Kunci

PIKET = ("Piket bergantian, loket tetap buka", "Loket tutup pada jam istirahat")
PENJELASAN = {
    Kunci.SATUAN: "Standar pelayanan menulis “hari”. Cara menghitungnya diubah lewat kebijakan tenggat.",
    Kunci.JAM_KERJA: "Batas waktu jatuh pada jam tutup kantor. Diubah lewat kalender.",
    Kunci.JUMAT: "Jam tutup hari Jumat berbeda. Diubah lewat kalender.",
    Kunci.RAMADAN: "Tanggal dan jam selama Ramadan. Diubah lewat kalender.",
    Kunci.PIKET_ISTIRAHAT: "Tamu yang menunggu tetap dihitung 60 menit, juga pada jam istirahat.",
}


@dataclass(frozen=True)
class Pilihan:
    """One choice: what the portal works with now (`nilai`, "" when nobody chose), and its last confirmation."""

    kunci: str
    nama: str
    penjelasan: str
    nilai: str
    ditetapkan: PilihanKantor | None

    @property
    def berubah(self) -> bool:
        """Whether what is in force differs from what was confirmed."""
        return self.ditetapkan is not None and self.ditetapkan.nilai != self.nilai


def semua(hari_ini: date) -> list[Pilihan]:
    """Every choice as it stands on the local date; a handful of queries."""
    terakhir = {satu.kunci: satu for satu in PilihanKantor.objects.select_related("oleh")}
    profil = list(_profil(hari_ini))
    biasa = next((p for p in profil if p.sampai is None), None)
    nilai = {
        Kunci.SATUAN: _satuan(hari_ini),
        Kunci.JAM_KERJA: _jam(biasa, "senin"),
        Kunci.JUMAT: _jam(biasa, "jumat"),
        Kunci.RAMADAN: "; ".join(_musim(p) for p in profil if p.sampai is not None),
        Kunci.PIKET_ISTIRAHAT: terakhir[Kunci.PIKET_ISTIRAHAT].nilai
        if Kunci.PIKET_ISTIRAHAT in terakhir
        else "",
    }
    return [
        Pilihan(k.value, k.label, PENJELASAN[k], nilai[k], terakhir.get(k.value)) for k in PilihanKantor.Kunci
    ]


def _satuan(hari_ini: date) -> str:
    """The units now promised for letters: "hari kerja", or both when the services differ."""
    satuan: dict[tuple[str, str], str] = {}
    for baris in KebijakanTenggat.objects.filter(berlaku_sejak__lte=hari_ini).order_by(
        "-berlaku_sejak", "-id"
    ):
        if baris.satuan != KebijakanTenggat.Satuan.MENIT:
            satuan.setdefault((baris.layanan, baris.jenis), baris.get_satuan_display())
    return " dan ".join(sorted(set(satuan.values())))


def _profil(hari_ini: date) -> list[ProfilJam]:
    """Hours of the published calendars of this year and the next."""
    terbit = dict(
        VersiKalender.objects.terbit()
        .filter(tahun__in=(hari_ini.year, hari_ini.year + 1))
        .values_list("tahun", "pk")
    )
    return ProfilJam.objects.filter(versi__in=terbit.values())


def _jam(profil: ProfilJam | None, hari: str) -> str:
    return tulis_jam(profil.jam.get(hari)) if profil else ""


def _musim(p: ProfilJam) -> str:
    senin, jumat = tulis_jam(p.jam.get("senin")), tulis_jam(p.jam.get("jumat"))
    return f"{tulis_tanggal(p.mulai)} sampai {tulis_tanggal(p.sampai)}: {senin}, Jumat {jumat}"
