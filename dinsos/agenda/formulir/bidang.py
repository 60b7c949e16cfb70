"""Form fields of the public forms: what people write in, clean values out, errors that say what to do."""

import re
from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from dinsos.inti import telepon

_KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RIBUAN = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+")


def rapikan(teks: str) -> str:
    """Raw text of a form as it is kept in a draft: LF line ends, no control characters."""
    return _KENDALI.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))


def _pesan(kosong: str, label: str) -> dict[str, str]:
    """Errors that can stand alone, as in the summary above the form."""
    return {
        "required": kosong,
        "max_length": f"“{label}” terlalu panjang. Tulis paling banyak %(limit_value)d huruf; "
        "sekarang %(show_value)d.",
        "invalid_choice": f"“{label}”: pilih salah satu dari daftar.",
    }


def paling_sedikit(banyak: int, pesan: str, *, hitung: Callable[[str], bool] = bool) -> Callable[[str], None]:
    """A validator: raises ValidationError(pesan) when fewer than `banyak` characters satisfy `hitung` (all do)."""

    def periksa(teks: str) -> None:
        if sum(map(hitung, teks)) < banyak:
            raise ValidationError(pesan)

    return periksa


class Baris(forms.CharField):
    """Text on one line. `kosong` is the error when a mandatory field is empty."""

    def __init__(self, *, kosong: str = "Isi bagian ini.", atribut: dict | None = None, **kwargs) -> None:
        kwargs.setdefault("widget", forms.TextInput(atribut))
        super().__init__(error_messages=_pesan(kosong, kwargs["label"]), **kwargs)

    def to_python(self, value) -> str:
        teks = super().to_python(value)
        return " ".join("".join(huruf if huruf.isprintable() else " " for huruf in teks).split())


class Uraian(forms.CharField):
    """Text of several lines. Too long a text reaches the server, whose error says so; browsers cut it silently."""

    def __init__(self, *, kosong: str = "Isi bagian ini.", baris: int = 5, **kwargs) -> None:
        super().__init__(
            widget=forms.Textarea({"rows": baris}), error_messages=_pesan(kosong, kwargs["label"]), **kwargs
        )

    def widget_attrs(self, widget) -> dict:
        return {nama: nilai for nama, nilai in super().widget_attrs(widget).items() if nama != "maxlength"}

    def to_python(self, value) -> str:
        return super().to_python(rapikan(value) if isinstance(value, str) else value)


class Pilihan(forms.ChoiceField):
    """One of a list."""

    def __init__(self, *, kosong: str = "Pilih salah satu.", **kwargs) -> None:
        super().__init__(error_messages=_pesan(kosong, kwargs["label"]), **kwargs)


class Centang(forms.BooleanField):
    """A box to tick."""

    def __init__(self, *, kosong: str = "Beri tanda centang.", **kwargs) -> None:
        super().__init__(error_messages=_pesan(kosong, kwargs["label"]), **kwargs)


class Telepon(Baris):
    """A phone number; cleans to E.164 ("+6281234567890") or ""."""

    def __init__(self, **kwargs) -> None:
        atribut = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        super().__init__(atribut=atribut, max_length=30, **kwargs)

    def clean(self, value) -> str:
        teks = super().clean(value)
        return telepon.ke_e164(teks) if teks else ""


class Email(Baris):
    """An e-mail address that mail servers everywhere take: ASCII before the @."""

    SALAH = "Alamat e-mail belum benar. Tulis seperti nama@contoh.id."

    def __init__(self, **kwargs) -> None:
        atribut = {"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        super().__init__(atribut=atribut, max_length=254, **kwargs)
        self.validators.append(EmailValidator(self.SALAH))

    def clean(self, value) -> str:
        alamat = super().clean(value)
        if not alamat.rpartition("@")[0].isascii():
            raise ValidationError(self.SALAH)
        return alamat


class Rupiah(Baris):
    """An amount in whole rupiah: "1.250.000", "Rp 1.250.000,00", "1250000". Cleans to Decimal or None."""

    SALAH = "Tulis jumlah uang dengan angka saja, misalnya 1.250.000."

    def __init__(self, *, maks: int, **kwargs) -> None:
        super().__init__(atribut={"inputmode": "numeric", "size": "20"}, max_length=40, **kwargs)
        self.maks = maks

    def clean(self, value) -> Decimal | None:
        teks = super().clean(value)
        if not teks:
            return None
        polos = re.sub(r"^rp\.?\s*", "", teks, flags=re.IGNORECASE)
        polos = re.sub(r"(,00|,0|,-|,--|\.-)$", "", polos)
        if not polos.isascii() or not _RIBUAN.fullmatch(polos):
            raise ValidationError(self.SALAH)
        nilai = int(re.sub(r"\D", "", polos))
        if nilai < 1:
            raise ValidationError("Tulis jumlah uang yang lebih dari nol.")
        if nilai > self.maks:
            raise ValidationError("Jumlah uangnya terlalu besar. Periksa lagi banyaknya angka nol.")
        return Decimal(nilai)


class MasukanBerkas(forms.FileInput):
    """A file input; `banyak` lets people choose several at once. Large photos are shrunk on the phone."""

    def __init__(self, *, banyak: bool = False, terima: str = "image/*,application/pdf") -> None:
        self.allow_multiple_selected = banyak
        atribut = {"accept": terima, "data-perkecil": True}
        super().__init__(atribut | ({"multiple": True} if banyak else {}))


class Unggahan(forms.FileField):
    """A place for files. They are kept with the draft before the form is checked (see `unggahan`)."""

    def __init__(self, *, banyak: bool = False, **kwargs) -> None:
        super().__init__(required=False, widget=MasukanBerkas(banyak=banyak), **kwargs)
