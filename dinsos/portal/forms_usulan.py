"""Forms by which the office answers a citizen who asks for another time, or asks for one itself."""

from datetime import date, datetime, time, timedelta

from django import forms

from dinsos.inti import jam
from dinsos.portal.forms_jadwal import bidang_alasan
from disposisi.enums import Cara, Mode
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.models_jadwal import USULAN_MAKS, PermintaanWaktu
from disposisi.tawaran import LAMA, BidangPukul, BidangTanggal
from disposisi.usulan import Tempat

NOMOR = range(1, USULAN_MAKS + 1)
PASANGAN = "Isi tanggal dan jamnya, atau kosongkan keduanya."


class FormTawarkan(forms.Form):
    """One to three times; the room is found by itself unless one is named, the time to choose, too."""

    lama = forms.TypedChoiceField(label="Lama pertemuan", choices=LAMA, initial=30, coerce=int)
    ruang = forms.ModelChoiceField(
        Ruang.objects.filter(aktif=True),
        label="Ruang",
        required=False,
        empty_label="Ruang yang bebas",
        error_messages={"invalid_choice": "Ruang ini tidak dipakai lagi. Pilih ruang lain."},
    )
    alasan = bidang_alasan("Alasan", bantuan="Pengirim membaca alasan ini.", wajib="Tulis alasannya.")
    sampai_tanggal = BidangTanggal(label="Pengirim memilih paling lambat tanggal")
    sampai_pukul = BidangPukul()

    def __init__(
        self, *args, disposisi: Disposisi, audiensi: Audiensi | None, permintaan: PermintaanWaktu | None, **kw
    ) -> None:
        super().__init__(*args, auto_id="tawarkan_%s", **kw)
        diminta = [
            jam.wita(datetime.fromisoformat(satu)) for satu in (permintaan.pilihan if permintaan else ())
        ]
        for n in NOMOR:
            self.fields[f"tanggal_{n}"] = BidangTanggal(label=f"Tanggal pilihan {n}")
            self.fields[f"pukul_{n}"] = BidangPukul()
            if n <= len(diminta):
                self.initial |= {f"tanggal_{n}": diminta[n - 1].date(), f"pukul_{n}": diminta[n - 1].time()}
        self.fields["sampai_tanggal"].help_text = "Kosongkan: sampai kantor tutup pada hari kerja berikutnya."
        self.order_fields([*(f"{apa}_{n}" for n in NOMOR for apa in ("tanggal", "pukul"))])
        if audiensi:
            self.initial["lama"] = int((audiensi.selesai - audiensi.mulai).total_seconds() // 60)
        if permintaan:
            self.initial["alasan"] = "Sesuai permintaan Anda."
        if disposisi.mode == Mode.DARING:
            del self.fields["ruang"]

    def clean(self) -> dict:
        isi = super().clean()
        for n in (*NOMOR, "sampai"):
            pasangan = (f"tanggal_{n}", f"pukul_{n}") if n != "sampai" else ("sampai_tanggal", "sampai_pukul")
            kosong = [nama for nama in pasangan if isi.get(nama) is None and nama not in self.errors]
            if len(kosong) == 1:
                self.add_error(kosong[0], PASANGAN)
        if not self.errors and not self._mulai():
            self.add_error("tanggal_1", "Isi paling sedikit satu pilihan.")
        return isi

    def _mulai(self) -> list[datetime]:
        isi = self.cleaned_data
        return [_saat(isi[f"tanggal_{n}"], isi[f"pukul_{n}"]) for n in NOMOR if isi.get(f"tanggal_{n}")]

    @property
    def tawaran(self) -> dict:
        """What `usulan.usulkan` takes, times aware in WITA."""
        isi = self.cleaned_data
        sampai = isi.get("sampai_tanggal") and _saat(isi["sampai_tanggal"], isi["sampai_pukul"])
        return {
            "mulai": self._mulai(),
            "alasan": isi["alasan"],
            "tempat": Tempat(lama=timedelta(minutes=isi["lama"]), ruang=isi.get("ruang")),
            "sampai": sampai,
        }


def _saat(tanggal: date, pukul: time) -> datetime:
    return datetime.combine(tanggal, pukul, tzinfo=jam.WITA)


class FormTetap(forms.Form):
    """The time stays as it is, and why."""

    alasan = bidang_alasan("Alasan", bantuan="Pengirim membaca alasan ini.", wajib="Tulis alasannya.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="tetap_%s", **kwargs)


class FormCara(forms.Form):
    """By which way the two sides really met."""

    cara = forms.ChoiceField(
        label="Cara yang dipakai",
        choices=Cara,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih cara yang dipakai."},
    )

    def __init__(self, *args, audiensi: Audiensi | None = None, **kwargs) -> None:
        super().__init__(*args, auto_id="cara_%s", **kwargs)
        if audiensi:
            self.initial["cara"] = audiensi.cara_sebenarnya or audiensi.metode
