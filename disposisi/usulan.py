"""Another time: the citizen asks for it, the office offers alternatives, the citizen chooses or declines.

The firm appointment stands all the while (rancangan.md, "Scheduling"): an alternative holds its cells until it
expires and becomes firm only when the citizen chooses it. Acts without `oleh` are the citizen's own, who opened the
letter with number and secret. Locks as in `jadwal`: the letter, its appointments, then rooms and officers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import WARGA, catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import waktu
from disposisi import jadwal_kabar, usulan_kabar
from disposisi.alur_jadwal import pindah_keadaan
from disposisi.enums import KeadaanAudiensi, KeadaanPermintaan, Mode
from disposisi.jadwal_batas import catat_diminta_mundur, dibatalkan_pemohon, sebagai_ganti
from disposisi.jadwal_kunci import alasan_sah, alasan_warga, kunci_audiensi, wajib_boleh
from disposisi.jadwal_undangan import undang_petugas
from disposisi.models_jadwal import USULAN_MAKS, Audiensi, PermintaanWaktu, Ruang
from disposisi.rencana import LAMA_BAKU, SlotTerpakai, kunci_sumber, lepas, periksa_tersedia, rencanakan
from disposisi.slot import sel_rencana
from disposisi.usulan_batas import batas_pilih
from disposisi.usulan_lepas import akhiri, gugurkan, terkunci, tutup_permintaan_terbuka
from disposisi.usulan_syarat import wajib_bisa_diminta

TIDAK_BERLAKU = "Waktu ini tidak ditawarkan lagi. Lihat jadwal yang berlaku di halaman ini."


@transaction.atomic
def minta_waktu_lain(
    *, surat: SuratMasuk, alasan: str, harapan: str = "", pilihan: Iterable[datetime] = ()
) -> PermintaanWaktu:
    """The citizen asks for another time; the firm one stands until the office offers one and the citizen takes it.

    `pilihan` (aware) are up to three free times that would suit; they hold nothing. A task for the officer, no
    clock. Raises SudahTerjadi when a request or an offer is open, GalatAturan when there is nothing to move.
    """
    surat = agenda.kunci_surat(surat.pk)
    tetap = wajib_bisa_diminta(surat)
    return _minta(surat, tetap, alasan=alasan, harapan=harapan, pilihan=pilihan)


@transaction.atomic
def berhalangan(*, surat: SuratMasuk, alasan: str, harapan: str = "") -> PermintaanWaktu:
    """The citizen cannot come to the firm appointment: it is off, and its room and officer are free.

    The clocks go on; what the citizen wants instead stands on the officer's worklist. Raises as
    `minta_waktu_lain`, and GalatAturan when there is no appointment to come.
    """
    surat = agenda.kunci_surat(surat.pk)
    tetap = wajib_bisa_diminta(surat)
    if tetap is None or tetap.mulai <= jam.sekarang():
        raise GalatAturan("Tidak ada jadwal yang dapat dibatalkan. Hubungi kami bila ada yang keliru.")
    permintaan = _minta(surat, tetap, alasan=alasan, harapan=harapan, batal=True)
    pindah_keadaan(tetap, KeadaanAudiensi.DIBATALKAN)
    tetap.alasan = permintaan.alasan
    tetap.save(update_fields=["keadaan", "alasan"])
    lepas(tetap)
    jadwal_kabar.catat_pada_disposisi(surat, None, None)
    undang_petugas(tetap)
    return permintaan


def _minta(
    surat: SuratMasuk,
    tetap: Audiensi | None,
    *,
    alasan: str,
    harapan: str,
    pilihan: Iterable[datetime] = (),
    batal: bool = False,
) -> PermintaanWaktu:
    pada = jam.sekarang()
    pilihan = sorted({satu.astimezone(UTC) for satu in pilihan})
    if len(pilihan) > USULAN_MAKS or any(satu <= pada for satu in pilihan):
        raise GalatAturan(f"Pilih paling banyak {USULAN_MAKS} waktu yang belum lewat.")
    permintaan = PermintaanWaktu.objects.create(
        surat=surat,
        audiensi=tetap,
        berhalangan=batal,
        alasan=alasan_sah(alasan, "Tulis alasannya, supaya kami dapat mencarikan waktu yang cocok."),
        harapan=_harapan(harapan),
        pilihan=[satu.isoformat() for satu in pilihan],
        pada=pada,
    )
    kata = "tidak dapat datang" if batal else "meminta waktu lain"
    catat(
        surat=surat,
        jenis="waktu_lain_diminta",
        pada=pada,
        pelaku=WARGA,
        teks=f"Pengirim {kata}. Alasan: {permintaan.alasan}",
        teks_warga=f"Anda {kata}.",
    )
    return permintaan


def _harapan(teks: str) -> str:
    teks, paling = teks.strip(), PermintaanWaktu._meta.get_field("harapan").max_length
    if len(teks) > paling:
        raise GalatAturan(f"Waktu yang diharapkan paling banyak {paling} huruf. Persingkat dahulu.")
    return teks


@transaction.atomic
def tolak_permintaan(*, permintaan: PermintaanWaktu, oleh, alasan: str) -> PermintaanWaktu:
    """The office cannot offer another time; `alasan` is what the citizen reads. The firm time stands.

    Raises SudahTerjadi when the request was answered before, GalatAturan without `alasan`, TidakBerwenang.
    """
    surat = agenda.kunci_surat(permintaan.surat_id)
    wajib_boleh(surat, oleh)
    alasan = alasan_warga(alasan, "Tulis alasannya. Pengirim membaca alasan ini.")
    ditutup = tutup_permintaan_terbuka(surat, KeadaanPermintaan.DITOLAK)
    if ditutup is None or ditutup.pk != permintaan.pk:
        raise SudahTerjadi("Permintaan ini sudah dijawab.")
    catat(
        surat=surat,
        jenis="waktu_tetap",
        pada=ditutup.ditutup_pada,
        oleh=oleh,
        teks=f"Permintaan waktu lain tidak dapat dipenuhi. Alasan: {alasan}",
        teks_warga=f"Kami belum dapat memberi waktu lain. Alasan: {alasan}",
    )
    usulan_kabar.kabari_tetap(surat, ditutup.pk, _tetap(surat), alasan)
    return ditutup


@dataclass(frozen=True)
class Tempat:
    """Where an alternative would take place; a room that is None is chosen among those that are free."""

    lama: timedelta | None = None
    ruang: Ruang | None = None


@transaction.atomic
def usulkan(
    *,
    surat: SuratMasuk,
    oleh,
    mulai: list[datetime],
    alasan: str,
    tempat: Tempat = Tempat(),
    sampai: datetime | None = None,
) -> list[Audiensi]:
    """Offer the citizen one to three other times (aware), each held until `sampai`; the firm one stands.

    `sampai` (aware; None: see `usulan_batas.batas_pilih`) lies within office hours, before the firm time and every
    time offered. No clock is touched, whatever lies after the limit of `pelaksanaan`. Raises SlotTerpakai when
    officer or rooms are taken then (none is offered), TidakBerwenang, GalatAturan otherwise.
    """
    surat = agenda.kunci_surat(surat.pk)
    wajib_boleh(surat, oleh)
    tetap = wajib_bisa_diminta(surat, oleh_kantor=True)
    gugurkan(surat)
    nomor = _nomor_bebas(surat, len(set(mulai)))
    alasan = alasan_warga(alasan, "Tulis alasan waktu lain ditawarkan. Pengirim membaca alasan ini.")
    paling_lambat = min([*mulai, *([tetap.mulai] if tetap else [])])
    berlaku = batas_pilih(paling_lambat, sampai)
    permintaan = _dijawab(surat, tetap)
    usulan = []
    for satu, n in zip(sorted(set(mulai)), nomor, strict=False):
        rencana = _rencana(surat, tetap, oleh, satu, tempat.lama)
        rencana.alasan, rencana.nomor_usulan, rencana.berlaku_sampai = alasan, n, berlaku
        rencana.permintaan = permintaan
        usulan.append(_ambil(rencana, tempat.ruang))
    catat(
        surat=surat,
        jenis="waktu_lain_ditawarkan",
        pada=usulan[0].dibuat_pada,
        oleh=oleh,
        teks=f"Menawarkan waktu lain sampai {waktu(berlaku)}: {usulan_kabar.sebut(usulan)}. Alasan: {alasan}",
        teks_warga=f"Kami menawarkan waktu lain: {usulan_kabar.sebut(usulan)}. Pilih sampai {waktu(berlaku)}.",
    )
    usulan_kabar.kabari_ditawari(surat, usulan, tetap)
    return usulan


def _nomor_bebas(surat: SuratMasuk, banyak: int) -> list[int]:
    if not banyak:
        raise GalatAturan("Isi paling sedikit satu waktu.")
    terpakai = {satu.nomor_usulan for satu in terkunci(surat)}
    bebas = [n for n in range(1, USULAN_MAKS + 1) if n not in terpakai]
    if banyak > len(bebas):
        raise GalatAturan(
            f"Paling banyak {USULAN_MAKS} waktu ditawarkan sekaligus, dan {len(terpakai)} masih menunggu jawaban."
        )
    return bebas


def _dijawab(surat: SuratMasuk, tetap: Audiensi | None) -> PermintaanWaktu | None:
    """The citizen's request that an offer answers: the one that waits, or the last one about the same time."""
    if menunggu := tutup_permintaan_terbuka(surat, KeadaanPermintaan.DITAWARI):
        return menunggu
    ditawari = PermintaanWaktu.objects.filter(surat=surat, keadaan=KeadaanPermintaan.DITAWARI)
    terakhir = ditawari.last()
    tentang_ini = terakhir and (tetap is None or terakhir.audiensi_id == tetap.pk)
    return terakhir if tentang_ini else None


def _rencana(
    surat: SuratMasuk, tetap: Audiensi | None, oleh, mulai: datetime, lama: timedelta | None
) -> Audiensi:
    """An alternative to the firm time, or a first one by the disposition, without its room."""
    dasar = tetap or surat.disposisi
    lama = lama or (tetap.selesai - tetap.mulai if tetap else LAMA_BAKU)
    return Audiensi(
        surat=surat,
        mode=dasar.mode,
        metode=dasar.metode,
        petugas=dasar.petugas,
        ruang=tetap.ruang if tetap else None,
        tautan=tetap.tautan if tetap else surat.disposisi.tempat if dasar.mode == Mode.DARING else "",
        mulai=mulai,
        selesai=mulai + lama,
        dibuat_oleh=oleh,
    )


def _ambil(rencana: Audiensi, ruang: Ruang | None) -> Audiensi:
    """Hold the cells in that room, or else in the room of the firm time or the first one that is free."""
    if rencana.mode == Mode.DARING:
        return rencanakan(rencana, KeadaanAudiensi.DIUSULKAN)
    biasa = [rencana.ruang] if rencana.ruang and rencana.ruang.aktif else []
    lain = [] if ruang else Ruang.objects.filter(aktif=True).exclude(pk__in=[r.pk for r in biasa])
    pilihan = [ruang] if ruang else [*biasa, *lain]
    if not pilihan:
        raise GalatAturan("Belum ada ruang yang dipakai. Minta pengelola mengisinya.")
    for satu in pilihan[:-1]:
        rencana.ruang, rencana.pk = satu, None
        try:
            with transaction.atomic():
                return rencanakan(rencana, KeadaanAudiensi.DIUSULKAN)
        except SlotTerpakai:
            continue
    rencana.ruang, rencana.pk = pilihan[-1], None
    return rencanakan(rencana, KeadaanAudiensi.DIUSULKAN)


@transaction.atomic
def tarik_usulan(*, usulan: Audiensi, oleh) -> Audiensi:
    """The office takes one alternative back before the citizen chose; its cells are free.

    Raises SudahTerjadi when it is no longer on offer, TidakBerwenang.
    """
    usulan = kunci_audiensi(usulan, oleh)
    akhiri([usulan], KeadaanAudiensi.TIDAK_DIPILIH)
    catat(
        surat=usulan.surat,
        jenis="usulan_ditarik",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Menarik usulan {waktu(usulan.mulai)}.",
        teks_warga=f"Waktu {waktu(usulan.mulai)} tidak kami tawarkan lagi.",
    )
    return usulan


def pilih_usulan(*, surat: SuratMasuk, pk: int) -> Audiensi:
    """The citizen chooses alternative `pk`: it becomes firm, with the UID of the earlier time.

    The earlier firm time is `diganti`, the other alternatives are free. Where it answers the citizen's own request
    and lies after the limit, `pelaksanaan` is voided if the time first offered was within it (tenggat.md). Raises
    SudahTerjadi when it is no longer on offer, GalatAturan when room, officer or office are closed by now.
    """
    _segarkan(surat)
    return _pilih(surat, pk)


@transaction.atomic
def _pilih(surat: SuratMasuk, pk: int) -> Audiensi:
    surat = agenda.kunci_surat(surat.pk)
    tetap = _tetap(surat)
    semua = terkunci(surat)
    dipilih = next((satu for satu in semua if satu.pk == pk), None)
    if dipilih is None:
        raise SudahTerjadi(TIDAK_BERLAKU)
    dipilih.surat = surat
    sumber = kunci_sumber(dipilih)
    # Under the lock of its rooms: whoever wants its cells after it expired has freed them by now, or waits for us.
    sel = len(sumber) * len(sel_rencana(dipilih.mulai, dipilih.selesai))
    if dipilih.berlaku_sampai <= jam.sekarang() or dipilih.pemakaian.count() != sel:
        raise SudahTerjadi(TIDAK_BERLAKU)
    periksa_tersedia(dipilih)
    akhiri([satu for satu in semua if satu.pk != pk], KeadaanAudiensi.TIDAK_DIPILIH)
    batal = None if tetap else dibatalkan_pemohon(surat)
    for kolom, nilai in sebagai_ganti(batal.audiensi if batal else None).items():
        setattr(dipilih, kolom, nilai)
    if tetap:
        pindah_keadaan(tetap, KeadaanAudiensi.DIGANTI)
        tetap.save(update_fields=["keadaan"])
        lepas(tetap)
        dipilih.uid, dipilih.urutan, dipilih.menggantikan = tetap.uid, tetap.urutan + 1, tetap
    pindah_keadaan(dipilih, KeadaanAudiensi.DIPASTIKAN)
    dipilih.save(update_fields=["keadaan", "uid", "urutan", "menggantikan"])
    _setelah_dipilih(dipilih, tetap)
    return dipilih


def _setelah_dipilih(dipilih: Audiensi, tetap: Audiensi | None) -> None:
    surat, pada = dipilih.surat, jam.sekarang()
    tutup_permintaan_terbuka(surat, KeadaanPermintaan.DITAWARI)
    ganti = f", menggantikan {waktu(tetap.mulai)}" if tetap else ""
    catat(
        surat=surat,
        jenis="waktu_lain_dipilih",
        pada=pada,
        pelaku=WARGA,
        teks=f"Pengirim memilih {waktu(dipilih.mulai)}{ganti}.",
        teks_warga=f"Anda memilih {waktu(dipilih.mulai)}{ganti}.",
    )
    diminta = dipilih.permintaan
    if diminta and diminta.audiensi and diminta.pada < diminta.audiensi.mulai:
        catat_diminta_mundur(
            dipilih,
            uid=diminta.audiensi.uid,
            pada=diminta.pada,
            bukti=f"permintaan pengirim di halaman lacak: {diminta.alasan}",
        )
    jadwal_kabar.catat_pada_disposisi(surat, None, dipilih)
    jadwal_kabar.kabari(dipilih, f"Pilihan Anda sudah kami catat.\n\n{jadwal_kabar.uraian(dipilih)}")
    undang_petugas(dipilih)


def tolak_usulan(*, surat: SuratMasuk, catatan: str = "") -> int:
    """The citizen declines every alternative on offer; the firm time stands. Returns how many that were.

    With `catatan` it is a new request for another time, on the officer's worklist. Raises SudahTerjadi when none is
    on offer.
    """
    _segarkan(surat)
    with transaction.atomic():
        surat = agenda.kunci_surat(surat.pk)
        usulan = terkunci(surat)
        if not usulan:
            raise SudahTerjadi(TIDAK_BERLAKU)
        akhiri(usulan, KeadaanAudiensi.TIDAK_DIPILIH)
        catat(
            surat=surat,
            jenis="usulan_ditolak",
            pada=jam.sekarang(),
            pelaku=WARGA,
            teks=f"Pengirim tidak memilih waktu yang ditawarkan: {usulan_kabar.sebut(usulan)}.",
            teks_warga="Anda tidak memilih waktu lain yang kami tawarkan.",
        )
        if catatan.strip():
            _minta(surat, wajib_bisa_diminta(surat), alasan=catatan, harapan="")
    return len(usulan)


def _segarkan(surat: SuratMasuk) -> None:
    """End what has expired in a transaction of its own, so that it stays ended when the act is refused."""
    usulan = Audiensi.objects.filter(surat=surat, keadaan=KeadaanAudiensi.DIUSULKAN)
    if usulan.filter(berlaku_sampai__lte=jam.sekarang()).exists():
        with transaction.atomic():
            gugurkan(agenda.kunci_surat(surat.pk))


def _tetap(surat: SuratMasuk) -> Audiensi | None:
    """The firm appointment of a locked letter, locked."""
    berjalan = Audiensi.objects.berjalan().select_for_update(of=("self",)).select_related("ruang", "petugas")
    return berjalan.filter(surat=surat).first()
