"""Acts on the guest book: registering guests, other visitors going out, cards that were shown.

What happens to a guest with a complaint or consultation afterwards is in `disposisi.meja_tamu` and
`agenda.kunjungan`. Times are aware; None is now. An earlier one needs a reason ("dicatat kemudian").
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model

from dinsos.agenda import actions as agenda
from dinsos.agenda import kerahasiaan, layanan, nomor
from dinsos.agenda.enums import Saluran
from dinsos.agenda.kunjungan import mulai_kunjungan
from dinsos.agenda.models import Kunjungan, Lampiran, Pengirim, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak
from dinsos.bukutamu.enums import Diperlihatkan, JenisTamu
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import waktu
from disposisi import meja_tamu
from pengaduan.models import Pengaduan

BELUM_DITANYAKAN = "Disampaikan langsung di kantor, belum dilengkapi."
DISEBUT = "Anda disebut dalam pengaduan ini. Minta petugas piket lain mencatatnya."
KEPERLUAN_MAKS = Tamu._meta.get_field("keperluan").max_length
JANJI_TEMU = "Datang untuk janji temu."


def wajib_piket(oleh) -> None:
    """Raise TidakBerwenang for anybody but an officer of the desk."""
    if not berhak(oleh, (Peran.PIKET,)):
        raise TidakBerwenang("Buku tamu diisi petugas piket.")


def daftarkan_tamu(
    *,
    oleh,
    kunci: uuid.UUID,
    jenis: str,
    nama: str,
    keperluan: str,
    asal: str = "",
    telepon: str = "",
    rahasia: bool = False,
    terlapor=None,
    pada: datetime | None = None,
    alasan_selisih: str = "",
) -> Tamu:
    """Enter a guest in the book (KSL-PROSEDUR-5 and 6, PGD-PROSEDUR-3).

    Who asks for a service becomes a case at once, with what is known and nothing invented; what is missing is asked
    later. Its clocks and the hour of the guest begin at `pada`. `telepon` is E.164. `rahasia` (complaints only)
    keeps name, address and phone with the letter alone; `terlapor` is the member of staff whom the guest complains
    about, who never meets the letter. However often the same `kunci` is sent, there is one guest: later calls
    return it. Raises TidakBerwenang, and GalatAturan for missing or impossible particulars, or when `oleh` is
    complained about.
    """
    wajib_piket(oleh)

    def isi(tamu: Tamu) -> None:
        _mulai_layanan(tamu, asal=asal, telepon=telepon, terlapor=terlapor)

    tamu = Tamu(
        kunci=kunci,
        jenis=jenis,
        nama=_wajib(nama, "Tulis nama tamu."),
        asal=asal.strip(),
        telepon=telepon,
        keperluan=_wajib(keperluan, "Tulis keperluan tamu."),
        rahasia=rahasia and jenis == JenisTamu.PENGADUAN,
        dicatat_oleh=oleh,
    )
    return _catat_tamu(tamu, isi, pada, alasan_selisih)


def _mulai_layanan(tamu: Tamu, *, asal: str, telepon: str, terlapor) -> None:
    """The case and the visit of a new line, if it asks for a service; who stays secret leaves the book."""
    kemudian = tamu.masuk_pada if tamu.alasan_selisih else None
    if tamu.jenis != JenisTamu.LAIN:
        surat = _buat_surat(tamu, asal=asal, telepon=telepon, terlapor=terlapor)
        if tamu.rahasia:
            tamu.keperluan = _tanpa_nama(surat, tamu.keperluan)
        tamu.kunjungan = mulai_kunjungan(
            surat=surat,
            oleh=tamu.dicatat_oleh,
            keperluan=tamu.keperluan,
            masuk_pada=kemudian,
            pada=kemudian,
            alasan_selisih=tamu.alasan_selisih,
        )
    if tamu.rahasia:
        tamu.nama, tamu.asal, tamu.telepon = kerahasiaan.TERSAMAR, "", ""


def terima_datang(
    *,
    oleh,
    kunci: uuid.UUID,
    nomor_surat: str,
    keperluan: str = "",
    pada: datetime | None = None,
    alasan_selisih: str = "",
) -> Tamu:
    """A guest of a registered letter reports to the desk, with or without an appointment today (PGD-SYARAT-5).

    `nomor_surat` as people write or scan it. The hour begins as `disposisi.meja_tamu.datang` says. Idempotent as
    `daftarkan_tamu`. Raises TidakBerwenang, SudahTerjadi when the guest already waits, GalatAturan for an unknown
    number (also of a letter that this officer may not meet) or a closed letter.
    """
    wajib_piket(oleh)
    surat = cari_surat(oleh, nomor_surat)
    janji = meja_tamu.janji_hari_ini(surat=surat)
    perlu = keperluan.strip() or (JANJI_TEMU if janji else f"Menanyakan surat {surat.nomor}.")
    perlu = _tanpa_nama(surat, perlu) if surat.rahasiakan_identitas else perlu

    def isi(tamu: Tamu) -> None:
        tamu.kunjungan = meja_tamu.datang(
            surat=surat,
            oleh=oleh,
            keperluan=tamu.keperluan,
            pada=tamu.masuk_pada if tamu.alasan_selisih else None,
            alasan_selisih=tamu.alasan_selisih,
        )

    tamu = Tamu(kunci=kunci, keperluan=perlu, dicatat_oleh=oleh, **_dari_surat(surat))
    return _catat_tamu(tamu, isi, pada, alasan_selisih)


def _dari_surat(surat: SuratMasuk) -> dict[str, object]:
    """What the book has of the sender of a registered letter; of one who stays secret, nothing."""
    rahasia, orang = surat.rahasiakan_identitas, surat.pengirim
    return {
        "jenis": surat.layanan,
        "nama": kerahasiaan.nama_di_daftar(surat),
        "asal": "" if rahasia else orang.alamat_lengkap[:250],
        "telepon": "" if rahasia else orang.telepon,
        "rahasia": rahasia,
    }


def cari_surat(oleh, nomor_surat: str) -> SuratMasuk:
    """The letter of that number with its sender, for the desk; raises GalatAturan as `terima_datang`."""
    terbaca = nomor.baca(nomor_surat)
    semua = SuratMasuk.objects.tanpa_kecualian(oleh).select_related("pengirim")
    surat = semua.filter(nomor=terbaca).first() if terbaca else None
    if surat is None:
        raise GalatAturan("Nomor surat tidak ditemukan. Tulis lengkap, misalnya 2026-00012.")
    return surat


def _catat_tamu(tamu: Tamu, isi: Callable[[Tamu], None], pada: datetime | None, alasan: str) -> Tamu:
    """Save a new line once for its key; `isi` makes what hangs on it, in the same transaction."""
    ada = Tamu.objects.filter(kunci=tamu.kunci).first()
    if ada:
        return ada
    try:
        with transaction.atomic():
            sekarang = jam.sekarang()
            pada = _saat(pada, alasan, sekarang)
            tamu.masuk_pada, tamu.dicatat_pada = pada, sekarang
            tamu.alasan_selisih = alasan.strip() if pada < sekarang else ""
            tamu.tanggal = jam.wita(pada).date()
            isi(tamu)
            if tamu.tanggal == jam.wita(sekarang).date():
                tamu.urut = nomor.ambil(f"tamu-{tamu.tanggal:%Y%m%d}")[1]
            tamu.save(force_insert=True)
    except IntegrityError:
        # The same form arrived twice at once; the first one has the line.
        ada = Tamu.objects.filter(kunci=tamu.kunci).first()
        if ada is None:
            raise
        return ada
    return tamu


def _buat_surat(tamu: Tamu, *, asal: str, telepon: str, terlapor) -> SuratMasuk:
    """The case of a walk-in guest, with the least that its service needs."""
    pengirim = Pengirim(nama=tamu.nama, alamat=asal.strip(), telepon=telepon, jawaban_kertas=not telepon)
    pokok = layanan.Pokok(tamu.keperluan[:120], tamu.keperluan, BELUM_DITANYAKAN)
    rincian = rincian_awal(tamu.jenis, pengirim, pokok)
    if isinstance(rincian, Pengaduan):
        rincian.terlapor = terlapor
    return daftarkan_surat(
        rincian=rincian,
        saluran=Saluran.TAMU,
        pengirim=pengirim,
        oleh=tamu.dicatat_oleh,
        kunci=tamu.kunci,
        rahasia=tamu.rahasia,
        pada=tamu.masuk_pada if tamu.alasan_selisih else None,
        alasan_selisih=tamu.alasan_selisih,
    )


def rincian_awal(nama_layanan: str, pengirim: Pengirim, pokok: layanan.Pokok) -> Model:
    """Unsaved particulars of a service that say what is known, and mark the rest as not asked."""
    bayangan = SuratMasuk(layanan=nama_layanan)
    bayangan.pengirim = pengirim
    return layanan.ambil(nama_layanan).dari_pokok(bayangan, pokok)


def daftarkan_surat(
    *,
    rincian: Model,
    saluran: str,
    pengirim: Pengirim,
    oleh,
    kunci: uuid.UUID,
    rahasia: bool = False,
    pada: datetime | None = None,
    alasan_selisih: str = "",
    lampiran: Iterable[Lampiran] = (),
) -> SuratMasuk:
    """Enter a letter that the desk took down, with the unsaved particulars of its service; inside a transaction.

    Raises GalatAturan when `oleh` is whom it complains about, and as `agenda.actions.daftarkan`.
    """
    jasa = layanan.ambil(rincian.surat.layanan)
    menyangkut_kepala, kecualikan = jasa.terlapor(rincian)
    if oleh in kecualikan:
        raise GalatAturan(DISEBUT)
    sebutan = kerahasiaan.sebutan(pengirim, jasa.sebutan(rincian)) if rahasia else ()
    surat = agenda.daftarkan(
        layanan=jasa.layanan,
        saluran=saluran,
        hal=jasa.hal(rincian, lambda teks: kerahasiaan.samarkan(teks, sebutan)),
        pengirim=pengirim,
        oleh=oleh,
        kunci=kunci,
        diterima_pada=pada,
        alasan_selisih=alasan_selisih,
        rahasiakan_identitas=rahasia,
        menyangkut_kepala=menyangkut_kepala,
        kecualikan=kecualikan,
        lampiran=lampiran,
    )
    rincian.surat = surat
    rincian._history_user = oleh
    rincian.save(force_insert=True)
    return surat


@transaction.atomic
def catat_identitas(*, tamu: Tamu, oleh, kartu: str) -> Tamu:
    """Record that the guest showed an identity card (KSL-SYARAT-7); no image is kept.

    Raises TidakBerwenang, SudahTerjadi when it was recorded before, GalatAturan for an unknown kind of card.
    """
    wajib_piket(oleh)
    tamu = _kunci(tamu)
    if kartu not in Diperlihatkan.values:
        raise GalatAturan("Pilih kartu apa yang diperlihatkan.")
    if tamu.identitas:
        raise SudahTerjadi(f"Identitas sudah dicatat diperlihatkan {waktu(tamu.identitas_pada)}.")
    tamu.identitas, tamu.identitas_pada, tamu.identitas_oleh = kartu, jam.sekarang(), oleh
    tamu.save(update_fields=["identitas", "identitas_pada", "identitas_oleh"])
    if tamu.kunjungan_id:
        catat(
            surat=tamu.kunjungan.surat,
            jenis="identitas_diperlihatkan",
            pada=tamu.identitas_pada,
            oleh=oleh,
            teks=f"Tamu memperlihatkan {tamu.get_identitas_display()} di meja piket.",
            teks_warga="Anda memperlihatkan kartu identitas di meja piket. Kami tidak menyimpan gambarnya.",
        )
    return tamu


@transaction.atomic
def catat_keluar(
    *, tamu: Tamu, oleh, ditemui: str = "", pada: datetime | None = None, alasan_selisih: str = ""
) -> Tamu:
    """A visitor without a case went out; `ditemui` is whom the visitor met, "" nobody.

    Raises TidakBerwenang, SudahTerjadi, and GalatAturan for a guest with a case or an impossible time.
    """
    wajib_piket(oleh)
    tamu = _kunci(tamu)
    if tamu.kunjungan_id:
        raise GalatAturan("Tamu ini punya surat. Catat lewat kunjungannya.")
    if tamu.keluar_pada:
        raise SudahTerjadi(f"Tamu ini sudah dicatat keluar {waktu(tamu.keluar_pada)}.")
    pada = _saat(pada, alasan_selisih, jam.sekarang())
    if pada < tamu.masuk_pada.replace(second=0, microsecond=0):
        raise GalatAturan(f"Tamu tidak dapat keluar sebelum datang ({waktu(tamu.masuk_pada)}).")
    tamu.keluar_pada, tamu.keluar_oleh = max(pada, tamu.masuk_pada), oleh
    tamu.ditemui = ditemui.strip()
    tamu.save(update_fields=["keluar_pada", "keluar_oleh", "ditemui"])
    return tamu


def kunjungan_terlihat(oleh, pk: int) -> Kunjungan | None:
    """A visit with its letter, if this officer may meet the letter; else None."""
    surat = SuratMasuk.objects.tanpa_kecualian(oleh)
    semua = Kunjungan.objects.select_related("surat__pengirim", "petugas", "tamu")
    return semua.filter(pk=pk, surat__in=surat).first()


def _kunci(tamu: Tamu) -> Tamu:
    return Tamu.objects.select_for_update(of=("self",)).get(pk=tamu.pk)


def _tanpa_nama(surat: SuratMasuk, keperluan: str) -> str:
    """What a guest said, for the book that everybody at the desk reads: nothing in it names a secret sender."""
    return kerahasiaan.samarkan(keperluan, kerahasiaan.sebutan_surat(surat))[:KEPERLUAN_MAKS]


def _wajib(teks: str, galat: str) -> str:
    if not teks.strip():
        raise GalatAturan(galat)
    return teks.strip()


def _saat(pada: datetime | None, alasan: str, sekarang: datetime) -> datetime:
    """The instant of an act; forms carry whole minutes, so the present minute is now."""
    if pada is None or sekarang.replace(second=0, microsecond=0) <= pada <= sekarang:
        return sekarang
    if pada > sekarang:
        raise GalatAturan("Waktu tidak boleh di masa depan.")
    if not alasan.strip():
        raise GalatAturan("Tulis alasan mengapa ini dicatat kemudian.")
    return pada
