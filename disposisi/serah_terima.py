"""Handing over the open letters of an officer who is away or leaves: all in one act, or none.

Each letter gets a forwarding disposition; one without a disposition, whose guest piket led to the officer, changes
hands with the reason in its story. Its appointment keeps its time where the new officer is free, else takes
the first time that officer and room share, else is called off. A meeting that the absent officer has just missed is
recorded as such. Who hears of it hears once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from dinsos.agenda import actions as agenda
from dinsos.agenda import pesan
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.models_akses import PendampingSurat
from dinsos.agenda.riwayat import catat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import titik, waktu
from disposisi import rantai, rantai_jadwal
from disposisi.enums import KeadaanAudiensi, Mode
from disposisi.ics import BATAL as DIBATALKAN
from disposisi.jadwal import catat_petugas_tidak_hadir
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.jadwal_undangan import dalam_data
from disposisi.kabar import sudah_ditulis
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang, Sumber
from disposisi.pendamping import dari_surat, kata_lepas, lanjutan, pasang
from disposisi.rantai_tawaran import tarik_tawaran
from disposisi.rencana import PERJALANAN, usulan
from disposisi.syarat import periksa_hadir, periksa_petugas
from disposisi.tawaran import SESUDAH_BATAS, jangka
from disposisi.wewenang import wewenang

TETAP, PINDAH, BATAL, TERLEWAT, TANPA = "tetap", "pindah", "batal", "terlewat", "tanpa"
BERHALANGAN = "Petugas berhalangan."


@dataclass(frozen=True)
class Hasil:
    """What becomes of a letter: `jadwal` is TETAP, PINDAH, BATAL, TERLEWAT or TANPA, `mulai` (aware) its new time.

    `lepas` says which companions don't stay, see `pendamping.kata_lepas`.
    """

    surat: SuratMasuk
    petugas: Pengguna
    jadwal: str
    semula: datetime | None = None
    mulai: datetime | None = None
    lepas: str = ""

    @property
    def kata(self) -> str:
        """In words, for who hands over."""
        return f"{self._kata_jadwal}{self.lepas}"

    @property
    def _kata_jadwal(self) -> str:
        match self.jadwal:
            case "tetap":
                return f"Jadwal tetap {waktu(self.mulai)}."
            case "pindah":
                return f"Jadwal {waktu(self.semula)} pindah ke {waktu(self.mulai)}."
            case "batal":
                return f"Jadwal {waktu(self.semula)} dibatalkan: tidak ada waktu bersama."
            case "terlewat":
                return f"Pertemuan {waktu(self.semula)} dicatat tidak terlaksana karena petugas tidak hadir."
        return "Tidak ada jadwal yang berubah."


class _Pratinjau(Exception):
    """Takes back everything that a rehearsal has written."""


def petugas_diserahkan(pemutus: Pengguna) -> QuerySet[Pengguna]:
    """Whose letters this person can hand over: who holds open ones that this person decides; by name."""
    surat = SuratMasuk.objects.bisa_diputus(pemutus).filter(ditutup_pada=None, petugas__isnull=False)
    return Pengguna.objects.filter(pk__in=surat.order_by().values("petugas")).order_by("nama", "pk")


def sedang_tidak_hadir(pada: datetime) -> dict[int, Ketidakhadiran]:
    """Who is away at `pada` (aware), by id."""
    absen = Ketidakhadiran.objects.filter(mulai__lte=pada, selesai__gt=pada)
    return {satu.petugas_id: satu for satu in absen}


def surat_diserahkan(petugas: Pengguna, pemutus: Pengguna) -> list[SuratMasuk]:
    """Open letters of this officer that `pemutus` decides, oldest first."""
    surat = SuratMasuk.objects.bisa_diputus(pemutus).filter(petugas=petugas, ditutup_pada=None)
    return list(surat.select_related("pengirim", "disposisi").order_by("pk"))


def serahkan_semua(
    *, petugas: Pengguna, oleh: Pengguna, pengganti: dict[int, Pengguna], alasan: str
) -> list[Hasil]:
    """Hand over the letters named in `pengganti` (by id, to whom) with one reason; all of them or none.

    Raises GalatAturan, which names the letter, when one of them can't be handed over to that person, and
    TidakBerwenang.
    """
    with transaction.atomic():
        return _serahkan(petugas, oleh, pengganti, alasan.strip())


def pratinjau(
    *, petugas: Pengguna, oleh: Pengguna, pengganti: dict[int, Pengguna]
) -> tuple[dict[int, Hasil], dict[int, str]]:
    """What `serahkan_semua` would do now with each letter, and why it can't with which; nothing of it stays."""
    hasil: dict[int, Hasil] = {}
    halangan: dict[int, str] = {}
    try:
        with transaction.atomic():
            surat = [agenda.kunci_surat(pk) for pk in sorted(pengganti)]
            _kunci_sumber(pengganti)
            for satu in surat:
                try:
                    with transaction.atomic():
                        hasil[satu.pk], _ = _satu(satu, petugas, oleh, pengganti[satu.pk], "Pratinjau.")
                except GalatAturan as galat:
                    halangan[satu.pk] = galat.pesan
            raise _Pratinjau
    except _Pratinjau:
        return hasil, halangan


def _serahkan(petugas: Pengguna, oleh: Pengguna, pengganti: dict[int, Pengguna], alasan: str) -> list[Hasil]:
    """All letters are locked before any room or officer, so that two such acts can't wait for each other."""
    if not pengganti:
        raise GalatAturan("Pilih sedikitnya satu surat yang diserahkan.")
    if not alasan:
        raise GalatAturan("Tulis alasan surat-surat ini diserahkan.")
    surat = [agenda.kunci_surat(pk) for pk in sorted(pengganti)]
    _kunci_sumber(pengganti)
    hasil, kabar = [], []
    for satu in surat:
        try:
            baris, beri_tahu = _satu(satu, petugas, oleh, pengganti[satu.pk], alasan)
        except GalatAturan as galat:
            raise type(galat)(f"Surat {satu.nomor}: {galat.pesan}") from galat
        hasil.append(baris)
        kabar.append(beri_tahu)
    for beri_tahu in kabar:  # numbers of letters are taken last, because everybody waits for their book
        beri_tahu()
    return hasil


def _kunci_sumber(pengganti: dict[int, Pengguna]) -> None:
    """Lock every room, and who gets or accompanies one of these letters, in one order for all."""
    ikut = Pengguna.objects.filter(
        pk__in=PendampingSurat.objects.filter(surat__in=pengganti).values("pengguna")
    )
    orang = {satu.pk: satu for satu in (*pengganti.values(), *ikut)}
    for satu in orang.values():
        Sumber.objects.get_or_create(petugas=satu)
    dipakai = Q(ruang__isnull=False) | Q(petugas__in=orang)
    list(Sumber.objects.filter(dipakai).order_by("pk").select_for_update(of=("self",)))


def _satu(
    surat: SuratMasuk, petugas: Pengguna, oleh: Pengguna, baru: Pengguna, alasan: str
) -> tuple[Hasil, Callable[[], None]]:
    """Hand one letter over; what became of it, and what is left to do: telling the citizen."""
    if not SuratMasuk.objects.bisa_diputus(oleh).filter(pk=surat.pk).exists():
        raise GalatAturan("Anda tidak berwenang mendisposisikan surat ini.")
    lama = rantai.aktif(surat)
    if surat.tertutup or surat.petugas_id != petugas.pk or (lama and lama.petugas != petugas):
        raise GalatAturan("surat ini tidak lagi ditangani petugas itu. Muat ulang halaman ini.")
    pada = jam.sekarang()
    periksa_petugas(surat, baru)
    periksa_hadir(baru, pada)
    semula = rantai_jadwal.berjalan(surat)
    audiensi = None if semula and _dilewatkan(semula, oleh, pada) else semula
    if lama is None:
        return _tanpa_disposisi(surat, petugas, oleh, baru, alasan)
    tetap, lepas = lanjutan(surat, baru, [pada, *([audiensi.mulai] if audiensi else [])])
    pasang(surat, tetap)
    gugur = tarik_tawaran(surat)
    kini = _jadwal(audiensi, baru, oleh) if audiensi else None
    disposisi = rantai.salinan(lama, oleh, wewenang(oleh, surat), baru, alasan, pada)
    if semula:
        disposisi.waktu_diputus = kini.mulai if kini else None
        disposisi.tempat_diputus = tempat_jadwal(kini) if kini else ""
        if kini is None and disposisi.mode == Mode.DARING and surat.status == Status.DIDISPOSISIKAN:
            # A notice about an online meeting has to name a time, which the new officer has to find.
            disposisi.surat_oleh_petugas = True
    rantai.gantikan(lama, disposisi, tetap)
    rantai.catat_penerusan(disposisi, kata_lepas(lepas), gugur)
    kabar = partial(_kabari, disposisi, semula, kini, gugur)
    return _hasil(surat, baru, semula, kini, kata_lepas(lepas)), kabar


def _dilewatkan(audiensi: Audiensi, oleh: Pengguna, pada: datetime) -> bool:
    """Whether its officer has missed this meeting, which is recorded; False as long as it lies ahead.

    Raises GalatAturan for one that has passed while nobody knows of an absence: it may have been held.
    """
    if audiensi.mulai > pada:
        return False
    absen = Ketidakhadiran.objects.filter(petugas=audiensi.petugas)
    if not absen.filter(mulai__lte=audiensi.mulai, selesai__gt=audiensi.mulai).exists():
        raise GalatAturan(rantai_jadwal.WAKTU_LEWAT)
    catat_petugas_tidak_hadir(audiensi=audiensi, oleh=oleh, alasan=BERHALANGAN)
    audiensi.refresh_from_db(fields=["keadaan", "alasan"])
    return True


def _tanpa_disposisi(
    surat: SuratMasuk, petugas: Pengguna, oleh: Pengguna, baru: Pengguna, alasan: str
) -> tuple[Hasil, Callable[[], None]]:
    """A walk-in complaint that nobody decided about changes hands; the guest was served, so no message is due."""
    rantai.serahkan(surat, baru, oleh)
    catat(
        surat=surat,
        jenis="diteruskan",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Diserahkan dari {petugas} kepada {baru}. Alasan: {alasan}",
        teks_warga=f"Surat Anda sekarang ditangani {baru}.",
    )
    return Hasil(surat, baru, TANPA), lambda: None


def _jadwal(audiensi: Audiensi, baru: Pengguna, oleh: Pengguna) -> Audiensi | None:
    """The appointment with the new officer: at its time, at the first that is possible, or None when it is off."""
    try:
        with transaction.atomic():
            return rantai_jadwal.pindahkan_ke(
                audiensi, petugas=baru, oleh=oleh, alasan=audiensi.alasan or rantai.PETUGAS_BERGANTI
            )
    except GalatAturan:
        audiensi.refresh_from_db(fields=["keadaan"])
    lama = audiensi.selesai - audiensi.mulai
    tatap_muka = audiensi.mode == Mode.TATAP_MUKA
    bebas = usulan(
        petugas=[baru.pk],
        ruang=Ruang.objects.filter(aktif=True) if tatap_muka else [],
        dari=jam.sekarang() + PERJALANAN,
        sampai=_sampai(audiensi),
        lama=lama,
        bersama=[satu.pk for satu in dari_surat(audiensi.surat) if satu != baru],
    )[baru.pk]
    if bebas is None:
        rantai_jadwal.akhiri(audiensi, rantai.PETUGAS_BERGANTI)
        return None
    return rantai_jadwal.gantikan(
        audiensi,
        Audiensi(
            mode=audiensi.mode,
            metode=audiensi.metode,
            petugas=baru,
            ruang=bebas[1],
            tautan=audiensi.tautan,
            mulai=bebas[0],
            selesai=bebas[0] + lama,
            alasan=rantai.PETUGAS_BERGANTI,
            dibuat_oleh=oleh,
        ),
    )


def _sampai(audiensi: Audiensi) -> datetime:
    """Up to when another time is looked for: two weeks from now where the limit or its own time doesn't bind."""
    lewat, sampai = jangka(audiensi.surat.tenggat.get(jenis="pelaksanaan"))
    return sampai if lewat or audiensi.mulai <= sampai else jam.sekarang() + SESUDAH_BATAS


def _kabari(disposisi: Disposisi, semula: Audiensi | None, kini: Audiensi | None, gugur: str) -> None:
    """Tell the citizen once, if anything was told before; of an appointment that is off also that it is."""
    surat, pada = disposisi.surat, jam.sekarang()
    if not sudah_ditulis(surat) or surat.status not in rantai.BERJALAN:
        return
    if semula and kini is None and surat.status == Status.DIJAWAB:
        _kabari_batal(disposisi, semula, gugur)
        return
    if disposisi.surat_oleh_petugas and semula and kini is None:
        rantai.panggil_kembali(surat, disposisi.oleh)
        return
    if disposisi.waktu and disposisi.waktu <= pada:
        return
    rantai.kabari(disposisi, gugur)


def _kabari_batal(disposisi: Disposisi, semula: Audiensi, gugur: str) -> None:
    """Tell the citizen that the meeting is off, or was missed, and who handles the letter now."""
    surat = disposisi.surat
    rantai.panggil_kembali(surat, disposisi.oleh)
    if semula.keadaan == KeadaanAudiensi.PETUGAS_TIDAK_HADIR:
        kata = (
            f"Pertemuan Anda {waktu(semula.mulai)} tidak terlaksana karena petugas kami tidak hadir. "
            "Kami mohon maaf."
        )
    else:
        kata = (
            f"Pertemuan Anda {waktu(semula.mulai)} kami batalkan karena petugas berganti. Anda tidak perlu "
            "datang pada waktu itu."
        )
    petugas = (
        f"Petugas Anda sekarang {titik(disposisi.petugas)} Kami menghubungi Anda untuk jadwal yang baru."
    )
    teks = f"{' '.join(filter(None, (kata, gugur)))}\n\n{petugas}"
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="jadwal",
        kunci=f"serah:{disposisi.pk}",
        data={"teks": teks} | dalam_data(semula, batal=semula.keadaan in DIBATALKAN),
    )


def _hasil(
    surat: SuratMasuk, baru: Pengguna, semula: Audiensi | None, kini: Audiensi | None, lepas: str
) -> Hasil:
    if semula is None:
        return Hasil(surat, baru, TANPA, lepas=lepas)
    if kini is None:
        jadwal = TERLEWAT if semula.keadaan == KeadaanAudiensi.PETUGAS_TIDAK_HADIR else BATAL
        return Hasil(surat, baru, jadwal, semula.mulai, lepas=lepas)
    jadwal = TETAP if kini.mulai == semula.mulai else PINDAH
    return Hasil(surat, baru, jadwal, semula.mulai, kini.mulai, lepas)
