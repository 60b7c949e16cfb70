"""All addresses of the portal, with plausible values for their parameters."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse

MASUK = re.compile(r"^(/masuk/|/admin/login/)(\?|$)")


@dataclass(frozen=True)
class Alamat:
    """One pattern of the URLconf."""

    nama: str
    view: Callable
    parameter: dict[str, object] = field(default_factory=dict)  # name → converter, None for a regex group
    tanpa_nama: int = 0  # regex groups without a name

    @property
    def aturan(self):
        """The rule declared on the view; None when there is none."""
        return getattr(self.view, "aturan_akses", None)

    def jalur(self, **diketahui) -> str:
        """The path, with values from `diketahui` where the parameter's name is among them."""
        if self.tanpa_nama:
            return reverse(self.nama, args=["1"] * self.tanpa_nama)
        isi = {nama: diketahui.get(nama, _contoh(konverter)) for nama, konverter in self.parameter.items()}
        return reverse(self.nama, kwargs=isi)


def _contoh(konverter) -> object:
    if isinstance(konverter, converters.IntConverter):
        return 1
    if isinstance(konverter, converters.UUIDConverter):
        return "7b0f2f6e-6f7c-4a53-9a52-0d9a5f3f4c11"
    if konverter is None or isinstance(konverter, converters.StringConverter):
        return "1"
    return konverter.regex.split("|")[0]  # one of a list of words


def daftar_alamat() -> list[Alamat]:
    """Every named pattern, in the order of the URLconf."""
    return list(_telusuri(get_resolver(), "", {}))


def _telusuri(penunjuk: URLResolver, awalan: str, parameter: dict) -> Iterator[Alamat]:
    for satu in penunjuk.url_patterns:
        semua = parameter | _parameter(satu)
        if isinstance(satu, URLResolver):
            ruang = f"{awalan}{satu.namespace}:" if satu.namespace else awalan
            yield from _telusuri(satu, ruang, semua)
        elif isinstance(satu, URLPattern):
            nama = f"{awalan}{satu.name}" if satu.name else ""
            yield Alamat(nama, satu.callback, semua, 0 if semua else satu.pattern.regex.groups)


def _parameter(satu: URLPattern | URLResolver) -> dict:
    if hasattr(satu.pattern, "converters") and satu.pattern.converters:
        return dict(satu.pattern.converters)
    return dict.fromkeys(satu.pattern.regex.groupindex)
