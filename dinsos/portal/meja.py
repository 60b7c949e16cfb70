"""What waits for a member of staff: letters on the desk, messages to send by hand."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from dinsos.agenda.enums import Status
from dinsos.agenda.models import Pengecualian, SuratMasuk, Tenggat
from dinsos.agenda.tampilan import NAMA_JAM, keadaan
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from dinsos.portal.tindakan import Kiriman, langkah_berikut, sub_kiriman

BATAS_DAFTAR = 100
PEMUTUS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
PERLU_TANGAN = (Keadaan.MENUNGGU_MANUAL, Keadaan.GAGAL)


def surat_saya(pengguna, pada: datetime) -> list[SuratMasuk]:
    """The officer's letters that need work, the one whose clock is due first on top; two queries.

    At most one more than `BATAS_DAFTAR`. Each letter carries `langkah` (what comes next) and `jam` (name and
    state, at the aware instant, of each clock that runs).
    """
    berjalan = Tenggat.objects.terbuka().filter(surat=OuterRef("pk")).order_by("jatuh_tempo")
    daftar = list(
        SuratMasuk.objects.untuk(pengguna)
        .di_meja(pengguna)
        .select_related("pengirim", "disposisi", "pengaduan")
        .prefetch_related("tenggat")
        .annotate(paling_dekat=Subquery(berjalan.values("jatuh_tempo")[:1]), kiriman=sub_kiriman())
        .order_by(F("paling_dekat").asc(nulls_last=True), "pk")[: BATAS_DAFTAR + 1]
    )
    for surat in daftar:
        isi = surat.kiriman
        surat.langkah = langkah_berikut(surat, isi and Kiriman(**isi | {"pk": UUID(isi["pk"])}))
        surat.jam = [
            (NAMA_JAM[t.jenis], keadaan(t, pada))
            for t in sorted(surat.tenggat.all(), key=lambda t: t.jatuh_tempo)
            if not t.berhenti_pada
        ]
    return daftar


def jumlah_menunggu(pengguna) -> int:
    """Letters waiting for this person's disposition, counted up to `BATAS_DAFTAR` + 1."""
    menunggu = SuratMasuk.objects.bisa_diputus(pengguna).filter(status=Status.DITERIMA)
    return menunggu.order_by()[: BATAS_DAFTAR + 1].count()


def jumlah_tanpa_pemutus(pada: datetime) -> int:
    """Letters that nobody may decide at `pada` (aware), counted up to `BATAS_DAFTAR` + 1."""
    return SuratMasuk.objects.tanpa_pemutus(pada).order_by()[: BATAS_DAFTAR + 1].count()


def pesan_terlihat(pengguna) -> QuerySet[Pesan]:
    """Messages to citizens that this person may handle: receipts for piket, else those of letters they know of."""
    tentang = SuratMasuk.objects.untuk(pengguna).filter(uuid=OuterRef("kasus"))
    boleh = Q(Exists(tentang))
    if pengguna.punya_peran(Peran.PIKET):
        boleh |= _tanda_terima(pengguna)
    return Pesan.objects.filter(boleh)


def bisa_ditangani(pesan: Pesan) -> bool:
    """Whether somebody can do something about a message: send by hand, another way, or try again now."""
    belum_terkirim = pesan.keadaan == Keadaan.ANTRE and bool(pesan.galat_terakhir)
    return belum_terkirim or pesan.keadaan in PERLU_TANGAN


def pesan_manual(pengguna) -> QuerySet[Pesan]:
    """Messages that wait for this person's hand, oldest first.

    Receipts for piket, those of the own letters for an officer, and for who decides those of letters that no
    officer holds (a refusal, say).
    """
    tentang = SuratMasuk.objects.untuk(pengguna).filter(uuid=OuterRef("kasus"))
    milik = Q(Exists(tentang.filter(petugas=pengguna)))
    if berhak(pengguna, PEMUTUS):
        milik |= ~Q(kelas="tanda_terima") & Q(Exists(tentang.filter(petugas=None)))
    if pengguna.punya_peran(Peran.PIKET):
        milik |= _tanda_terima(pengguna)
    return Pesan.objects.terbuka().filter(milik, keadaan__in=PERLU_TANGAN).order_by("dibuat_pada", "pk")


def _tanda_terima(pengguna) -> Q:
    """Receipts, but not of letters from which this person is excluded."""
    terlarang = Pengecualian.objects.filter(surat__uuid=OuterRef("kasus"), pengguna=pengguna)
    return Q(kelas="tanda_terima") & ~Q(Exists(terlarang))
