"""What waits for a member of staff: letters on the desk, messages to send by hand."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from dinsos.agenda.enums import Status
from dinsos.agenda.kerahasiaan import TERSAMAR
from dinsos.agenda.models import Pengecualian, Pertanyaan, Riwayat, SuratMasuk, Tenggat
from dinsos.agenda.querysets import didampingi, diputus, ditangani
from dinsos.agenda.tampilan import NAMA_JAM, keadaan
from dinsos.akun.models import Peran, Sudut
from dinsos.akun.peran import berhak
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian, KueriSiap, isian_banyak, nilai_banyak
from dinsos.notifikasi.enums import Galat, Keadaan
from dinsos.notifikasi.models import Pesan
from dinsos.portal.tindakan import Kiriman, langkah_berikut, sub_kiriman
from disposisi.models_jadwal import PermintaanWaktu

BATAS_DAFTAR = 25
"""Rows of one page of a list."""
BATAS_HITUNG = 100
"""How far waiting letters are counted."""
KOLOM = (
    *("uuid", "nomor", "hal", "layanan", "status", "rahasiakan_identitas", "pengirim__nama"),
    *("disposisi__metode", "disposisi__berlaku__waktu", "pengaduan__hasil", "konsultasi__hasil"),
)
"""What a row of the worklist shows, and what `langkah_berikut` reads."""
KOLOM_DIDAMPINGI = ("nomor", "hal", "petugas__username", "petugas__nama", "disposisi__berlaku__waktu")
PEMUTUS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
PERLU_TANGAN = (Keadaan.MENUNGGU_MANUAL, Keadaan.GAGAL)


def surat_saya(pengguna, pada: datetime, sesudah: tuple | None = None) -> list[SuratMasuk]:
    """The officer's letters that need work, the one whose clock is due first on top; two queries.

    At most one more than `BATAS_DAFTAR`, from the row after `sesudah` (`paling_dekat` and id) on. Each letter
    carries `paling_dekat` (when its next clock is due, None: none runs), `langkah` (what comes next),
    `ada_jawaban` (whether the citizen answered a question since the officer's last act), `minta_waktu` (whether the
    citizen waits for another time) and `jam` (name and state, at the aware instant, of each clock that runs).
    """
    saat, pk = sesudah or (None, None)
    bagian = "awal" if sesudah is None else "berjam" if saat else "tanpa_jam"
    isian = {"saya": pengguna.pk, "sesudah_saat": saat, "sesudah_pk": pk}
    daftar = _SURAT(pengguna.sudut, bagian, BATAS_DAFTAR + 1, **isian)
    berjalan = _jam_berjalan(daftar)
    for surat in daftar:
        isi = surat.kiriman
        surat.langkah = langkah_berikut(surat, isi and Kiriman(**isi | {"pk": UUID(isi["pk"])}))
        surat.jam = [(NAMA_JAM[t.jenis], keadaan(t, pada)) for t in berjalan[surat.pk]]
    return daftar


def surat_didampingi(pengguna) -> list[SuratMasuk]:
    """Open letters of other officers whom this one accompanies, oldest first, with officer and time; one query.

    At most `BATAS_DAFTAR`.
    """
    return _DIDAMPINGI(pengguna.sudut, BATAS_DAFTAR, saya=pengguna.pk)


def _susun_didampingi(sudut: Sudut, batas: int) -> QuerySet[SuratMasuk]:
    surat = SuratMasuk.objects.tanpa_kecualian(sudut).filter(didampingi(sudut), ditutup_pada=None)
    surat = surat.select_related("petugas", "disposisi__berlaku").only(*KOLOM_DIDAMPINGI)
    return surat.order_by("pk")[:batas]


def _jam_berjalan(daftar: list[SuratMasuk]) -> dict[int, list[Tenggat]]:
    """The running clocks of each letter, earliest due first; one query."""
    hasil, banyak = {surat.pk: [] for surat in daftar}, BATAS_DAFTAR + 1
    if daftar:
        for satu in _JAM(banyak, **nilai_banyak("surat", list(hasil), banyak)):
            hasil[satu.surat_id].append(satu)
    return hasil


def _susun_surat(sudut: Sudut, bagian: str, batas: int) -> QuerySet[SuratMasuk]:
    """`surat_saya`: its first rows, those after a row with a due date, or those after a row without."""
    berjalan = Tenggat.objects.terbuka().filter(surat=OuterRef("pk")).order_by("jatuh_tempo")
    surat = (
        SuratMasuk.objects.untuk(sudut)
        .di_meja(sudut)
        .select_related("pengirim", "disposisi__berlaku", "pengaduan", "konsultasi")
        .only(*KOLOM)
        .annotate(
            paling_dekat=Subquery(berjalan.values("jatuh_tempo")[:1]),
            kiriman=sub_kiriman(),
            ada_jawaban=_ada_jawaban(sudut),
            minta_waktu=Exists(PermintaanWaktu.objects.menunggu().filter(surat=OuterRef("pk"))),
        )
    )
    saat, pk = Isian("sesudah_saat", DateTimeField()), Isian("sesudah_pk", BigIntegerField())
    if bagian == "berjam":
        sama = Q(paling_dekat=saat, pk__gt=pk)
        surat = surat.filter(Q(paling_dekat__gt=saat) | sama | Q(paling_dekat=None))
    elif bagian == "tanpa_jam":
        surat = surat.filter(paling_dekat=None, pk__gt=pk)
    return surat.order_by(F("paling_dekat").asc(nulls_last=True), "pk")[:batas]


def _susun_jam(banyak: int) -> QuerySet[Tenggat]:
    surat = In(F("surat"), isian_banyak("surat", BigIntegerField(), banyak))
    jam = Tenggat.objects.terbuka().filter(surat).order_by("jatuh_tempo", "id")
    return jam.only("surat", "jenis", "mulai", "jatuh_tempo", "ingat_pada", "berhenti_pada", "akibat")


def _ada_jawaban(pengguna) -> Exists:
    """Whether an answer of the citizen is newer than this person's last entry in the letter's story."""
    cerita = Riwayat.objects.filter(surat=OuterRef("surat"), oleh=pengguna.pk).order_by("-pada")
    awal = Value(datetime.min.replace(tzinfo=UTC), DateTimeField())
    terakhir = Coalesce(Subquery(cerita.values("pada")[:1]), awal)
    return Exists(Pertanyaan.objects.filter(surat=OuterRef("pk"), dijawab_pada__gt=terakhir))


def jumlah_menunggu(pengguna) -> int:
    """Letters waiting for this person's disposition, counted up to `BATAS_HITUNG` + 1."""
    menunggu = SuratMasuk.objects.bisa_diputus(pengguna).filter(status=Status.DITERIMA)
    return menunggu.order_by()[: BATAS_HITUNG + 1].count()


def jumlah_tanpa_pemutus(pengguna, pada: datetime) -> int:
    """Letters that nobody may decide at `pada` (aware), counted up to `BATAS_HITUNG` + 1.

    Without those that name this person, who never learns of them.
    """
    surat = SuratMasuk.objects.tanpa_kecualian(pengguna).tanpa_pemutus(pada)
    return surat.order_by()[: BATAS_HITUNG + 1].count()


def pesan_terlihat(pengguna) -> QuerySet[Pesan]:
    """Messages to citizens that this person may handle: receipts for piket, else those of letters in their hands.

    Who only accompanies the officer of a letter reads its messages on the case page.
    """
    tentang = SuratMasuk.objects.untuk(pengguna).filter(uuid=OuterRef("kasus"))
    boleh = Q(Exists(tentang.filter(ditangani(pengguna.pk) | diputus(pengguna))))
    if pengguna.punya_peran(Peran.PIKET):
        boleh |= _tanda_terima(pengguna)
    return Pesan.objects.filter(boleh)


def bisa_ditangani(pesan: Pesan) -> bool:
    """Whether somebody can do something about a message: send by hand, another way, or try again now."""
    return pesan.bermasalah or pesan.keadaan in PERLU_TANGAN


def pesan_manual(pengguna) -> QuerySet[Pesan]:
    """Messages that wait for this person's hand, oldest first.

    Receipts for piket, those of the own letters for an officer, and for who decides those of letters that no
    officer holds (a refusal, say, or the receipt of a sender whom piket must not know). Each carries `penerima`,
    the recipient's name for a list.
    """
    tentang = SuratMasuk.objects.untuk(pengguna).filter(uuid=OuterRef("kasus"))
    milik = Q(Exists(tentang.filter(petugas=pengguna.pk)))
    if berhak(pengguna, PEMUTUS):
        tanpa_petugas = tentang.filter(petugas=None)
        milik |= ~Q(kelas="tanda_terima") & Q(Exists(tanpa_petugas))
        milik |= Q(kelas="tanda_terima") & Q(Exists(tanpa_petugas.filter(rahasiakan_identitas=True)))
    if pengguna.punya_peran(Peran.PIKET):
        milik |= _tanda_terima(pengguna)
    pesan = Pesan.objects.terbuka().filter(milik, keadaan__in=PERLU_TANGAN)
    return pesan.annotate(penerima=_penerima()).order_by("dibuat_pada", "pk")


def ditandai_hari_ini(pengguna, pada: datetime) -> list[Pesan]:
    """Receipts that this person of the desk marked sent on the local day of `pada`, the last one first; one query.

    The desk has no page of a letter from which a mistaken mark could be taken back. At most `BATAS_DAFTAR`.
    """
    awal = datetime.combine(jam.wita(pada).date(), time.min, jam.WITA)
    milik = Pesan.objects.filter(ditandai_oleh=pengguna.pk, ditandai_pada__gte=awal, tidak_sampai="")
    pesan = milik.filter(_tanda_terima(pengguna)).annotate(penerima=_penerima())
    return list(pesan.order_by("-ditandai_pada", "pk")[:BATAS_DAFTAR])


def pesan_pegawai_gagal() -> list[dict]:
    """E-mails to colleagues that were given up on, one row for each address; one query.

    Each with `penerima_nama`, `tujuan`, `jumlah`, `sejak` and `sebab`; nothing of what they are about. At most
    `BATAS_DAFTAR`.
    """
    gagal = (
        Pesan.objects.gagal_pegawai().order_by("penerima_nama", "tujuan").values("penerima_nama", "tujuan")
    )
    baris = gagal.annotate(jumlah=Count("pk"), sejak=Min("dibuat_pada"), galat=Max("galat_terakhir"))
    return [satu | {"sebab": Galat(satu["galat"]).label} for satu in baris[:BATAS_DAFTAR]]


def halaman_pesan(pengguna, sesudah: tuple | None = None) -> list[Pesan]:
    """`pesan_manual` after `sesudah` (`dibuat_pada` and id of a row), at most one more than `BATAS_DAFTAR`."""
    saat, pk = sesudah or (None, None)
    isian = {"saya": pengguna.pk, "sesudah_saat": saat, "sesudah_pk": pk}
    return _PESAN(pengguna.sudut, sesudah is not None, BATAS_DAFTAR + 1, **isian)


def _susun_pesan(sudut: Sudut, lanjut: bool, batas: int) -> QuerySet[Pesan]:
    pesan = pesan_manual(sudut)
    if lanjut:
        saat, pk = Isian("sesudah_saat", DateTimeField()), Isian("sesudah_pk", UUIDField())
        pesan = pesan.filter(Q(dibuat_pada__gt=saat) | Q(dibuat_pada=saat, pk__gt=pk))
    return pesan[:batas]


def _penerima() -> Case:
    """The recipient's name as a list shows it: masked when the sender of the letter stays secret."""
    rahasia = SuratMasuk.objects.filter(uuid=OuterRef("kasus"), rahasiakan_identitas=True)
    return Case(When(Exists(rahasia), then=Value(TERSAMAR)), default=F("penerima_nama"))


def _tanda_terima(pengguna) -> Q:
    """Receipts, but not of letters from which this person is excluded or whose sender stays secret.

    Those of the latter wait for the officer, and for who decides as long as there is none.
    """
    terlarang = Pengecualian.objects.filter(surat__uuid=OuterRef("kasus"), pengguna=pengguna.pk)
    rahasia = SuratMasuk.objects.filter(uuid=OuterRef("kasus"), rahasiakan_identitas=True)
    return Q(kelas="tanda_terima") & ~Q(Exists(terlarang)) & ~Q(Exists(rahasia))


_SURAT = KueriSiap(_susun_surat)
_DIDAMPINGI = KueriSiap(_susun_didampingi)
_JAM = KueriSiap(_susun_jam)
_PESAN = KueriSiap(_susun_pesan)
