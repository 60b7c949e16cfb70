"""Acts on the visits of guests: the desk's side of the 60-minute promise (PGD-WAKTU-2, KSL-WAKTU-2).

Every act takes `pada`, the aware instant at which it happened; None is now. An earlier instant (the paper guest
book after a power cut) needs `alasan_selisih`, and the story says that it was entered later.
"""

from datetime import datetime

from django.db import transaction

from dinsos.agenda import tenggat_surat
from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.alur_kunjungan import pindahkan_kunjungan, wajib_boleh
from dinsos.agenda.enums import Layanan, Saluran, Status
from dinsos.agenda.models import KeadaanKunjungan, Kunjungan, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.agenda.workflow import boleh, pindahkan
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import titik, waktu
from dinsos.sla.kalender import tanggal_wita
from dinsos.sla.layanan import kalender_berlaku
from dinsos.sla.tenggat import Akibat, lewat_tutup

PELAYAN = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
KEPUTUSAN = ("didisposisikan", "ditolak", "dirujuk")
"""Events in the story of a letter that are the head's decision about it."""


@transaction.atomic
def mulai_kunjungan(
    *,
    surat: SuratMasuk,
    oleh,
    keperluan: str,
    masuk_pada: datetime | None = None,
    slot_mulai: datetime | None = None,
    pada: datetime | None = None,
    alasan_selisih: str = "",
) -> Kunjungan:
    """A guest came about a letter and stated the purpose at `pada`; starts the clock of the wait.

    `masuk_pada` is the time in of the guest book (None: `pada`), `slot_mulai` the start of the appointment of
    that day for which the guest came. Raises TidakBerwenang, SudahTerjadi when the guest already waits, and
    GalatAturan for a closed letter, no purpose or impossible times.
    """
    surat = kunci_surat(surat.pk)
    _wajib_piket(surat, oleh)
    sekarang = jam.sekarang()
    pada = _saat(pada, alasan_selisih, sekarang)
    kunjungan = Kunjungan(
        surat=surat,
        keperluan=keperluan.strip(),
        masuk_pada=masuk_pada or pada,
        disampaikan_pada=pada,
        slot_mulai=slot_mulai,
        dicatat_pada=sekarang,
        dicatat_oleh=oleh,
        alasan_selisih=alasan_selisih.strip() if pada < sekarang else "",
    )
    _periksa_kunjungan(kunjungan)
    kunjungan.save(force_insert=True)
    batas = tenggat_surat.buat_kunjungan(kunjungan=kunjungan).jatuh_tempo
    teks = f"Tamu menyampaikan keperluan {waktu(pada)}: {kunjungan.keperluan}"
    teks = f"{teks} Paling lambat diarahkan {waktu(batas)}."
    teks_warga = "Kami mencatat kedatangan Anda di kantor."
    _catat(kunjungan, oleh, "tamu_datang", teks, teks_warga, pada=pada, alasan=alasan_selisih)
    return kunjungan


@transaction.atomic
def sampaikan_keputusan(
    *, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """Piket told a walk-in guest in person what the head decided about the consultation (KSL-PROSEDUR-7).

    Stops `respon`. After a refusal or referral the visit is over and its clock ends with that outcome.
    Raises TidakBerwenang, SudahTerjadi when it was told before, and GalatAturan before the decision, after the
    guest left, or for anything but a walk-in consultation.
    """
    surat, kunjungan = _kunci(kunjungan)
    _wajib_piket(surat, oleh)
    diputus_pada = _keputusan(surat, kunjungan)
    pada = _saat(pada, alasan_selisih, jam.sekarang())
    pada = _setelah(pada, diputus_pada, "Keputusan tidak dapat disampaikan sebelum dibuat")
    kunjungan.keputusan_disampaikan_pada, kunjungan.keputusan_disampaikan_oleh = pada, oleh
    _jawab_langsung(surat, pada, oleh)
    if surat.status in (Status.DITOLAK, Status.DIRUJUK):
        pindahkan_kunjungan(kunjungan=kunjungan, ke=KeadaanKunjungan.SELESAI, pada=pada)
        tenggat_surat.hentikan_kunjungan(kunjungan=kunjungan, pada=pada, akibat=surat.status)
    else:
        kunjungan.save()
    _catat(
        kunjungan,
        oleh,
        "keputusan_disampaikan",
        f"Keputusan Kepala Dinas disampaikan langsung kepada tamu {waktu(pada)}.",
        "Petugas piket menyampaikan keputusan Kepala Dinas kepada Anda di kantor.",
        pada=pada,
        alasan=alasan_selisih,
    )
    return kunjungan


@transaction.atomic
def arahkan_tamu(
    *, kunjungan: Kunjungan, oleh, petugas, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """The guest was led to `petugas`; stops the clock of the wait, and `respon` of a walk-in complaint.

    Raises TidakBerwenang, SudahTerjadi when somebody led the guest before, and GalatAturan for an officer who
    may not serve this letter, for a guest who left, and for a walk-in consultation before the decision was told.
    """
    surat, kunjungan = _kunci(kunjungan)
    _wajib_piket(surat, oleh)
    wajib_boleh(kunjungan, KeadaanKunjungan.DIARAHKAN)
    if _konsultasi_langsung(surat) and kunjungan.keputusan_disampaikan_pada is None:
        raise GalatAturan("Sampaikan dahulu keputusan Kepala Dinas kepada tamu.")
    _periksa_pelayan(surat, petugas)
    pada = _saat(pada, alasan_selisih, jam.sekarang())
    sejak = kunjungan.keputusan_disampaikan_pada or kunjungan.disampaikan_pada
    pada = _setelah(pada, sejak, "Tamu tidak dapat diarahkan sebelum menyampaikan keperluan")
    kunjungan.diarahkan_pada, kunjungan.diarahkan_oleh, kunjungan.petugas = pada, oleh, petugas
    pindahkan_kunjungan(kunjungan=kunjungan, ke=KeadaanKunjungan.DIARAHKAN, pada=pada)
    tenggat_surat.hentikan_kunjungan(kunjungan=kunjungan, pada=pada)
    if surat.saluran == Saluran.TAMU and surat.layanan == Layanan.PENGADUAN:
        _jawab_langsung(surat, pada, oleh)
    _catat(
        kunjungan,
        oleh,
        "tamu_diarahkan",
        f"Tamu diarahkan kepada {petugas} {waktu(pada)}.",
        f"Anda diarahkan kepada {titik(petugas)}",
        pada=pada,
        alasan=alasan_selisih,
    )
    return kunjungan


@transaction.atomic
def mulai_pertemuan(
    *, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """The meeting with a guest who was led to an officer really began; stops `pelaksanaan`.

    The letter becomes `dilaksanakan` where its table allows it; a walk-in complaint without disposition falls to
    the officer who serves the guest. Raises TidakBerwenang, SudahTerjadi when the start was recorded before, and
    GalatAturan for a guest who was not led to anybody or impossible times.
    """
    surat, kunjungan = _kunci(kunjungan)
    _wajib_pelayan(surat, kunjungan, oleh)
    if kunjungan.dilayani_pada:
        raise SudahTerjadi(f"Pertemuan ini sudah tercatat dimulai {waktu(kunjungan.dilayani_pada)}.")
    if kunjungan.diarahkan_pada is None:
        raise GalatAturan("Catat dahulu kepada siapa tamu diarahkan.")
    pada = _saat(pada, alasan_selisih, jam.sekarang())
    pada = _setelah(pada, kunjungan.diarahkan_pada, "Pertemuan tidak dapat dimulai sebelum tamu diarahkan")
    if kunjungan.keluar_pada and pada > kunjungan.keluar_pada:
        raise GalatAturan(
            f"Pertemuan tidak dapat dimulai sesudah tamu keluar ({waktu(kunjungan.keluar_pada)})."
        )
    kunjungan.dilayani_pada = pada
    kunjungan.save()
    tenggat_surat.hentikan(surat=surat, jenis="pelaksanaan", pada=max(pada, surat.diterima_pada))
    _laksanakan(surat, kunjungan, oleh)
    _catat(
        kunjungan,
        oleh,
        "dilaksanakan",
        f"Pertemuan tamu dengan {kunjungan.petugas} dimulai {waktu(pada)}.",
        f"Anda dilayani petugas kami pada {waktu(pada)}.",
        pada=pada,
        alasan=alasan_selisih,
    )
    return kunjungan


@transaction.atomic
def selesaikan_kunjungan(
    *, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """A guest who was led to an officer went out; stops no clock.

    Raises TidakBerwenang, SudahTerjadi, and GalatAturan for a guest who still waits or impossible times.
    """
    surat, kunjungan = _kunci(kunjungan)
    _wajib_pelayan(surat, kunjungan, oleh)
    if kunjungan.keadaan == KeadaanKunjungan.MENUNGGU:
        raise GalatAturan("Tamu ini masih menunggu. Arahkan dahulu, atau catat bahwa ia pulang.")
    wajib_boleh(kunjungan, KeadaanKunjungan.SELESAI)
    pada = _saat(pada, alasan_selisih, jam.sekarang())
    sejak = kunjungan.dilayani_pada or kunjungan.diarahkan_pada
    pada = _setelah(pada, sejak, "Tamu tidak dapat keluar sebelum dilayani")
    pindahkan_kunjungan(kunjungan=kunjungan, ke=KeadaanKunjungan.SELESAI, pada=pada)
    _catat(
        kunjungan, oleh, "tamu_keluar", f"Tamu keluar {waktu(pada)}.", "", pada=pada, alasan=alasan_selisih
    )
    return kunjungan


@transaction.atomic
def tamu_pulang(
    *, kunjungan: Kunjungan, oleh, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """The guest left before being led to anybody; ends the clock of the visit with the outcome `tamu_pulang`.

    The letter and its clocks stay: the office still owes the answer. Raises as `arahkan_tamu`.
    """
    return _lepas(
        kunjungan,
        oleh,
        KeadaanKunjungan.PULANG,
        ("tamu_pulang", "Tamu pulang sebelum diarahkan", "Anda pulang sebelum dilayani."),
        pada,
        alasan_selisih,
    )


@transaction.atomic
def jadwalkan_ulang(
    *, kunjungan: Kunjungan, oleh, persetujuan: str, pada: datetime | None = None, alasan_selisih: str = ""
) -> Kunjungan:
    """The guest agreed to come for an appointment instead of waiting; `persetujuan` says how that was known.

    For the clock this is a guest who left (`tamu_pulang`); the visit says that it was for an appointment.
    Raises as `arahkan_tamu`, and GalatAturan without the consent.
    """
    if not persetujuan.strip():
        raise GalatAturan("Tulis bagaimana tamu menyetujui janji temu.")
    return _lepas(
        kunjungan,
        oleh,
        KeadaanKunjungan.DIJADWALKAN,
        (
            "tamu_dijadwalkan",
            f"Tamu memilih janji temu. Persetujuan: {persetujuan.strip()} Tercatat",
            "Anda memilih datang pada waktu lain dengan janji temu.",
        ),
        pada,
        alasan_selisih,
    )


def perlu_ditawari_janji(*, kunjungan: Kunjungan) -> bool:
    """Whether the limit of the wait falls after the office closes, so that the desk offers the guest the choice
    between being served now and an appointment (tenggat.md, "Near closing")."""
    tenggat = kunjungan.tenggat.get()
    return lewat_tutup(tenggat.mulai, tenggat.jatuh_tempo, kalender_berlaku())


def _kunci(kunjungan: Kunjungan) -> tuple[SuratMasuk, Kunjungan]:
    """The visit and its letter, both locked until the transaction ends; the letter first, as everywhere."""
    surat = kunci_surat(kunjungan.surat_id)
    terkunci = Kunjungan.objects.select_for_update(of=("self",)).get(pk=kunjungan.pk)
    terkunci.surat = surat
    return surat, terkunci


def _periksa_kunjungan(kunjungan: Kunjungan) -> None:
    surat = kunjungan.surat
    if surat.tertutup:
        raise GalatAturan("Surat ini sudah ditutup. Catat keperluan tamu sebagai surat baru.")
    if surat.kunjungan.menunggu().exists():
        raise SudahTerjadi("Tamu untuk surat ini sudah tercatat menunggu.")
    if not kunjungan.keperluan:
        raise GalatAturan("Tulis keperluan tamu.")
    if kunjungan.masuk_pada > kunjungan.disampaikan_pada:
        raise GalatAturan("Waktu datang tidak boleh sesudah keperluan disampaikan.")
    slot = kunjungan.slot_mulai
    if slot and tanggal_wita(slot) != tanggal_wita(kunjungan.masuk_pada):
        raise GalatAturan("Janji temu tamu ini bukan pada hari ia datang. Catat tanpa janji temu.")


def _wajib_piket(surat: SuratMasuk, oleh) -> None:
    if not berhak(oleh, (Peran.PIKET,)) or surat.pengecualian.filter(pengguna=oleh).exists():
        raise TidakBerwenang("Hanya petugas piket yang mencatat tamu surat ini.")


def _wajib_pelayan(surat: SuratMasuk, kunjungan: Kunjungan, oleh) -> None:
    if oleh.pk != kunjungan.petugas_id:
        _wajib_piket(surat, oleh)


def _periksa_pelayan(surat: SuratMasuk, petugas) -> None:
    if not berhak(petugas, PELAYAN):
        raise GalatAturan(f"{petugas} tidak dapat melayani tamu: akunnya tidak aktif atau bukan petugas.")
    kepala_disebut = surat.menyangkut_kepala and petugas.adalah_kepala()
    if kepala_disebut or surat.pengecualian.filter(pengguna=petugas).exists():
        raise GalatAturan(f"{petugas} disebut dalam surat ini. Arahkan tamu kepada petugas lain.")


def _konsultasi_langsung(surat: SuratMasuk) -> bool:
    return surat.saluran == Saluran.TAMU and surat.layanan == Layanan.KONSULTASI


def _keputusan(surat: SuratMasuk, kunjungan: Kunjungan) -> datetime:
    """When the decision was made that piket is to pass on; raises as `sampaikan_keputusan`."""
    if not _konsultasi_langsung(surat):
        raise GalatAturan(
            "Keputusan disampaikan langsung hanya kepada tamu yang mengajukan konsultasi di kantor."
        )
    if kunjungan.keputusan_disampaikan_pada:
        raise SudahTerjadi(f"Keputusan sudah disampaikan {waktu(kunjungan.keputusan_disampaikan_pada)}.")
    if kunjungan.keadaan != KeadaanKunjungan.MENUNGGU:
        raise GalatAturan("Tamu ini tidak lagi menunggu. Kirim jawabannya melalui surat.")
    keputusan = surat.riwayat.filter(jenis__in=KEPUTUSAN).last()
    if keputusan is None or surat.status == Status.DITERIMA:
        raise GalatAturan("Kepala Dinas belum memutuskan surat ini.")
    return keputusan.pada


def _saat(pada: datetime | None, alasan: str, sekarang: datetime) -> datetime:
    """The instant of an act; forms carry whole minutes, so the present minute is now."""
    if pada is None:
        return sekarang
    if pada > sekarang:
        raise GalatAturan("Waktu tidak boleh di masa depan.")
    if pada >= sekarang.replace(second=0, microsecond=0):
        return sekarang
    if not alasan.strip():
        raise GalatAturan("Tulis alasan mengapa ini dicatat kemudian.")
    return pada


def _setelah(pada: datetime, sejak: datetime, galat: str) -> datetime:
    """`pada`, at least `sejak`; the minute of `sejak` counts as `sejak`. Raises GalatAturan for an earlier one."""
    if pada < sejak.replace(second=0, microsecond=0):
        raise GalatAturan(f"{galat} ({waktu(sejak)}).")
    return max(pada, sejak)


def _jawab_langsung(surat: SuratMasuk, pada: datetime, oleh) -> None:
    """A walk-in guest got the first answer in person: `respon` stops, and a letter that was decided is answered."""
    tenggat_surat.hentikan(surat=surat, jenis="respon", pada=max(pada, surat.diterima_pada))
    if surat.status == Status.DIDISPOSISIKAN:
        pindahkan(surat=surat, ke=Status.DIJAWAB, pada=pada, oleh=oleh)


def _laksanakan(surat: SuratMasuk, kunjungan: Kunjungan, oleh) -> None:
    """Move the letter on, by the table: straight from `diterima` only when the guest walked in with it."""
    pada, langsung = kunjungan.dilayani_pada, surat.saluran == Saluran.TAMU
    if langsung and surat.status == Status.DIDISPOSISIKAN:
        pindahkan(surat=surat, ke=Status.DIJAWAB, pada=pada, oleh=oleh)
    if not boleh(surat.status, Status.DILAKSANAKAN) or (surat.status == Status.DITERIMA and not langsung):
        return
    if surat.petugas_id is None:
        surat.petugas = kunjungan.petugas
    pindahkan(surat=surat, ke=Status.DILAKSANAKAN, pada=pada, oleh=oleh)


def _lepas(
    kunjungan: Kunjungan, oleh, ke: str, cerita: tuple[str, str, str], pada: datetime | None, alasan: str
) -> Kunjungan:
    surat, kunjungan = _kunci(kunjungan)
    _wajib_piket(surat, oleh)
    wajib_boleh(kunjungan, ke)
    pada = _saat(pada, alasan, jam.sekarang())
    pada = _setelah(
        pada, kunjungan.disampaikan_pada, "Tamu tidak dapat pulang sebelum menyampaikan keperluan"
    )
    pindahkan_kunjungan(kunjungan=kunjungan, ke=ke, pada=pada)
    tenggat_surat.hentikan_kunjungan(kunjungan=kunjungan, pada=pada, akibat=Akibat.TAMU_PULANG)
    jenis, teks, teks_warga = cerita
    _catat(kunjungan, oleh, jenis, f"{teks} {waktu(pada)}.", teks_warga, pada=pada, alasan=alasan)
    return kunjungan


def _catat(
    kunjungan: Kunjungan, oleh, jenis: str, teks: str, teks_warga: str, *, pada: datetime, alasan: str
) -> None:
    """Append to the story; what was entered later says so, and why."""
    sekarang = jam.sekarang()
    if alasan.strip() and pada < sekarang:
        teks = f"{teks} Dicatat kemudian: {alasan.strip()}"
    catat(surat=kunjungan.surat, jenis=jenis, pada=sekarang, oleh=oleh, teks=teks, teks_warga=teks_warga)
