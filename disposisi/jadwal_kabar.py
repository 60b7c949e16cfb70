"""What the citizen and the disposition are told about an appointment."""

from dinsos.agenda import pesan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import waktu
from disposisi.enums import Mode
from disposisi.models import Disposisi
from disposisi.models_jadwal import Audiensi


def catat_pada_disposisi(surat: SuratMasuk, oleh, audiensi: Audiensi | None) -> None:
    """Keep on the disposition what holds now: the time and place of the appointment, or that there is none."""
    disposisi = Disposisi.objects.select_for_update(of=("self",)).filter(surat=surat).first()
    if disposisi is None:
        return
    disposisi.waktu = audiensi.mulai if audiensi else None
    if audiensi:
        disposisi.tempat = tempat(audiensi)
    disposisi._history_user = oleh
    disposisi.save(update_fields=["waktu", "tempat"])


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
        di += f"\nTautan atau nomor: {audiensi.tautan}." if audiensi.tautan else ""
    alasan = f"\nAlasan: {audiensi.alasan}" if audiensi.alasan else ""
    return f"Jadwal: {waktu(audiensi.mulai)}.\n{di}\nPetugas: {audiensi.petugas}.{alasan}"


def kabari(audiensi: Audiensi, teks: str) -> None:
    """Tell the citizen about a changed appointment; at most one message for each state of it."""
    pesan.kirim_ke_pengirim(
        surat=audiensi.surat,
        kelas="jadwal",
        kunci=f"jadwal:{audiensi.pk}:{audiensi.keadaan}",
        data={"teks": teks},
    )
