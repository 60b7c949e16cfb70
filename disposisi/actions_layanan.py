"""A misfiled letter goes on as the other service; number, receipt and clocks stay."""

from django.db import transaction
from django.db.models import BigIntegerField

from dinsos.agenda import actions as agenda
from dinsos.agenda import layanan, pesan
from dinsos.agenda.enums import Layanan, Status
from dinsos.agenda.kerahasiaan import penutup
from dinsos.agenda.models import Pengecualian, Riwayat, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.inti.teks import waktu
from disposisi.actions import wajib_belum_diputus, wajib_pemutus

JENIS = "ganti_layanan"
_TERAKHIR = KueriSiap(
    lambda: Riwayat.objects.filter(surat=Isian("surat", BigIntegerField()), jenis=JENIS).order_by(
        "-pada", "-id"
    )[:1]
)


@transaction.atomic
def ganti_layanan(*, surat: SuratMasuk, oleh, ke: str, alasan: str) -> SuratMasuk:
    """Carry a letter on as the service `ke`, before its disposition; the sender is told what changed and what not.

    Number, secret, receipt, files and clocks stay. The particulars of the old service stay as they were; those of
    the new one are made from its text, or are the old ones when the letter had this service before. Whom the text
    complains about is looked for again, and nobody who was kept away from the letter gets near it: when it turns
    out to name the head, the deputy decides it.

    Raises SudahTerjadi when somebody was faster, TidakBerwenang when `oleh` may not decide this letter,
    GalatAturan after the disposition, without a reason or for an unknown service.
    """
    surat = agenda.kunci_surat(surat.pk)
    wajib_pemutus(surat, oleh)
    if surat.layanan == ke:
        raise SudahTerjadi(_lebih_dulu(surat))
    wajib_belum_diputus(surat)
    if surat.status != Status.DITERIMA:
        raise GalatAturan(f"Surat {surat.nomor} tidak menunggu disposisi lagi, jadi layanannya tetap.")
    tujuan = layanan.ambil(ke)
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya. Pengirim membaca alasan ini.")
    dari = Layanan(surat.layanan)
    rincian = tujuan.baca(surat)
    if rincian is None:
        rincian = tujuan.dari_pokok(surat, layanan.ambil(dari).pokok_surat(surat))
        rincian._history_user = oleh
        rincian.save(force_insert=True)
    _pindah(surat, oleh, tujuan, rincian)
    _kabarkan(surat, oleh, dari, alasan.strip())
    return surat


def _lebih_dulu(surat: SuratMasuk) -> str:
    terakhir = ganti_terakhir(surat)
    oleh = f", diganti oleh {terakhir.pelaku} pada {waktu(terakhir.pada)}" if terakhir else ""
    return f"Surat {surat.nomor} sudah menjadi {surat.get_layanan_display().lower()}{oleh}."


def ganti_terakhir(surat: SuratMasuk) -> Riwayat | None:
    """The latest change of service in the letter's story; None when there was none. One query."""
    return _TERAKHIR.satu(surat=surat.pk)


def _pindah(surat: SuratMasuk, oleh, tujuan: layanan.Rincian, rincian) -> None:
    menyangkut_kepala, terlapor = tujuan.terlapor(rincian)
    surat.layanan = tujuan.layanan
    surat.hal = tujuan.hal(rincian, penutup(surat))
    surat.menyangkut_kepala = surat.menyangkut_kepala or menyangkut_kepala
    surat._history_user = oleh
    surat.save(update_fields=["layanan", "hal", "menyangkut_kepala"])
    for orang in terlapor:
        Pengecualian.objects.get_or_create(
            surat=surat, pengguna=orang, defaults={"alasan": "Disebut dalam surat"}
        )


def _kabarkan(surat: SuratMasuk, oleh, dari: Layanan, alasan: str) -> None:
    semula, kini = dari.label.lower(), Layanan(surat.layanan).label.lower()
    cerita = catat(
        surat=surat,
        jenis=JENIS,
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Layanan diganti dari {semula} menjadi {kini}. Alasan: {alasan}",
        teks_warga=f"Surat Anda kami proses sebagai {kini}, bukan {semula}. Nomor dan batas waktunya tetap.",
    )
    tenggat = {t.jenis: waktu(t.jatuh_tempo) for t in surat.tenggat.all()}
    teks = (
        f"Surat Anda masuk sebagai {semula}. Setelah kami baca, surat itu kami proses sebagai {kini}.\n\n"
        f"Alasan: {alasan}\n\n"
        "Nomor surat, kode rahasia, tanda terima, dan batas waktunya tetap. Anda tidak perlu mengirim ulang.\n"
        f"Kami menjawab paling lambat {tenggat['respon']}.\n"
        f"Kami melayani Anda paling lambat {tenggat['pelaksanaan']}."
    )
    pesan.kirim_ke_pengirim(surat=surat, kelas=JENIS, kunci=f"layanan:{cerita.pk}", data={"teks": teks})
