"""What the citizen and the disposition are told about an appointment."""

from datetime import datetime

from django.db.models import Q

from dinsos.agenda import pesan
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import waktu
from dinsos.notifikasi.models import Pesan
from disposisi.enums import KeadaanAudiensi, Mode
from disposisi.ics import BATAL
from disposisi.jadwal_tautan import sebut
from disposisi.jadwal_undangan import dalam_data
from disposisi.kabar import sudah_ditulis
from disposisi.models import Disposisi
from disposisi.models_jadwal import Audiensi
from disposisi.waktu_berlaku import tetapkan


def catat_pada_disposisi(surat: SuratMasuk, oleh, audiensi: Audiensi | None) -> None:
    """Keep with the disposition what holds now: time and place of the appointment, or that there is none."""
    disposisi = Disposisi.objects.select_related("berlaku").filter(aktif_untuk=surat).first()
    if disposisi is None:
        return
    tanpa = "" if disposisi.mode == Mode.TATAP_MUKA else disposisi.tempat
    di = tempat(audiensi) if audiensi else tanpa
    tetapkan(disposisi, oleh=oleh, waktu=audiensi.mulai if audiensi else None, tempat=di)


def catat_pindah(lama: Audiensi, baru: Audiensi, oleh) -> None:
    """Append to the story what changed, and why."""
    if baru.mulai == lama.mulai:
        teks = f"Ruang, lama, atau cara bertemu pada jadwal {waktu(baru.mulai)} diubah."
        warga = f"Jadwal Anda {waktu(baru.mulai)} tetap, tetapi tempat atau cara bertemunya kami ubah."
    else:
        teks = f"Jadwal {waktu(lama.mulai)} dipindahkan ke {waktu(baru.mulai)}."
        warga = f"Jadwal Anda kami pindahkan ke {waktu(baru.mulai)}."
    catat(
        surat=baru.surat,
        jenis="jadwal_dipindahkan",
        pada=baru.dibuat_pada,
        oleh=oleh,
        teks=f"{teks} Alasan: {baru.alasan}",
        teks_warga=f"{warga} Alasan: {baru.alasan}" if sudah_ditulis(baru.surat) else "",
    )


def tempat(audiensi: Audiensi) -> str:
    """Where to come to, or the link or number; "" when the office calls the citizen's own number."""
    if audiensi.mode != Mode.TATAP_MUKA:
        return audiensi.tautan
    return ", ".join(bagian for bagian in (audiensi.ruang.nama, audiensi.ruang.letak) if bagian)


def uraian(audiensi: Audiensi) -> str:
    """Time, place and what to do, for a message to the citizen."""
    if audiensi.mode == Mode.TATAP_MUKA:
        di = f"Tempat: {tempat(audiensi)}, {KANTOR['alamat']}.\nLapor dahulu ke petugas piket."
    else:
        di = f"Cara: {audiensi.get_metode_display()}."
        di = f"{di}\n{sebut(audiensi.metode, audiensi.tautan)}".rstrip()
    alasan = f"\nAlasan: {audiensi.alasan}" if audiensi.alasan else ""
    return f"Jadwal: {waktu(audiensi.mulai)}.\n{di}\nPetugas: {audiensi.petugas}.{alasan}"


def kata_batal(audiensi: Audiensi) -> str:
    """The sentence that calls an appointment off."""
    return f"Pertemuan Anda {waktu(audiensi.mulai)} kami batalkan. Anda tidak perlu datang pada waktu itu."


def kabari(audiensi: Audiensi, teks: str) -> None:
    """Tell the citizen about a changed appointment; at most one message for each state of it.

    Nothing is sent while the officer has still to write the notice: it will carry what holds then.
    """
    if not sudah_ditulis(audiensi.surat):
        return
    pesan.kirim_ke_pengirim(
        surat=audiensi.surat,
        kelas="jadwal",
        kunci=_kunci(audiensi),
        data={"teks": teks} | dalam_data(audiensi, batal=audiensi.keadaan in BATAL),
    )


def tersampaikan(audiensi: Audiensi) -> bool:
    """Whether a channel had accepted a message that names this time before it came: the notice, or a later one.

    What the citizen chose on the tracking page is known.
    """
    if audiensi.nomor_usulan:
        return True
    surat, kunci = f"surat:{audiensi.surat_id}", _kunci(audiensi, KeadaanAudiensi.DIPASTIKAN)
    diterima = Pesan.objects.filter(diterima_pada__lt=audiensi.mulai, dibuat_pada__gte=audiensi.dibuat_pada)
    pemberitahuan = Q(kasus=audiensi.surat.uuid, kelas="pemberitahuan")
    return diterima.filter(pemberitahuan | Q(kunci=f"{surat}:{kunci}")).exists()


def tahu_slot(surat: SuratMasuk, slot: datetime) -> bool:
    """Whether the sender had been told of the appointment at `slot` (aware) to which they didn't come.

    True where the absence was recorded without an appointment.
    """
    semua = Audiensi.objects.filter(surat=surat, mulai=slot, keadaan=KeadaanAudiensi.PEMOHON_TIDAK_HADIR)
    audiensi = semua.select_related("surat").last()
    return audiensi is None or tersampaikan(audiensi)


def _kunci(audiensi: Audiensi, keadaan: str = "") -> str:
    return f"jadwal:{audiensi.pk}:{keadaan or audiensi.keadaan}"
