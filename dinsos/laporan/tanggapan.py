"""What the sender says once there is an outcome: whether it helped, and the survey. And what the office answers."""

from collections.abc import Mapping

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.detak import BukuAlamat
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import WARGA, catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import waktu
from dinsos.laporan.models import HasilSkm, SkmTerisi, Tanggapan
from dinsos.laporan.skm import KODE, NILAI
from dinsos.notifikasi.actions import antrekan
from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.sla.tenggat import Jenis, Tahap

SARAN_MAKS = 1000
BELUM_WAKTUNYA = "Bagian ini terbuka setelah hasil atau jawaban kami sampai kepada Anda."


def bisa_ditanggapi(status: str, *, hasil_sampai: bool, dijawab: bool) -> bool:
    """Whether there is an outcome to speak about.

    `hasil_sampai`: a channel has accepted the outcome; `dijawab`: it has accepted the answer letter.
    """
    match status:
        case Status.SELESAI:
            return True
        case Status.DILAKSANAKAN:
            return hasil_sampai
        case Status.DITOLAK | Status.DIRUJUK:
            return dijawab
    return False


@transaction.atomic
def tanggapi(*, surat: SuratMasuk, terbantu: bool, alasan: str = "") -> Tanggapan:
    """Record whether the outcome helped (the caller has checked number and secret); a no needs words.

    A no is told to the officer and to who decides the letter. It opens nothing again: what is still missing is a
    follow-up letter (tenggat.md). Raises SudahTerjadi when the sender has said so before, GalatAturan without an
    outcome or without words.
    """
    surat = _kunci(surat)
    lama = Tanggapan.objects.filter(surat=surat).first()
    if lama:
        raise SudahTerjadi(f"Tanggapan Anda sudah kami terima pada {waktu(lama.pada)}.")
    alasan = alasan.strip()
    if not terbantu and not alasan:
        raise GalatAturan("Tulis apa yang belum terbantu.")
    pada = jam.sekarang()
    tanggapan = Tanggapan.objects.create(surat=surat, terbantu=terbantu, alasan=alasan, pada=pada)
    kata = "terbantu" if terbantu else "belum terbantu"
    catat(
        surat=surat,
        jenis="tanggapan",
        pada=pada,
        pelaku=WARGA,
        teks=f"Pengirim menyatakan {kata}{f': {alasan}' if alasan else '.'}",
        teks_warga=f"Anda menyatakan {kata}.",
    )
    if not terbantu:
        _kabari(tanggapan)
    return tanggapan


def _kabari(tanggapan: Tanggapan) -> None:
    """An e-mail to the officer and to who decides, as near a missed due date; it holds no word of the sender."""
    surat = tanggapan.surat
    for orang in BukuAlamat(tanggapan.pada, [surat]).penerima(surat, Tahap.TERLAMBAT):
        antrekan(
            kelas="belum_terbantu",
            kunci=f"belum_terbantu:{tanggapan.pk}:{orang.pk}",
            kasus=None,
            saluran=Saluran.EMAIL,
            tujuan=orang.email,
            penerima_nama=str(orang),
            data={"nomor": surat.nomor},
        )


@transaction.atomic
def tindak(*, tanggapan: Tanggapan, oleh, tindakan: str) -> Tanggapan:
    """Record what the office did for a sender who was not helped; takes it off the list.

    Raises TidakBerwenang for another's letter, SudahTerjadi when somebody was faster, GalatAturan without words.
    """
    surat = agenda.kunci_surat(tanggapan.surat_id)
    agenda.wajib_petugas(surat, oleh)
    tanggapan = Tanggapan.objects.select_for_update(of=("self",)).get(pk=tanggapan.pk)
    if tanggapan.terbantu:
        raise GalatAturan("Pengirim menyatakan sudah terbantu.")
    if tanggapan.ditindak_pada:
        raise SudahTerjadi(f"Sudah dicatat oleh {tanggapan.ditindak_oleh}: {tanggapan.tindakan}")
    if not tindakan.strip():
        raise GalatAturan("Tulis apa yang sudah dilakukan.")
    tanggapan.tindakan, tanggapan.ditindak_oleh = tindakan.strip(), oleh
    tanggapan.ditindak_pada = jam.sekarang()
    tanggapan.save(update_fields=["tindakan", "ditindak_oleh", "ditindak_pada"])
    catat(
        surat=surat,
        jenis="tanggapan_ditindak",
        pada=tanggapan.ditindak_pada,
        oleh=oleh,
        teks=f"Menindaklanjuti tanggapan pengirim: {tanggapan.tindakan}",
    )
    return tanggapan


@transaction.atomic
def isi_survei(*, surat: SuratMasuk, jawaban: Mapping[str, int], saran: str = "") -> None:
    """Count the answers of a survey (the caller has checked number and secret): once for each letter.

    `jawaban` holds 1 to 4 for each of the nine unsur. Nothing says whose they were or when they came: they are
    added to the sums of the month, and the letter is marked. No story, no message. Raises SudahTerjadi when it was
    filled in before, GalatAturan without an outcome or for other answers.
    """
    surat = _kunci(surat)
    if set(jawaban) != set(KODE) or not set(jawaban.values()) <= set(NILAI):
        raise GalatAturan("Jawab kesembilan pertanyaan survei.")
    _, baru = SkmTerisi.objects.get_or_create(surat=surat)
    if not baru:
        raise SudahTerjadi("Survei untuk surat ini sudah Anda isi.")
    kunci = {"layanan": surat.layanan, "bulan": jam.hari_ini().replace(day=1)}
    HasilSkm.objects.get_or_create(**kunci)
    hasil = HasilSkm.objects.select_for_update().get(**kunci)
    hasil.jumlah += 1
    for kode in KODE:
        banyak = hasil.nilai.setdefault(kode, [0] * len(NILAI))
        banyak[jawaban[kode] - 1] += 1
    if saran.strip():
        hasil.saran = sorted([*hasil.saran, saran.strip()[:SARAN_MAKS]])
    hasil.save()


def _kunci(surat: SuratMasuk) -> SuratMasuk:
    """The letter, locked, if there is an outcome to speak about. Raises GalatAturan."""
    surat = agenda.kunci_surat(surat.pk)
    pesan = Pesan.objects.untuk_kasus(surat.uuid).filter(kelas="hasil", diterima_pada__isnull=False)
    respon = surat.tenggat.filter(jenis=Jenis.RESPON, berhenti_pada__isnull=False)
    if not bisa_ditanggapi(surat.status, hasil_sampai=pesan.exists(), dijawab=respon.exists()):
        raise GalatAturan(BELUM_WAKTUNYA)
    return surat
