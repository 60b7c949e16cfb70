"""Calendar invitations: which message carries which file (RFC 5545, RFC 5546).

A message names the appointment and the method; the file is made from the row's unchanging columns while sending, so
that every attempt sends the same one.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dinsos.agenda.models import SuratMasuk
from dinsos.inti.teks import waktu
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.kelas import LampiranSurel
from dinsos.notifikasi.models import Pesan
from disposisi import ics
from disposisi.enums import USULAN, KeadaanAudiensi
from disposisi.models_jadwal import Audiensi
from disposisi.pendamping import peserta

PETUGAS = "jadwal_petugas"


def undang_petugas(audiensi: Audiensi) -> None:
    """Queue the invitation, or its cancellation, to the officer of an appointment and to who accompanies them.

    At most one message for each state and person, in a transaction; none to who has no usable address (the calendar
    on screen shows it all the same). It names the letter's number and the place and nothing about the citizen.
    """
    batal = audiensi.keadaan in ics.BATAL
    for satu in (audiensi.petugas, *peserta(audiensi)):
        _antrekan(audiensi, satu, batal=batal)


def batalkan_undangan(lama: Audiensi, baru: Audiensi) -> None:
    """Tell who took part in `lama` and doesn't in `baru`, which stands in its place, that it is off for them."""
    ikut = {satu.pk for satu in (baru.petugas, *peserta(baru))}
    for satu in (lama.petugas, *peserta(lama)):
        if satu.pk not in ikut:
            _antrekan(baru, satu, batal=True, dari=lama)


def _antrekan(audiensi: Audiensi, petugas, *, batal: bool, dari: Audiensi | None = None) -> None:
    """Queue the invitation to one person; `dari` is the appointment in which they took part."""
    try:
        validate_email(petugas.email)
    except ValidationError:
        return
    utama = (dari or audiensi).petugas
    outbox.antrekan(
        kelas=PETUGAS,
        kunci=f"jadwal-petugas:{audiensi.pk}:{'batal' if batal else 'undang'}:{petugas.pk}",
        kasus=None,
        saluran=Saluran.EMAIL,
        tujuan=petugas.email,
        penerima_nama=str(petugas),
        data={
            "nomor": audiensi.surat.nomor,
            "waktu": waktu(audiensi.mulai),
            "tempat": ics.tempat(audiensi, tanpa_tautan=True),
            "batal": batal,
            "pindah": audiensi.urutan > 0,
            "audiensi": audiensi.pk,
            "mendampingi": "" if petugas.pk == utama.pk else str(utama),
        },
    )


def berkas(pesan: Pesan, audiensi: Audiensi, *, batal: bool) -> LampiranSurel:
    """The calendar file of a message, without link: whoever reads the mail has not shown the secret."""
    metode = "CANCEL" if batal else "REQUEST"
    isi = ics.undangan(
        audiensi, tanpa_tautan=True, batal=batal, dibuat=pesan.dibuat_pada, hadirin=pesan.tujuan
    )
    jenis = f"text/calendar; method={metode}; charset=UTF-8"
    return LampiranSurel(f"jadwal-{audiensi.surat.nomor}.ics", jenis, isi)


def dalam_data(audiensi: Audiensi | None, *, batal: bool = False) -> dict:
    """What a message's data says about the appointment that it tells of, for `lampiran`."""
    return {"audiensi": audiensi.pk, "batal": batal} if audiensi else {}


def batal_tanpa_kabar(surat: SuratMasuk) -> Audiensi | None:
    """The letter's last appointment, when it was called off and the citizen was told of it but not of that."""
    semua = Audiensi.objects.filter(surat=surat).exclude(keadaan__in=USULAN)
    terakhir = semua.order_by("pk").last()
    if terakhir is None or terakhir.keadaan != KeadaanAudiensi.DIBATALKAN:
        return None
    tentang = Pesan.objects.untuk_kasus(surat.uuid).exclude(keadaan=Keadaan.DIBATALKAN)
    seuid = list(semua.filter(uid=terakhir.uid).values_list("pk", flat=True))
    if tentang.filter(data__audiensi=terakhir.pk, data__batal=True).exists():
        return None
    tahu = tentang.filter(data__audiensi__in=seuid, data__batal=False)
    return terakhir if tahu.exists() else None


def yang_kini(surat: SuratMasuk) -> dict:
    """`dalam_data` of the appointment that holds now, or of the one that the citizen still thinks holds."""
    kini = Audiensi.objects.berjalan().filter(surat=surat).first()
    return dalam_data(kini or batal_tanpa_kabar(surat), batal=kini is None)


def lampiran(pesan: Pesan) -> list[LampiranSurel]:
    """What is attached to a message that tells of an appointment; nothing to any other."""
    if "audiensi" not in pesan.data:
        return []
    audiensi = Audiensi.objects.select_related("surat", "petugas", "ruang").get(pk=pesan.data["audiensi"])
    return [berkas(pesan, audiensi, batal=pesan.data["batal"])]
