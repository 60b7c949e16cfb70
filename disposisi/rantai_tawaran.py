"""Other times on offer when the officer or the decision changes: they no longer hold, the request for them does.

Called under the lock of the letter, before its appointment changes: another time then answers the request.
"""

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from disposisi.enums import KeadaanPermintaan
from disposisi.models_jadwal import PermintaanWaktu
from disposisi.usulan_lepas import lepaskan_usulan, terkunci

GUGUR = "Waktu lain yang kami tawarkan tidak berlaku lagi."


def tarik_tawaran(surat: SuratMasuk) -> str:
    """End what is on offer to the sender of a locked letter; their request waits for an answer again.

    Returns the sentence that tells them, "" when nothing was on offer.
    """
    pada = jam.sekarang()
    diminta = {satu.permintaan_id for satu in terkunci(surat) if satu.berlaku_sampai > pada} - {None}
    if not lepaskan_usulan(surat):
        return ""
    semua = PermintaanWaktu.objects.filter(surat=surat).select_for_update(of=("self",))
    menunggu = semua.menunggu().exists()
    terakhir = semua.filter(pk__in=diminta, keadaan=KeadaanPermintaan.DITAWARI).order_by("pk").last()
    if menunggu or terakhir is None:
        return GUGUR
    terakhir.keadaan, terakhir.ditutup_pada = KeadaanPermintaan.MENUNGGU, None
    terakhir.save(update_fields=["keadaan", "ditutup_pada"])
    return f"{GUGUR} Permintaan Anda untuk waktu lain tetap kami proses."
