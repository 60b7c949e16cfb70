"""Marks "sent" on messages to citizens: late ones say so, and one made by mistake is taken back (decision 19).

No channel had taken a message that was marked by mistake. So the clock that the mark stopped runs on with its
original due time, or stops where something else had truly stopped it; lateness is never erased.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from dinsos.agenda import tenggat_surat
from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.agenda.enums import Layanan, Saluran, Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.agenda.surat_lama import KELAS_KEPUTUSAN
from dinsos.agenda.workflow import pindahkan
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.teks import waktu
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.kelas import TandaDitarik
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.querysets import PesanQuerySet
from dinsos.sla.tenggat import Akibat

KELAS_TERTULIS = ("hasil", "data")
"""Messages that carry a letter out that is handled in writing."""
DICERITAKAN = (*KELAS_KEPUTUSAN, *KELAS_TERTULIS)
"""Messages whose acceptance the citizen reads in the story."""
TAK_DIUNDANG = (
    " Pengirim belum tahu waktu pertemuannya, jadi ketidakhadirannya tidak menghentikan tenggat penanganan."
)

TAHU_SLOT: list[Callable[[SuratMasuk, datetime], bool]] = []
"""Whether the sender had been told of a slot of this letter; the room of appointments adds its own."""


def kata_kemudian(pesan: Pesan) -> str:
    """For the story of a letter: when and why an accepted message was marked later than it was sent; "" if not."""
    if not pesan.ditandai_kemudian:
        return ""
    return f" Baru ditandai {waktu(pesan.ditandai_pada)}: {pesan.ditandai_alasan}"


def tarik(
    *,
    surat: SuratMasuk,
    pesan: Pesan,
    tanda: TandaDitarik,
    jenis: str,
    judul: str,
    pada: datetime,
    oleh,
    alasan: str,
) -> bool:
    """Undo what a mistaken mark on `pesan` had done to its locked letter, and write it into the story.

    `jenis` is the clock that the message stops ("": none), `judul` what the message is called. Returns whether the
    message still has to be sent, which it has not once a newer answer or decision took its place.
    """
    jalan_lagi = bool(jenis) and _lanjutkan(surat, jenis, tanda)
    tak_diundang = _cabut_tidak_hadir(surat)
    _kembalikan(surat, pesan, jenis, pada, oleh)
    kirim = not _terlewati(pesan)
    batas = surat.tenggat.get(jenis=jenis, kunjungan=None).jatuh_tempo if jalan_lagi else None
    catat(
        surat=surat,
        jenis="tanda_ditarik",
        pada=pada,
        oleh=oleh,
        teks=f"{judul} ({pesan.get_saluran_display()}) keliru ditandai terkirim {waktu(tanda.diterima_pada)} oleh "
        f"{tanda.ditandai_oleh}. Alasan: {alasan.rstrip('.')}."
        + (f" Tenggat berjalan lagi dengan batas semula, {waktu(batas)}." if batas else "")
        + (TAK_DIUNDANG if tak_diundang else "")
        + ("" if kirim else " Pesan itu tidak dikirim lagi: sudah ada yang lebih baru."),
        teks_warga=_kata_warga(judul, kirim=kirim) if pesan.kelas in DICERITAKAN else "",
    )
    return kirim


def _kata_warga(judul: str, *, kirim: bool) -> str:
    segera = " Kami segera mengirimkannya." if kirim else ""
    return f"Kami keliru mencatat bahwa {judul.lower()} sudah kami kirim kepada Anda.{segera}"


def _lanjutkan(surat: SuratMasuk, jenis: str, tanda: TandaDitarik) -> bool:
    """Let the clock run on that the mark had stopped, or stop it where it truly stopped; whether it runs now."""
    if not tenggat_surat.jalankan_lagi(surat=surat, jenis=jenis, pada=tanda.diterima_pada, akibat=""):
        return False
    bukti = [(saat, "") for saat in _bukti(surat, jenis)]
    if surat.status == Status.DICABUT:
        bukti.append((surat.ditutup_pada, "dicabut"))
    return _jalankan(surat, jenis, bukti, tanda.ditandai_pada)


def _jalankan(surat: SuratMasuk, jenis: str, bukti: list[tuple[datetime, str]], sejak: datetime) -> bool:
    """Stop a clock that runs again at its earliest true end, or look again at its reminders since `sejak`."""
    if bukti:
        saat, akibat = min(bukti)
        tenggat_surat.hentikan(surat=surat, jenis=jenis, pada=saat, akibat=akibat)
        return False
    tenggat_surat.ulangi_peringatan(surat=surat, sejak=sejak)
    return True


def _cabut_tidak_hadir(surat: SuratMasuk) -> bool:
    """Nobody can stay away from a time that they weren't told (tenggat.md, "offered slot"); whether one had to.

    `pelaksanaan` then runs on from that slot, as `_lanjutkan`. A meeting that was held without a visit counts from
    the instant at which it was recorded.
    """
    jam_surat = {satu.jenis: satu for satu in surat.tenggat.filter(kunjungan=None)}
    respon, layan = jam_surat["respon"], jam_surat["pelaksanaan"]
    slot, diberi_tahu = layan.berhenti_pada, respon.berhenti_pada
    if layan.akibat != Akibat.PEMOHON_TIDAK_HADIR:
        return False
    if diberi_tahu and diberi_tahu <= slot and all(tahu(surat, slot) for tahu in TAHU_SLOT):
        return False
    tenggat_surat.jalankan_lagi(surat=surat, jenis=layan.jenis, pada=slot, akibat=layan.akibat)
    dilayani = surat.riwayat.filter(jenis="dilaksanakan").values_list("pada", flat=True)
    bukti = [(saat, "") for saat in [*_bukti(surat, layan.jenis), *dilayani]]
    if surat.status in (Status.DICABUT, Status.DITOLAK, Status.DIRUJUK):
        bukti.append((surat.ditutup_pada, str(surat.status)))
    _jalankan(surat, layan.jenis, bukti, slot)
    return True


def _bukti(surat: SuratMasuk, jenis: str) -> Iterator[datetime]:
    """Instants that stop this clock of the letter, as tenggat.md has them, whatever is written on the clock."""
    if jenis == "respon":
        yield from _sampai(surat, kelas__in=KELAS_KEPUTUSAN).values_list("diterima_pada", flat=True)
        kolom = _disampaikan(surat)
    else:
        tertulis = _sampai(surat, kelas__in=KELAS_TERTULIS, data__tertulis=True)
        yield from tertulis.values_list("diterima_pada", flat=True)
        kolom = "dilayani_pada"
    if kolom:
        for saat in surat.kunjungan.exclude(**{kolom: None}).values_list(kolom, flat=True):
            yield max(saat, surat.diterima_pada)


def _disampaikan(surat: SuratMasuk) -> str:
    """The column of a visit with the instant at which a walk-in guest got the first answer in person ("": none)."""
    if surat.saluran != Saluran.TAMU:
        return ""
    return "diarahkan_pada" if surat.layanan == Layanan.PENGADUAN else "keputusan_disampaikan_pada"


def _sampai(surat: SuratMasuk, **syarat) -> PesanQuerySet:
    return Pesan.objects.untuk_kasus(surat.uuid).filter(diterima_pada__isnull=False, **syarat)


def _kembalikan(surat: SuratMasuk, pesan: Pesan, jenis: str, pada: datetime, oleh) -> None:
    """Give an open letter the state back that it had before the mark, unless something else brought it there."""
    if pesan.kelas == "pemberitahuan" and surat.status == Status.DIJAWAB and not _terjawab(surat):
        pindahkan(surat=surat, ke=Status.DIDISPOSISIKAN, pada=pada, oleh=oleh)
    elif jenis == "pelaksanaan" and surat.status == Status.DILAKSANAKAN and not _terlaksana(surat):
        pindahkan(surat=surat, ke=Status.DIJAWAB, pada=pada, oleh=oleh)


def _terjawab(surat: SuratMasuk) -> bool:
    """Whether the sender knows how the letter is handled: a notice since a decision was revoked, or in person."""
    kabar = _sampai(surat, kelas="pemberitahuan")
    ditarik = surat.riwayat.filter(jenis="disposisi_ditarik").last()
    if ditarik:
        kabar = kabar.filter(diterima_pada__gt=ditarik.pada)
    kolom = _disampaikan(surat)
    return kabar.exists() or bool(kolom and surat.kunjungan.exclude(**{kolom: None}).exists())


def _terlaksana(surat: SuratMasuk) -> bool:
    tertulis = _sampai(surat, kelas__in=KELAS_TERTULIS, data__tertulis=True)
    return tertulis.exists() or surat.riwayat.filter(jenis="dilaksanakan").exists()


def _terlewati(pesan: Pesan) -> bool:
    """Whether the message tells of what no longer holds: its letter was cancelled or corrected, or decided anew."""
    keluar = pesan.data.get(KUNCI)
    if keluar and not SuratKeluar.objects.filter(pk=keluar, keadaan=KeadaanSurat.TERBIT).exists():
        return True
    if pesan.kelas not in KELAS_KEPUTUSAN:
        return False
    baru = Pesan.objects.untuk_kasus(pesan.kasus).filter(
        kelas__in=KELAS_KEPUTUSAN, dibuat_pada__gt=pesan.dibuat_pada
    )
    return baru.exclude(keadaan=Keadaan.DIBATALKAN).exists()
