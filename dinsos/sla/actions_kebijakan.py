"""Acts on policies and on the office's open choices: the pengelola proposes, the head decides."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dinsos.akun.models import Peran
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import tanggal as tulis_tanggal
from dinsos.sla.actions import wajib_kepala, wajib_pengelola
from dinsos.sla.models import KebijakanTenggat, PilihanKantor, UsulanKebijakan

Keadaan = UsulanKebijakan.Keadaan
KETENTUAN = ("layanan", "jenis", "satuan", "jumlah", "bunyi", "nomor_sk", "berlaku_sejak")


@transaction.atomic
def ajukan_kebijakan(*, usulan: UsulanKebijakan, oleh) -> UsulanKebijakan:
    """Propose a policy to the head; `usulan` is new, or one that came back, with its new values.

    Raises TidakBerwenang, SudahTerjadi when it is submitted or published already, GalatAturan when the values make
    no policy or it would begin before tomorrow.
    """
    wajib_pengelola(oleh)
    if usulan.pk is not None and _kunci(usulan).keadaan != Keadaan.DIKEMBALIKAN:
        raise SudahTerjadi("Usulan ini sudah diajukan.")
    usulan.keadaan = Keadaan.DIAJUKAN
    usulan.diajukan_pada, usulan.diajukan_oleh = jam.sekarang(), oleh
    usulan.alasan_kembali = ""
    _kebijakan(usulan, oleh)
    _simpan(usulan, oleh)
    return usulan


@transaction.atomic
def kembalikan_kebijakan(*, usulan: UsulanKebijakan, oleh, alasan: str) -> UsulanKebijakan:
    """Send a proposal back (the head) or take it back (the pengelola), with a reason.

    Raises TidakBerwenang for anybody else, SudahTerjadi unless it is submitted, GalatAturan without a reason.
    """
    if not (oleh.is_active and (oleh.adalah_kepala() or oleh.punya_peran(Peran.PENGELOLA))):
        raise TidakBerwenang("Hanya Kepala Dinas atau pengelola yang mengembalikan usulan.")
    usulan = _kunci_diajukan(usulan)
    if not alasan.strip():
        raise GalatAturan("Tulis alasan mengapa usulan ini dikembalikan.")
    usulan.keadaan = Keadaan.DIKEMBALIKAN
    usulan.alasan_kembali = alasan.strip()
    _simpan(usulan, oleh)
    return usulan


@transaction.atomic
def terbitkan_kebijakan(
    *, usulan: UsulanKebijakan, oleh, ditinjau: datetime | None = None
) -> KebijakanTenggat:
    """Publish a proposed policy for letters received from its date on; clocks that exist keep theirs.

    `ditinjau` is the `diajukan_pada` of what the head looked at, None to skip that check. Raises TidakBerwenang,
    SudahTerjadi unless it is submitted as looked at, GalatAturan when it would begin before tomorrow: letters
    received today already have their promise.
    """
    wajib_kepala(oleh)
    usulan = _kunci_diajukan(usulan)
    if ditinjau is not None and ditinjau != usulan.diajukan_pada:
        raise SudahTerjadi("Usulan ini berubah sejak Anda membukanya. Tinjau sekali lagi.")
    kebijakan = _kebijakan(usulan, oleh)
    kebijakan._history_user = oleh
    kebijakan.save()
    usulan.keadaan, usulan.kebijakan = Keadaan.TERBIT, kebijakan
    _simpan(usulan, oleh)
    return kebijakan


@transaction.atomic
def tetapkan_pilihan(*, nilai: Mapping[str, str], oleh) -> list[PilihanKantor]:
    """Record that the head confirms choices of the office: key (`PilihanKantor.Kunci`) → what it is, in words.

    Raises TidakBerwenang, GalatAturan for nothing to confirm or an empty value.
    """
    wajib_kepala(oleh)
    if not nilai or not all(nilai.values()):
        raise GalatAturan("Pilih paling sedikit satu hal untuk ditetapkan.")
    pada = jam.sekarang()
    hasil = [PilihanKantor(kunci=kunci, nilai=isi, oleh=oleh, pada=pada) for kunci, isi in nilai.items()]
    for satu in hasil:
        _periksa(satu)
        satu.save()
    return hasil


def _kunci(usulan: UsulanKebijakan) -> UsulanKebijakan:
    return UsulanKebijakan.objects.select_for_update().get(pk=usulan.pk)


def _kunci_diajukan(usulan: UsulanKebijakan) -> UsulanKebijakan:
    usulan = _kunci(usulan)
    if usulan.keadaan != Keadaan.DIAJUKAN:
        raise SudahTerjadi(f"Usulan ini sudah {usulan.get_keadaan_display().lower()}.")
    return usulan


def _kebijakan(usulan: UsulanKebijakan, oleh) -> KebijakanTenggat:
    """The policy that a proposal would become, checked and unsaved."""
    hasil = KebijakanTenggat(
        **{nama: getattr(usulan, nama) for nama in KETENTUAN},
        diterbitkan_pada=jam.sekarang(),
        diterbitkan_oleh=oleh,
    )
    _periksa(hasil)
    if hasil.berlaku_sejak <= jam.hari_ini():
        raise GalatAturan(
            f"Kebijakan berlaku paling awal besok, karena surat yang diterima sampai hari ini"
            f" ({tulis_tanggal(jam.hari_ini())}) sudah punya batas waktu."
        )
    return hasil


def _periksa(baris: models.Model) -> None:
    try:
        baris.full_clean()
    except ValidationError as galat:
        raise GalatAturan(" ".join(galat.messages)) from galat


def _simpan(usulan: UsulanKebijakan, oleh) -> None:
    _periksa(usulan)
    usulan._history_user = oleh
    usulan.save()
