"""Forms of one message: mark it sent, take the mark back, send it another way, record that it did not arrive."""

from django import forms

from dinsos.agenda.models import Pengirim
from dinsos.inti import jam
from dinsos.inti.teks import terlalu_panjang
from dinsos.notifikasi import koreksi
from dinsos.notifikasi.actions import TANPA_ALASAN
from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.models import Pesan, terlambat_dicatat
from dinsos.portal.forms_kerja import BidangWaktu


class FormTandai(forms.Form):
    """That a message was sent by WhatsApp or handed over on paper."""

    bidang_galat = "pada"
    pada = BidangWaktu(label="Waktu dikirim atau diserahkan", help_text="Waktu yang sebenarnya (WITA).")
    alasan = forms.CharField(
        label="Alasan baru ditandai sekarang",
        help_text="Hanya bila waktu di atas lebih dari 5 menit yang lalu.",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )
    bukti = forms.CharField(
        label="Keterangan",
        help_text="Misalnya: diterima oleh anak pengirim.",
        max_length=200,
        required=False,
        error_messages={"max_length": terlalu_panjang(200)},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pada"].initial = jam.sekarang
        self.fields["alasan"].wajib_bersyarat = True

    def clean(self) -> dict:
        isi = super().clean()
        kemudian = isi.get("pada") and terlambat_dicatat(isi["pada"], jam.sekarang())
        if kemudian and not isi.get("alasan") and "alasan" not in self.errors:
            self.add_error("alasan", TANPA_ALASAN)
        return isi


class FormTarikTanda(forms.Form):
    """That a message was marked sent by mistake."""

    bidang_galat = "alasan"
    alasan = forms.CharField(
        label="Mengapa tanda itu keliru",
        help_text="Misalnya: saya menandai pesan yang salah.",
        max_length=200,
        error_messages={"required": koreksi.TANPA_ALASAN, "max_length": terlalu_panjang(200)},
    )


class FormCaraLain(forms.Form):
    """Another way for a message that no channel has taken."""

    bidang_galat = "tujuan"
    saluran = forms.ChoiceField(
        label="Cara kirim",
        choices=[(s.value, s.label) for s in (Saluran.WHATSAPP, Saluran.KERTAS, Saluran.EMAIL)],
    )
    tujuan = forms.CharField(
        label="Nomor WhatsApp atau alamat e-mail",
        help_text="Tidak diperlukan untuk surat kertas.",
        max_length=254,
        required=False,
        error_messages={"max_length": terlalu_panjang(254)},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tujuan"].wajib_bersyarat = True

    def clean(self) -> dict:
        isi = super().clean()
        if isi.get("saluran") == Saluran.KERTAS:
            isi["tujuan"] = ""  # paper is handed over; an address left in the box means nothing
        elif not isi.get("tujuan") and "tujuan" not in self.errors:
            self.add_error("tujuan", "Isi nomor WhatsApp atau alamat e-mail.")
        return isi

    @staticmethod
    def usul(pesan: Pesan, pengirim: Pengirim | None) -> dict[str, str]:
        """Initial values: the other way that the sender can be reached, paper when there is none."""
        telepon = pengirim.telepon_tampil if pengirim else ""
        email = pengirim.email if pengirim else ""
        if pesan.saluran != Saluran.WHATSAPP and telepon:
            return {"saluran": Saluran.WHATSAPP, "tujuan": telepon}
        if pesan.saluran != Saluran.EMAIL and email:
            return {"saluran": Saluran.EMAIL, "tujuan": email}
        return {"saluran": Saluran.KERTAS, "tujuan": ""}


class FormTidakSampai(FormCaraLain):
    """That an accepted message did not reach the person, and how it goes out again."""

    alasan = forms.CharField(
        label="Dari mana Anda tahu",
        help_text="Misalnya: surat kembali karena alamat tidak dikenal, atau nomor WhatsApp milik orang lain.",
        max_length=200,
        error_messages={
            "required": "Tulis dari mana Anda tahu bahwa pesan ini tidak sampai.",
            "max_length": terlalu_panjang(200),
        },
    )
    field_order = ("alasan", "saluran", "tujuan")
