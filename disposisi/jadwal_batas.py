"""What an appointment does to the clock `pelaksanaan` (tenggat.md, "No pauses")."""

from datetime import datetime
from uuid import UUID

from dinsos.agenda import akibat
from dinsos.agenda.models import SuratMasuk, Tenggat
from disposisi.enums import USULAN, KeadaanAudiensi
from disposisi.models_jadwal import Audiensi, PermintaanWaktu


def pelaksanaan_berjalan(surat: SuratMasuk) -> Tenggat | None:
    """The clock, as long as it runs."""
    return Tenggat.objects.terbuka().filter(surat=surat, jenis="pelaksanaan").first()


def dibatalkan_pemohon(surat: SuratMasuk) -> PermintaanWaktu | None:
    """The citizen's word that they can't come, when it is about the letter's last appointment and called it off."""
    terakhir = Audiensi.objects.filter(surat=surat).exclude(keadaan__in=USULAN).order_by("pk").last()
    if terakhir is None or terakhir.keadaan != KeadaanAudiensi.DIBATALKAN:
        return None
    tentang = PermintaanWaktu.objects.filter(audiensi=terakhir, berhalangan=True)
    return tentang.select_related("audiensi").last()


def sebagai_ganti(batal: Audiensi | None) -> dict:
    """Columns of an appointment that stands in the place of one called off: the calendar UID stays."""
    if batal is None:
        return {}
    terakhir = Audiensi.objects.filter(uid=batal.uid).order_by("urutan").last()
    return {"uid": terakhir.uid, "urutan": terakhir.urutan + 1, "menggantikan": terakhir}


def catat_diminta_mundur(
    baru: Audiensi, *, uid: UUID, bukti: str, oleh=None, pada: datetime | None = None
) -> None:
    """Void `pelaksanaan` for a firm time that the citizen asked for, where the rule says so; else do nothing.

    `uid` names the appointment whose first time the citizen knew: a channel had accepted it when the citizen asked
    at `pada` (aware; None: now), and it lay within the limit, while the new time doesn't. `bukti` is the evidence;
    `oleh` None says that the citizen asked on the tracking page.
    """
    pertama = Audiensi.objects.filter(uid=uid, urutan=0).get()
    batas = pelaksanaan_berjalan(baru.surat)
    if batas is None or not pertama.mulai <= batas.jatuh_tempo < baru.mulai:
        return
    dijawab = Tenggat.objects.filter(surat=baru.surat, jenis="respon", berhenti_pada__isnull=False)
    if pada:
        dijawab = dijawab.filter(berhenti_pada__lte=pada)
    if dijawab.exists():
        akibat.catat_diminta_mundur(
            surat=baru.surat, oleh=oleh, slot_pertama=pertama.mulai, bukti=bukti, pada=pada
        )
