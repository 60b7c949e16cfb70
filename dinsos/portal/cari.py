"""Search for staff: a letter by its number, by the sender's phone, or by the beginning of the sender's name."""

import re
from contextlib import suppress
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, QuerySet

from dinsos.agenda import nomor
from dinsos.agenda.models import Pengirim, SuratMasuk
from dinsos.agenda.pencarian import TERAKHIR, bentuk_cari, berawalan
from dinsos.akun.models import Sudut
from dinsos.inti import telepon
from dinsos.inti.kueri_siap import Isian, KueriSiap

BATAS_HASIL = 25
BATAS_CALON = 100
"""How many senders are looked at, so that a common name costs no more in a large register."""
KOLOM = (
    *("nomor", "hal", "status", "diterima_pada", "rahasiakan_identitas"),
    *("pengirim__nama", "pengirim__telepon", "petugas__nama", "petugas__username"),
)
"""What a row of the results shows."""
HURUF_PALING_SEDIKIT = 3
ANGKA_PALING_SEDIKIT = 6
ANGKA_NOMOR_UTUH = 10

_TELEPON = re.compile(r"[+(]*\d[\d\s().-]*")
_AWAL_TELEPON = re.compile(r"[+(]*(0[1-9]|62)|\+")


@dataclass(frozen=True)
class Kunci:
    """What to look for: `kolom` is "nomor", "telepon" or "nama_cari", `nilai` the number or the beginning."""

    kolom: str
    nilai: str


@dataclass(frozen=True)
class Hasil:
    """At most `BATAS_HASIL` letters, newest first; `persempit`: there are or may be more."""

    surat: list[SuratMasuk]
    persempit: bool


def baca(teks: str) -> Kunci:
    """What a person typed: "2026-00012", "12/2026", "0812 3456", "+62812…", or a name in any case.

    Raises ValidationError, saying what to type, when it is too short to look for.
    """
    teks = " ".join(teks.split())
    mirip_telepon = bool(_TELEPON.fullmatch(teks))
    register = nomor.baca(teks)
    if "2000" <= register < "2200" and not (mirip_telepon and _AWAL_TELEPON.match(teks)):
        return Kunci("nomor", register)
    if mirip_telepon:
        return Kunci("telepon", _awal_telepon(teks))
    nama = bentuk_cari(teks)
    if len(nama) < HURUF_PALING_SEDIKIT:
        raise ValidationError(f"Tulis paling sedikit {HURUF_PALING_SEDIKIT} huruf awal nama pengirim.")
    return Kunci("nama_cari", nama)


def _awal_telepon(teks: str) -> str:
    """A phone number, or its beginning, in E.164."""
    angka = re.sub(r"\D", "", teks)
    if len(angka) < ANGKA_PALING_SEDIKIT:
        raise ValidationError(
            "Tulis nomor surat lengkap, misalnya 2026-00012, "
            f"atau paling sedikit {ANGKA_PALING_SEDIKIT} angka awal nomor telepon."
        )
    if len(angka) >= ANGKA_NOMOR_UTUH:
        with suppress(ValidationError):
            return telepon.ke_e164(teks)
    if teks.startswith("+") and not angka.startswith("62"):
        return "+" + angka
    return "+62" + angka.removeprefix("62").lstrip("0")


def cari(pengguna, kunci: Kunci) -> Hasil:
    """Letters that this person may know of (`SuratMasukQuerySet.untuk`); at most two queries.

    A letter whose sender stays secret is found by its number only: a row found by name or phone would say who
    sent it, unlogged, to whoever tries names (docs/adr/0011-identitas-rahasia.md).
    Of a name or phone that very many senders share, only the first `BATAS_CALON` senders in the index are looked
    at; `persempit` then says that the answer is not complete.
    """
    isian = {"saya": pengguna.pk, "nilai": kunci.nilai, "akhir": kunci.nilai + TERAKHIR}
    batas = (kunci.kolom, BATAS_CALON, BATAS_HASIL)
    surat = _SURAT(pengguna.sudut, *batas, **isian)
    if kunci.kolom == "nomor":
        return Hasil(surat, persempit=False)
    lebih = len(surat) > BATAS_HASIL or bool(_LEBIH(*batas[:2], **isian))
    return Hasil(surat[:BATAS_HASIL], persempit=lebih)


def _calon(kolom: str) -> QuerySet[Pengirim]:
    nilai, akhir = (Isian(nama, CharField()) for nama in ("nilai", "akhir"))
    return berawalan(Pengirim.objects, kolom, nilai, akhir).values("surat")


def _susun_surat(sudut: Sudut, kolom: str, batas_calon: int, batas_hasil: int) -> QuerySet[SuratMasuk]:
    terlihat = SuratMasuk.objects.untuk(sudut).select_related("pengirim", "petugas")
    # An order that no index has, so that nothing but the candidates is read.
    terlihat = terlihat.order_by("-diterima_pada", "-pk").only(*KOLOM)
    if kolom == "nomor":
        return terlihat.filter(nomor=Isian("nilai", CharField()))
    terbuka = terlihat.filter(rahasiakan_identitas=False)
    return terbuka.filter(pk__in=_calon(kolom)[:batas_calon])[: batas_hasil + 1]


_SURAT = KueriSiap(_susun_surat)
_LEBIH = KueriSiap(lambda kolom, batas: _calon(kolom).values_list("surat")[batas : batas + 1])


class FormCari(forms.Form):
    """One field; a valid form has `kunci`."""

    cari = forms.CharField(
        label="Nomor surat, nomor telepon, atau nama pengirim",
        max_length=120,
        help_text=(
            "Misalnya 2026-00012, 0812 3456 7890, atau huruf awal nama: Wa Ode Nur. "
            "Surat yang pengirimnya dirahasiakan hanya ditemukan dengan nomornya."
        ),
        error_messages={
            "required": "Tulis nomor surat, nomor telepon, atau nama pengirim.",
            "max_length": "Terlalu panjang. Tulis paling banyak 120 huruf.",
        },
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_cari(self) -> str:
        self.kunci = baca(self.cleaned_data["cari"])
        return self.cleaned_data["cari"]
