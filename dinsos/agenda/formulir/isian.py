"""The part of every public form that asks who writes and how to answer (PGD-SYARAT-1, KSL-SYARAT-1)."""

from collections.abc import Mapping, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Row
from django import forms

from dinsos.agenda.enums import Kecamatan, PeranLampiran
from dinsos.agenda.formulir.bidang import Baris, Centang, Email, Pilihan, Telepon, paling_sedikit, rapikan
from dinsos.agenda.formulir.tata_letak import Bagian, tampil_bila
from dinsos.agenda.formulir.unggahan import Tempat
from dinsos.agenda.models import Lampiran, Pengirim

PANJANG_SIMPAN = 100_000
DIRI = "diri"
KUASA = "kuasa"
ALAMAT = "Tulis alamat lengkap Anda: jalan, nomor rumah, dusun, atau RT/RW."
ALAMAT_DIWAKILI = "Tulis alamat lengkap orang yang Anda wakili."
HUBUNGI = (
    "Tulis nomor telepon atau alamat e-mail, supaya kami dapat menjawab. "
    "Bila tidak punya keduanya, beri tanda centang pada “Saya lacak sendiri”."
)
PILIH_SATU = (
    "Pilih salah satu: hapus centang ini, atau kosongkan nomor telepon dan alamat e-mail. "
    "Dengan centang ini kami tidak mengirim jawaban ke telepon atau e-mail."
)


class FormulirSurat(forms.Form):
    """Base of the public forms: sender, address, contact, proxy, secrecy.

    `lampiran` are the files that the draft holds already (None: not looked up, so missing files are not reported;
    the act of sending checks them again anyway); `galat_berkas` says by field why files of this request
    were refused. A subclass names its places for files in `tempat` and its layout in `helper`.
    """

    galat_lengkap = True
    tempat_berkas: tuple[Tempat, ...] = ()
    wajib_bersyarat: tuple[str, ...] = ("telepon", "nama_diwakili", "alamat_diwakili")
    helper: FormHelper

    sebagai = Pilihan(
        label="Surat ini untuk siapa?",
        choices=[(DIRI, "Untuk diri saya sendiri"), (KUASA, "Saya mewakili orang lain (kuasa)")],
        widget=forms.RadioSelect,
        initial=DIRI,
    )
    nama = Baris(
        label="Nama lengkap Anda",
        help_text="Seperti pada KTP atau paspor.",
        max_length=120,
        kosong="Tulis nama lengkap Anda.",
        validators=[
            paling_sedikit(3, "Tulis nama lengkap Anda, paling sedikit 3 huruf.", hitung=str.isalpha)
        ],
        atribut={"autocomplete": "name"},
    )
    alamat = Baris(
        label="Alamat lengkap Anda",
        help_text="Nama jalan, nomor rumah, dusun, RT/RW. Dari luar Kabupaten Buton: tulis juga kabupatennya.",
        max_length=250,
        kosong=ALAMAT,
        validators=[paling_sedikit(3, ALAMAT, hitung=str.isalnum)],
        atribut={"autocomplete": "street-address"},
    )
    kecamatan = Pilihan(
        label="Kecamatan",
        choices=[("", "Pilih kecamatan"), *Kecamatan.choices],
        kosong="Pilih kecamatan Anda.",
    )
    desa = Baris(label="Desa atau kelurahan", max_length=80, kosong="Tulis desa atau kelurahan Anda.")
    nama_diwakili = Baris(
        label="Nama lengkap orang yang Anda wakili",
        max_length=120,
        required=False,
        validators=[
            paling_sedikit(
                3, "Tulis nama lengkap orang yang Anda wakili, paling sedikit 3 huruf.", hitung=str.isalpha
            )
        ],
        atribut={"autocomplete": "off"},
    )
    alamat_diwakili = Baris(
        label="Alamat lengkap orang yang Anda wakili",
        help_text="Jalan, nomor rumah, desa atau kelurahan, kecamatan.",
        max_length=250,
        required=False,
        validators=[paling_sedikit(3, ALAMAT_DIWAKILI, hitung=str.isalnum)],
        atribut={"autocomplete": "off"},
    )
    telepon = Telepon(
        label="Nomor telepon atau WhatsApp", help_text="Misalnya 0812 3456 7890.", required=False
    )
    email = Email(
        label="Alamat e-mail",
        help_text="Bila diisi, tanda terima dan jawaban kami kirim ke alamat ini.",
        required=False,
    )
    lacak_sendiri = Centang(
        label="Saya tidak punya telepon dan e-mail. Saya lacak sendiri.",
        help_text="Jawaban dapat Anda baca di halaman Lacak dengan nomor surat dan kode rahasia.",
        required=False,
    )
    rahasiakan_identitas = Centang(label="Rahasiakan identitas saya", required=False)

    def __init__(
        self,
        *args,
        lampiran: Sequence[Lampiran] | None = (),
        galat_berkas: Mapping[str, Sequence[str]] | None = None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lampiran = lampiran
        self.galat_berkas = galat_berkas or {}
        for nama in self.wajib_bersyarat:
            self.fields[nama].wajib_bersyarat = True

    def sidik(self) -> tuple:
        """What the empty form depends on besides its code: lists that are read from the database."""
        return ()

    @classmethod
    def data_draf(cls, kiriman: Mapping[str, str]) -> dict[str, str]:
        """What of a request's text is kept in the draft: our fields only, tidied, at most 100,000 characters each.

        A drawn signature is not among it; it is kept as a file.
        """
        teks = {nama for nama, bidang in cls.base_fields.items() if not isinstance(bidang, forms.FileField)}
        teks -= {tempat.gambar for tempat in cls.tempat_berkas}
        return {nama: rapikan(kiriman[nama])[:PANJANG_SIMPAN] for nama in sorted(teks) if kiriman.get(nama)}

    def berkas_di(self, peran: str) -> list[Lampiran]:
        """Files of the draft in one role, oldest first."""
        return [satu for satu in self.lampiran or () if satu.peran == peran]

    @property
    def bukti_tersimpan(self) -> list[Lampiran]:
        """Evidence that the draft holds."""
        return self.berkas_di(PeranLampiran.BUKTI)

    def wajibkan(self, nama: str, pesan: str) -> None:
        """Put `pesan` on a field that another answer makes mandatory, when it is empty and has no error yet."""
        if nama not in self.errors and not self.cleaned_data.get(nama):
            self.add_error(nama, pesan)

    def wajibkan_berkas(self, nama: str, pesan: str) -> None:
        """Put `pesan` on a place whose file is missing, unless the file was refused in this very request."""
        if nama not in self.galat_berkas and self.lampiran is not None:
            self.add_error(nama, pesan)

    @property
    def mewakili(self) -> bool:
        """Whether the writer files for another person."""
        return self.cleaned_data.get("sebagai") == KUASA

    def clean(self) -> dict:
        data = super().clean()
        if self.mewakili:
            self.wajibkan("nama_diwakili", "Tulis nama lengkap orang yang Anda wakili.")
            self.wajibkan("alamat_diwakili", ALAMAT_DIWAKILI)
        self.periksa_kontak(data)
        for nama, pesan in self.galat_berkas.items():
            self.add_error(nama, list(pesan))
        return data

    def periksa_kontak(self, data: dict) -> None:
        """Put errors on the fields that say how to answer; who asks otherwise sets what `ke_pengirim` reads."""
        if {"telepon", "email"} & self.errors.keys():
            return
        ada_kontak = bool(data.get("telepon") or data.get("email"))
        if not ada_kontak and not data.get("lacak_sendiri"):
            self.add_error("telepon", HUBUNGI)
        elif ada_kontak and data.get("lacak_sendiri"):
            self.add_error("lacak_sendiri", PILIH_SATU)

    def ke_pengirim(self) -> Pengirim:
        """The sender, unsaved, from a valid form."""
        data = self.cleaned_data
        return Pengirim(
            **{nama: data[nama] for nama in ("nama", "alamat", "kecamatan", "desa", "telepon", "email")},
            lacak_sendiri=data["lacak_sendiri"],
            jawaban_kertas=data.get("jawaban_kertas", False),
            nama_diwakili=data["nama_diwakili"] if self.mewakili else "",
            alamat_diwakili=data["alamat_diwakili"] if self.mewakili else "",
        )


def bidang_alamat() -> tuple:
    """Name and address, for a form's layout."""
    return (
        "nama",
        "alamat",
        Row(Column("kecamatan", css_class="col-md-6"), Column("desa", css_class="col-md-6")),
    )


def bagian_pengirim(alasan: str) -> tuple[Bagian, Bagian]:
    """The two sections about the sender, for a form's layout; `alasan` says why the service asks who writes."""
    return (
        Bagian(
            "Tentang Anda",
            alasan,
            "sebagai",
            *bidang_alamat(),
            tampil_bila(f"sebagai={KUASA}", "nama_diwakili", "alamat_diwakili"),
            css_id="tentang-anda",
        ),
        Bagian(
            "Cara kami menjawab Anda",
            "Jawaban kami kirim ke e-mail. Bila tidak ada e-mail, lewat WhatsApp atau telepon. "
            "Isi paling sedikit satu.",
            "telepon",
            "email",
            "lacak_sendiri",
            css_id="kontak",
        ),
    )
