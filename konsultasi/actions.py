"""Acts of the applicant on a consultation."""

import uuid

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda import draf as draf_actions
from dinsos.agenda.enums import Layanan, PeranLampiran, Saluran
from dinsos.agenda.kerahasiaan import samarkan, sebutan
from dinsos.agenda.models import Draf, Lampiran, Pengirim, SuratMasuk
from dinsos.inti.galat import GalatAturan
from konsultasi.models import Konsultasi

HAL_MAKS = 100
TANPA_IDENTITAS = (
    "Kartu identitas belum ada. Kembali ke formulir dan unggah foto atau PDF kartu identitas Anda."
)
TANPA_SURAT_LEMBAGA = "Surat dari pimpinan lembaga belum ada. Kembali ke formulir dan unggah surat itu."


@transaction.atomic
def ajukan(
    *,
    kunci: uuid.UUID,
    pengirim: Pengirim,
    rincian: Konsultasi,
    rahasiakan_identitas: bool = False,
    sidik_tinjau: str = "",
) -> SuratMasuk:
    """File the request for consultation of a draft (KSL-SYARAT-1..4 and 6); `kunci` is the draft's key.

    `pengirim` and `rincian` are unsaved and validated. However often and however concurrently the same key is
    sent, there is one letter: later calls return it. The identity document and, for all but a person, the letter
    of the institution's head are re-linked from the draft. `sidik_tinjau` is `draf.sidik` of what the applicant
    reviewed. Raises Draf.DoesNotExist for an unknown key, GalatAturan when one of these files is missing or the
    draft has changed since the review.
    """
    # Without a join: a joined letter would come from the snapshot taken before the lock was granted.
    draf = Draf.objects.select_for_update().get(kunci=kunci)
    if draf.surat_id:
        return SuratMasuk.objects.get(pk=draf.surat_id)
    lampiran = list(draf.lampiran.select_related("berkas"))
    draf_actions.pastikan_sama(draf=draf, lampiran=lampiran, sidik_tinjau=sidik_tinjau)
    nama = sebutan(pengirim, rincian.sebutan()) if rahasiakan_identitas else ()
    surat = agenda.daftarkan(
        layanan=Layanan.KONSULTASI,
        saluran=Saluran.PORTAL,
        hal=hal(samarkan(rincian.materi, nama)),
        pengirim=pengirim,
        kunci=kunci,
        rahasiakan_identitas=rahasiakan_identitas,
        lampiran=_yang_diperlukan(rincian, lampiran),
        lanjutan_dari=draf.lanjutan_dari,
    )
    rincian.surat = surat
    rincian.save(force_insert=True)
    draf.surat = surat
    draf.data = {}
    draf.diubah_pada = surat.dicatat_pada
    draf.save(update_fields=["surat", "data", "diubah_pada"])
    return surat


def hal(materi: str) -> str:
    """The subject of the letter: the first words of what is asked, at most 100 characters of them."""
    kata = " ".join(materi.split())
    if len(kata) > HAL_MAKS:
        kata = kata[: HAL_MAKS - 1].rsplit(" ", 1)[0] + "…"
    return f"Konsultasi: {kata}"


def _yang_diperlukan(rincian: Konsultasi, lampiran: list[Lampiran]) -> list[Lampiran]:
    """The files that this applicant has to hand in; others stay with the draft."""
    wajib = {PeranLampiran.IDENTITAS: TANPA_IDENTITAS}
    if not rincian.perseorangan:
        wajib[PeranLampiran.SURAT_LEMBAGA] = TANPA_SURAT_LEMBAGA
    ada = {satu.peran for satu in lampiran}
    for peran, pesan in wajib.items():
        if peran not in ada:
            raise GalatAturan(pesan)
    return [satu for satu in lampiran if satu.peran in wajib]
