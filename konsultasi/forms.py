"""The public form that asks for a consultation (KSL-SYARAT-1..4 and 6)."""

import re

from django import forms

from dinsos.agenda.enums import PeranLampiran
from dinsos.agenda.formulir.bidang import Baris, Centang, Pilihan, Unggahan, Uraian, paling_sedikit
from dinsos.agenda.formulir.isian import KUASA, FormulirSurat, bidang_alamat
from dinsos.agenda.formulir.tata_letak import Bagian, Sisip, penolong, tampil_bila
from dinsos.agenda.formulir.unggahan import Tempat
from konsultasi import nik
from konsultasi.enums import Bentuk, JenisIdentitas, JenisPemohon
from konsultasi.models import Konsultasi

SURAT_MAKS = 3
WHATSAPP = "whatsapp"
KERTAS = "kertas"
LACAK = "lacak"
LEMBAGA = "jenis_pemohon={}".format(
    ",".join(jenis for jenis in JenisPemohon if jenis != JenisPemohon.PERSEORANGAN)
)
TANPA_TELEPON = "Tulis nomor telepon yang dapat kami hubungi. Boleh nomor keluarga atau tetangga Anda."
TANPA_EMAIL = "Tulis alamat e-mail Anda. Bila tidak punya, beri tanda centang pada “Saya tidak punya e-mail”."
PILIH_SATU = "Pilih salah satu: hapus centang ini, atau kosongkan alamat e-mail."
NIK_SALAH = "NIK terdiri atas 16 angka. Periksa lagi, atau kosongkan."
NOMOR_SALAH = "Tulis nomor pada kartu dengan huruf dan angka saja, atau kosongkan."


class FormulirKonsultasi(FormulirSurat):
    """A request for consultation to the Kepala Dinas; valid when the database would take it."""

    tempat_berkas = (
        Tempat("identitas", PeranLampiran.IDENTITAS),
        Tempat("surat_lembaga", PeranLampiran.SURAT_LEMBAGA, maks=SURAT_MAKS),
    )
    wajib_bersyarat = (
        *FormulirSurat.wajib_bersyarat,
        "nama_lembaga",
        "jabatan_pemohon",
        "email",
        "jawaban_lewat",
        "nama_identitas_lain",
        "identitas",
        "surat_lembaga",
    )
    field_order = (
        "jenis_pemohon",
        "nama_lembaga",
        "jabatan_pemohon",
        "nama",
        "alamat",
        "kecamatan",
        "desa",
        "sebagai",
        "nama_diwakili",
        "alamat_diwakili",
        "telepon",
        "email",
    )

    lacak_sendiri = None
    jenis_pemohon = Pilihan(
        label="Anda mengajukan sebagai",
        choices=JenisPemohon.choices,
        widget=forms.RadioSelect,
        kosong="Pilih apakah Anda mengajukan sebagai perseorangan atau atas nama lembaga.",
    )
    nama_lembaga = Baris(
        label="Nama lembaga",
        help_text="Bila Anda mengajukan atas nama institusi, LSM, partai politik, atau badan publik.",
        max_length=160,
        required=False,
        validators=[paling_sedikit(3, "Tulis nama lengkap lembaga Anda.", hitung=str.isalnum)],
        atribut={"autocomplete": "organization"},
    )
    jabatan_pemohon = Baris(
        label="Jabatan Anda di lembaga itu",
        help_text="Misalnya ketua, sekretaris, atau anggota.",
        max_length=120,
        required=False,
        validators=[paling_sedikit(2, "Tulis jabatan Anda di lembaga itu.", hitung=str.isalpha)],
        atribut={"autocomplete": "organization-title"},
    )
    tanpa_email = Centang(label="Saya tidak punya e-mail", required=False)
    jawaban_lewat = Pilihan(
        label="Tanpa e-mail, surat jawaban sampai kepada Anda lewat apa?",
        choices=[
            (WHATSAPP, "WhatsApp ke nomor di atas"),
            (KERTAS, "Surat kertas yang saya ambil di loket"),
            (LACAK, "Saya baca sendiri di halaman Lacak"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    materi = Uraian(
        label="Apa yang ingin Anda konsultasikan?",
        help_text="Tulis pertanyaan, penjelasan, atau data yang Anda perlukan, sejelas mungkin.",
        max_length=8000,
        baris=6,
        kosong="Tulis apa yang ingin Anda konsultasikan.",
        validators=[
            paling_sedikit(
                10, "Tulis lebih jelas apa yang ingin Anda konsultasikan, paling sedikit 10 huruf."
            )
        ],
    )
    maksud = Uraian(
        label="Apa maksud dan tujuannya?",
        help_text="Untuk apa jawaban atau data itu. Misalnya mengurus bantuan keluarga, atau penelitian.",
        max_length=4000,
        baris=4,
        kosong="Tulis maksud dan tujuan konsultasi Anda.",
        validators=[paling_sedikit(5, "Tulis lebih jelas maksud dan tujuan Anda, paling sedikit 5 huruf.")],
    )
    bentuk = Pilihan(
        label="Apa yang Anda inginkan?",
        help_text="Pimpinan menentukan caranya setelah membaca surat Anda.",
        choices=Bentuk.choices,
        widget=forms.RadioSelect,
        kosong="Pilih apakah Anda ingin berbicara dengan petugas atau cukup jawaban tertulis.",
    )
    jenis_identitas = Pilihan(
        label="Kartu identitas Anda",
        choices=JenisIdentitas.choices,
        widget=forms.RadioSelect,
        kosong="Pilih kartu identitas yang Anda unggah: KTP, paspor, atau kartu lain.",
    )
    nama_identitas_lain = Baris(
        label="Kartu apa?",
        help_text="Bila bukan KTP atau paspor. Misalnya SIM atau kartu pelajar yang masih berlaku.",
        max_length=60,
        required=False,
        validators=[paling_sedikit(3, "Tulis nama kartunya, misalnya SIM.", hitung=str.isalnum)],
    )
    nomor_identitas = Baris(
        label="Nomor pada kartu",
        help_text="Pada KTP namanya NIK, 16 angka.",
        max_length=32,
        required=False,
        atribut={"autocomplete": "off", "spellcheck": "false"},
    )
    identitas = Unggahan(
        label="Foto atau PDF kartu identitas",
        help_text="Seluruh kartu terlihat dan tulisannya terbaca. Paling besar 8 MB. Berkas baru menggantikan yang "
        "lama.",
    )
    surat_lembaga = Unggahan(
        label="Foto atau PDF surat dari pimpinan",
        help_text=f"Surat permohonan yang ditandatangani pimpinan lembaga. Paling banyak {SURAT_MAKS} berkas, "
        "masing-masing paling besar 8 MB.",
        banyak=True,
    )

    helper = penolong(
        Bagian(
            "Tentang Anda",
            "Standar pelayanan meminta identitas pemohon: perseorangan atau lembaga. Hanya pimpinan dan petugas "
            "yang menangani yang melihatnya.",
            "jenis_pemohon",
            tampil_bila(LEMBAGA, "nama_lembaga", "jabatan_pemohon"),
            *bidang_alamat(),
            tampil_bila(
                f"jenis_pemohon={JenisPemohon.PERSEORANGAN}",
                "sebagai",
                tampil_bila(f"sebagai={KUASA}", "nama_diwakili", "alamat_diwakili"),
            ),
            css_id="tentang-anda",
        ),
        Bagian(
            "Cara kami menjawab Anda",
            "Surat jawaban kami kirim ke e-mail. Tidak punya e-mail? Kami menjawab lewat WhatsApp atau surat "
            "kertas, atau Anda membacanya di halaman Lacak.",
            "telepon",
            "email",
            "tanpa_email",
            tampil_bila("tanpa_email=on", "jawaban_lewat"),
            css_id="kontak",
        ),
        Bagian(
            "Yang Anda konsultasikan",
            "Supaya Kepala Dinas dapat menunjuk petugas yang tepat dan jawabannya sesuai keperluan Anda.",
            "materi",
            "maksud",
            "bentuk",
            css_id="materi",
        ),
        Bagian(
            "Kartu identitas",
            "Standar pelayanan meminta salinan KTP, paspor, atau kartu identitas lain. Setelah diunggah, gambarnya "
            "tidak ditampilkan lagi di sini. Hanya pimpinan dan petugas yang menangani yang boleh membukanya, dan "
            "setiap pembukaan tercatat.",
            "jenis_identitas",
            tampil_bila(f"jenis_identitas={JenisIdentitas.LAIN}", "nama_identitas_lain"),
            "nomor_identitas",
            Sisip("agenda/formulir/berkas_tersimpan.html", daftar="identitas_tersimpan"),
            "identitas",
            css_id="identitas",
        ),
        tampil_bila(
            LEMBAGA,
            Bagian(
                "Surat dari pimpinan lembaga",
                "Institusi, LSM, partai politik, dan badan publik menyertakan surat dari pimpinannya. Perseorangan "
                "tidak memerlukannya.",
                Sisip("agenda/formulir/berkas_tersimpan.html", daftar="surat_lembaga_tersimpan"),
                "surat_lembaga",
                css_id="surat-lembaga",
            ),
        ),
        Bagian(
            "Kerahasiaan",
            "Bila Anda khawatir, beri tanda centang. Nama, alamat, dan kontak Anda hanya dibuka untuk pimpinan "
            "yang memutus dan petugas yang menangani surat ini.",
            "rahasiakan_identitas",
            css_id="kerahasiaan",
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alamat"].help_text += " Untuk lembaga: alamat kantornya."
        self.fields["telepon"].help_text += " Boleh nomor keluarga yang dapat dihubungi."
        self.fields["email"].help_text = "Tanda terima dan surat jawaban kami kirim ke alamat ini."

    @property
    def perseorangan(self) -> bool:
        """Whether a person asks; a kind that isn't chosen yet counts as no person."""
        return self.cleaned_data.get("jenis_pemohon") == JenisPemohon.PERSEORANGAN

    @property
    def mewakili(self) -> bool:
        """Only a person may be represented: who asks for an institution represents it already."""
        return self.perseorangan and super().mewakili

    @property
    def identitas_tersimpan(self) -> list:
        """The identity document that the draft holds: no or one file."""
        return self.berkas_di(PeranLampiran.IDENTITAS)

    @property
    def surat_lembaga_tersimpan(self) -> list:
        """The letter of the institution's head that the draft holds."""
        return self.berkas_di(PeranLampiran.SURAT_LEMBAGA)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("jenis_pemohon") and not self.perseorangan:
            self.wajibkan("nama_lembaga", "Tulis nama lembaga Anda.")
            self.wajibkan("jabatan_pemohon", "Tulis jabatan Anda di lembaga itu.")
            if not self.surat_lembaga_tersimpan:
                self.wajibkan_berkas("surat_lembaga", "Pilih foto atau PDF surat dari pimpinan lembaga Anda.")
        self._periksa_identitas(data)
        return data

    def periksa_kontak(self, data: dict) -> None:
        """A phone number and an e-mail address, or the other way to the answer (KSL-SYARAT-1)."""
        tanpa_email, lewat = data.get("tanpa_email"), data.get("jawaban_lewat")
        data["jawaban_kertas"] = bool(tanpa_email and lewat == KERTAS)
        data["lacak_sendiri"] = bool(tanpa_email and lewat == LACAK)
        if not (data["jawaban_kertas"] or data["lacak_sendiri"]):
            self.wajibkan("telepon", TANPA_TELEPON)
        if not tanpa_email:
            self.wajibkan("email", TANPA_EMAIL)
        elif data.get("email"):
            self.add_error("tanpa_email", PILIH_SATU)
        else:
            self.wajibkan("jawaban_lewat", "Pilih lewat apa surat jawaban sampai kepada Anda.")

    def _periksa_identitas(self, data: dict) -> None:
        """KSL-SYARAT-4: which card and its image or PDF; the number may stay empty."""
        jenis, nomor = data.get("jenis_identitas"), data.get("nomor_identitas", "")
        if jenis == JenisIdentitas.LAIN:
            self.wajibkan("nama_identitas_lain", "Tulis nama kartunya, misalnya SIM.")
        if jenis == JenisIdentitas.KTP and nomor:
            data["nomor_identitas"] = nomor = re.sub(r"[ .-]", "", nomor)
            if not nik.lengkap(nomor):
                self.add_error("nomor_identitas", NIK_SALAH)
        elif nomor and not re.fullmatch(r"[A-Za-z0-9 ./-]+", nomor):
            self.add_error("nomor_identitas", NOMOR_SALAH)
        if not self.identitas_tersimpan:
            self.wajibkan_berkas("identitas", "Pilih foto atau PDF kartu identitas Anda.")

    def ke_rincian(self) -> Konsultasi:
        """The consultation, unsaved, from a valid form. What an answer made needless is left out."""
        data = self.cleaned_data
        sama = ("jenis_pemohon", "materi", "maksud", "bentuk", "jenis_identitas", "nomor_identitas")
        kartu_lain = data["jenis_identitas"] == JenisIdentitas.LAIN
        return Konsultasi(
            **{nama: data[nama] for nama in sama},
            nama_lembaga="" if self.perseorangan else data["nama_lembaga"],
            jabatan_pemohon="" if self.perseorangan else data["jabatan_pemohon"],
            nama_identitas_lain=data["nama_identitas_lain"] if kartu_lain else "",
        )
