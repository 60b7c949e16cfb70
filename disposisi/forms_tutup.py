"""The fields of a decision that closes a letter: refusal and referral."""

from django import forms
from django.core.exceptions import ValidationError

from dinsos.dokumen.forms_nomor import BidangNomor, Lipatan
from dinsos.inti.teks import terlalu_panjang
from disposisi.enums import Keputusan
from disposisi.enums_rujukan import Rujukan

TULIS_ALASAN = "Tulis alasannya. Pengirim membaca alasan ini."
TULIS_JALAN_LAIN = "Tulis apa yang dapat dilakukan pengirim. Pengirim membaca kalimat ini."
BERSYARAT_TUTUP = ("rujukan", "tujuan_rujukan", "alasan", "jalan_lain")


class BidangTutup(forms.Form):
    """Why a letter isn't handled here, what the citizen can do instead, and where it is referred to."""

    rujukan = forms.ChoiceField(
        label="Dirujuk ke instansi mana?", choices=Rujukan.choices, widget=forms.RadioSelect, required=False
    )
    tujuan_rujukan = forms.CharField(
        label="Nama instansi lain",
        help_text="Misalnya Dinas Kesehatan Kabupaten Buton.",
        max_length=120,
        required=False,
        error_messages={"max_length": terlalu_panjang(120)},
    )
    rujukan_nomor = forms.CharField(
        label="Nomor atau tautan rujukan",
        help_text="Bila sudah ada. Dapat ditambahkan nanti di halaman surat ini. Pengirim membacanya.",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    alasan = forms.CharField(
        label="Alasan",
        help_text="Untuk surat yang tidak ditangani atau dirujuk. Pengirim membaca alasan ini.",
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
    jalan_lain = forms.CharField(
        label="Yang dapat dilakukan pengirim",
        help_text="Untuk surat yang tidak ditangani: ke mana atau bagaimana pengirim dapat mengurusnya. "
        "Pengirim membaca kalimat ini.",
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    nomor = BidangNomor()

    @property
    def lipatan(self) -> Lipatan:
        """What the page folds away."""
        return Lipatan((self["nomor"],))

    def periksa_tutup(self, isi: dict) -> None:
        """Add errors for what a refusal or referral lacks; the office it goes to becomes `tujuan_rujukan`."""
        if isi.get("keputusan") == Keputusan.DIRUJUK:
            self._periksa_rujukan(isi)
        self._wajib(isi, "alasan", TULIS_ALASAN)
        if isi.get("keputusan") == Keputusan.DITOLAK:
            self._wajib(isi, "jalan_lain", TULIS_JALAN_LAIN)

    def _periksa_rujukan(self, isi: dict) -> None:
        rujukan, nama = isi.get("rujukan"), isi.get("tujuan_rujukan")
        if rujukan and rujukan != Rujukan.LAIN:
            isi["tujuan_rujukan"] = Rujukan(rujukan).label
        elif rujukan:
            self._wajib(isi, "tujuan_rujukan", "Tulis ke instansi mana surat ini dirujuk.")
        elif not nama:
            self._wajib(isi, "rujukan", "Pilih ke instansi mana surat ini dirujuk.")

    def _wajib(self, isi: dict, nama: str, pesan: str) -> None:
        if not isi.get(nama) and nama not in self.errors:
            self.add_error(nama, ValidationError(pesan, code="required"))

    def putusan_tutup(self) -> dict:
        """What `actions.disposisikan` takes for a letter that is refused or referred."""
        isi = self.cleaned_data
        putusan = {nama: isi[nama] for nama in ("keputusan", "alasan", "nomor")}
        khusus = (
            ("jalan_lain",) if isi["keputusan"] == Keputusan.DITOLAK else ("tujuan_rujukan", "rujukan_nomor")
        )
        return putusan | {nama: isi[nama] for nama in khusus}
