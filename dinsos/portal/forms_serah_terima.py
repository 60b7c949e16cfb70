"""The form that hands over an officer's letters: for each letter to whom, and one reason."""

from collections.abc import Container

from django import forms

from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna
from disposisi.forms_rantai import bidang_alasan

TETAP = "Tidak diserahkan"


class FormSerahTerima(forms.Form):
    """`calon` holds for each letter who may have it, the one to suggest first.

    `semua` is the id of the one who is to have all letters that may be theirs.
    """

    use_required_attribute = False

    alasan = bidang_alasan("Alasan", "Tulis alasan surat-surat ini diserahkan, misalnya cuti.")

    def __init__(
        self, *args, calon: list[tuple[SuratMasuk, list[Pengguna]]], semua: str = "", **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calon = {self.nama(surat): (surat.pk, orang) for surat, orang in calon}
        self.semua_pilihan = sorted({satu for _, orang in calon for satu in orang}, key=str)
        self.semua = semua
        for surat, orang in calon:
            baku = next((satu for satu in orang if str(satu.pk) == semua), orang[0] if orang else None)
            self.fields[self.nama(surat)] = forms.ChoiceField(
                label=f"Surat {surat.nomor} kepada",
                choices=[("", TETAP), *((str(satu.pk), str(satu)) for satu in orang)],
                initial=str(baku.pk) if baku else "",
                required=False,
                error_messages={
                    "invalid_choice": "Petugas ini tidak dapat menerima surat itu. Pilih yang lain."
                },
            )

    def lepaskan(self, halangan: Container[int]) -> None:
        """These letters (by id) can't be handed over as suggested: they begin as staying where they are."""
        for nama, (pk, _) in self.calon.items():
            if pk in halangan:
                self.initial[nama] = ""

    @staticmethod
    def nama(surat: SuratMasuk) -> str:
        """The name of a letter's field."""
        return f"kepada_{surat.pk}"

    @property
    def pengganti(self) -> dict[int, Pengguna]:
        """Letters (by id) and who gets them, of a valid form."""
        return self._pilih({nama: self.cleaned_data.get(nama, "") for nama in self.calon})

    @property
    def terpilih(self) -> dict[int, Pengguna]:
        """As `pengganti`, of what the page shows."""
        return self._pilih({nama: self._isian(nama) for nama in self.calon})

    def _isian(self, nama: str) -> str:
        return (
            self.data.get(nama, "") if self.is_bound else self.get_initial_for_field(self.fields[nama], nama)
        )

    def _pilih(self, isian: dict[str, str]) -> dict[int, Pengguna]:
        hasil = {}
        for nama, (pk, orang) in self.calon.items():
            dipilih = next((satu for satu in orang if str(satu.pk) == str(isian[nama])), None)
            if dipilih:
                hasil[pk] = dipilih
        return hasil
