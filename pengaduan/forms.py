"""The public complaint form (PGD-SYARAT-1..4)."""

from functools import cached_property

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet

from dinsos.agenda.enums import PeranLampiran
from dinsos.agenda.formulir.bidang import Baris, Centang, Pilihan, Rupiah, Unggahan, Uraian, paling_sedikit
from dinsos.agenda.formulir.isian import FormulirSurat, bagian_pengirim
from dinsos.agenda.formulir.tata_letak import Bagian, Sisip, penolong, tampil_bila
from dinsos.agenda.formulir.unggahan import Tempat
from dinsos.akun.models import Pengguna, Peran
from dinsos.inti.kueri_siap import KueriSiap
from pengaduan.enums import KERUGIAN_PILIHAN, CaraTandaTangan, JenisKerugian, Unit
from pengaduan.models import BERMATERI, Pengaduan

BUKTI_MAKS = 6
NILAI_MAKS = 999_999_999_999


def _staf() -> QuerySet[Pengguna]:
    kepala = Group.objects.filter(user=OuterRef("pk"), name=Peran.KEPALA_DINAS)
    staf = Pengguna.objects.berperan(*Peran.values).annotate(kepala=Exists(kepala))
    return staf.only("username", "nama", "jabatan").order_by("-kepala", "nama")


_STAF = KueriSiap(_staf)


class FormulirPengaduan(FormulirSurat):
    """A complaint to the Kepala Dinas; valid when the database would take it."""

    tempat_berkas = (
        Tempat("bukti", PeranLampiran.BUKTI, maks=BUKTI_MAKS),
        Tempat("cara_tanda_tangan", PeranLampiran.TANDA_TANGAN, jenis=("gambar",), gambar="ttd_gambar"),
        Tempat("pindaian", PeranLampiran.PINDAIAN),
    )
    wajib_bersyarat = (
        *FormulirSurat.wajib_bersyarat,
        "unit_lain",
        "uraian_kerugian",
        "nilai_kerugian",
        "nama_tanda_tangan",
        "pernyataan",
        "pindaian",
    )

    unit = Pilihan(
        label="Layanan yang Anda keluhkan",
        choices=[("", "Pilih layanan"), *Unit.choices],
        kosong="Pilih layanan yang Anda keluhkan. Bila tidak ada dalam daftar, pilih “Lainnya”.",
    )
    unit_lain = Baris(label="Layanan apa?", max_length=120, required=False)
    kejadian = Baris(
        label="Kapan terjadinya?",
        help_text="Boleh perkiraan, misalnya “Senin, 3 Maret 2026 sekitar pukul 10 pagi”.",
        max_length=120,
        kosong="Tulis kapan kejadiannya. Perkiraan boleh.",
    )
    uraian = Uraian(
        label="Ceritakan apa yang terjadi",
        help_text="Apa yang Anda minta atau urus, apa yang terjadi, dan di mana.",
        max_length=8000,
        baris=8,
        kosong="Ceritakan apa yang terjadi.",
        validators=[paling_sedikit(10, "Ceritakan lebih lengkap apa yang terjadi, paling sedikit 10 huruf.")],
    )
    terlapor = Pilihan(
        label="Petugas yang Anda keluhkan",
        help_text="Petugas yang Anda sebut tidak akan memproses atau melihat surat ini.",
        required=False,
    )
    terlapor_lain = Baris(
        label="Nama atau ciri petugas lain",
        help_text="Bila petugasnya tidak ada dalam daftar atau Anda tidak tahu namanya.",
        max_length=150,
        required=False,
    )
    jenis_kerugian = Pilihan(
        label="Kerugian yang Anda alami",
        choices=[(satu.value, satu.label) for satu in KERUGIAN_PILIHAN],
        widget=forms.RadioSelect,
        kosong="Pilih jenis kerugian. Bila tidak ada, pilih “Tidak ada kerugian”.",
    )
    uraian_kerugian = Uraian(
        label="Kerugian apa?",
        help_text="Misalnya uang yang tidak diterima, ongkos pulang pergi, atau waktu yang terbuang.",
        max_length=4000,
        baris=4,
        required=False,
    )
    nilai_kerugian = Rupiah(
        label="Jumlah kerugian dalam rupiah",
        help_text="Boleh perkiraan, misalnya 1.250.000.",
        maks=NILAI_MAKS,
        required=False,
    )
    permintaan = Uraian(
        label="Apa yang Anda minta dari kami?",
        help_text="Misalnya bantuan dibayarkan, data diperbaiki, atau penjelasan tertulis.",
        max_length=4000,
        baris=4,
        kosong="Tulis penyelesaian yang Anda minta.",
    )
    bukti = Unggahan(
        label="Tambah foto atau PDF",
        help_text=f"Paling banyak {BUKTI_MAKS} berkas, masing-masing paling besar 8 MB. Boleh pilih beberapa "
        "sekaligus.",
        banyak=True,
    )
    tempat = Baris(
        label="Tempat Anda menulis surat ini",
        help_text="Desa atau kota, misalnya Pasarwajo. Tanggal dan jam kami catat saat Anda mengirim.",
        max_length=80,
        kosong="Tulis desa atau kota tempat Anda menulis surat ini.",
    )
    cara_tanda_tangan = Pilihan(
        label="Cara menandatangani",
        choices=[
            (CaraTandaTangan.GAMBAR, "Gambar tanda tangan di layar"),
            (CaraTandaTangan.KETIK, "Ketik nama saya sebagai tanda tangan"),
            (CaraTandaTangan.PINDAIAN, "Unggah foto atau pindaian surat yang sudah saya tanda tangani"),
        ],
        widget=forms.RadioSelect,
        kosong="Pilih cara Anda menandatangani surat ini.",
    )
    ttd_gambar = forms.CharField(required=False, widget=forms.HiddenInput)
    nama_tanda_tangan = Baris(
        label="Ketik nama lengkap Anda",
        max_length=120,
        required=False,
        validators=[
            paling_sedikit(
                3, "Ketik nama lengkap Anda sebagai tanda tangan, paling sedikit 3 huruf.", hitung=str.isalpha
            )
        ],
        atribut={"autocomplete": "name"},
    )
    pernyataan = Centang(
        label="Nama yang saya ketik berlaku sebagai tanda tangan saya, dan isi surat ini benar.",
        required=False,
    )
    pindaian = Unggahan(label="Foto atau pindaian surat bertanda tangan")

    helper = penolong(
        *bagian_pengirim(
            "Surat pengaduan harus memuat nama dan alamat lengkap. Hanya petugas yang menangani yang melihatnya."
        ),
        Bagian(
            "Yang Anda keluhkan",
            "Supaya Kepala Dinas dapat menunjuk petugas yang tepat untuk menanganinya.",
            "unit",
            tampil_bila(f"unit={Unit.LAIN}", "unit_lain"),
            "kejadian",
            "uraian",
            "terlapor",
            "terlapor_lain",
            css_id="kejadian",
        ),
        Bagian(
            "Kerugian",
            "Supaya kami tahu akibatnya bagi Anda dan apa yang perlu dipulihkan.",
            "jenis_kerugian",
            tampil_bila(
                "jenis_kerugian={},{},{}".format(
                    *(j for j in KERUGIAN_PILIHAN if j != JenisKerugian.TIDAK_ADA)
                ),
                "uraian_kerugian",
            ),
            tampil_bila("jenis_kerugian={},{}".format(*BERMATERI), "nilai_kerugian"),
            css_id="kerugian",
        ),
        Bagian(
            "Penyelesaian",
            "Supaya kami tahu penyelesaian seperti apa yang Anda harapkan.",
            "permintaan",
            css_id="penyelesaian",
        ),
        Bagian(
            "Bukti",
            "Bukti membantu kami memeriksa lebih cepat. Tanpa bukti pun surat Anda kami proses.",
            Sisip("agenda/formulir/berkas_tersimpan.html", daftar="bukti_tersimpan"),
            "bukti",
            css_id="berkas",
        ),
        Bagian(
            "Tanda tangan",
            "Surat kepada Kepala Dinas memuat tempat, waktu, dan tanda tangan pengirim.",
            "tempat",
            "cara_tanda_tangan",
            "ttd_gambar",
            tampil_bila(f"cara_tanda_tangan={CaraTandaTangan.GAMBAR}", Sisip("pengaduan/tanda_tangan.html")),
            tampil_bila(f"cara_tanda_tangan={CaraTandaTangan.KETIK}", "nama_tanda_tangan", "pernyataan"),
            tampil_bila(
                f"cara_tanda_tangan={CaraTandaTangan.PINDAIAN}",
                Sisip("agenda/formulir/berkas_tersimpan.html", daftar="pindaian_tersimpan"),
                "pindaian",
            ),
            css_id="tanda-tangan",
        ),
        Bagian(
            "Kerahasiaan",
            "Bila Anda khawatir, beri tanda centang. Nama, alamat, dan kontak Anda hanya dibuka untuk yang "
            "menangani surat ini, dan pihak yang Anda keluhkan tidak kami beri tahu siapa Anda.",
            "rahasiakan_identitas",
            css_id="kerahasiaan",
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terlapor"].choices = self._pilihan_petugas

    @cached_property
    def petugas(self) -> dict[str, Pengguna]:
        """Active staff by id, the head of office first; one query, and only when the list is needed."""
        return {str(orang.pk): orang for orang in _STAF()}

    def _pilihan_petugas(self) -> list[tuple[str, str]]:
        pilihan = [("", "Tidak menyebut petugas")]
        for pk, orang in self.petugas.items():
            jabatan = orang.jabatan or ("Kepala Dinas" if orang.kepala else "")
            pilihan.append((pk, f"{orang} — {jabatan}" if jabatan else str(orang)))
        return pilihan

    def sidik(self) -> tuple:
        return tuple(self._pilihan_petugas())

    @property
    def tanda_tangan_tersimpan(self) -> list:
        """The drawn signature that the draft holds: no or one file."""
        return self.berkas_di(PeranLampiran.TANDA_TANGAN)[-1:]

    @property
    def pindaian_tersimpan(self) -> list:
        """The scan of the signed letter that the draft holds: no or one file."""
        return self.berkas_di(PeranLampiran.PINDAIAN)[-1:]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("unit") == Unit.LAIN:
            self.wajibkan("unit_lain", "Tulis layanan apa yang Anda keluhkan.")
        jenis = data.get("jenis_kerugian")
        if jenis and jenis != JenisKerugian.TIDAK_ADA:
            self.wajibkan("uraian_kerugian", "Tulis kerugian apa yang Anda alami.")
        if jenis in BERMATERI:
            self.wajibkan("nilai_kerugian", "Tulis jumlah kerugiannya. Perkiraan boleh, misalnya 1.250.000.")
        self._periksa_tanda_tangan(data.get("cara_tanda_tangan"))
        return data

    def _periksa_tanda_tangan(self, cara: str | None) -> None:
        """PGD-SYARAT-4: drawn, typed with a declaration, or a scan."""
        if cara == CaraTandaTangan.KETIK:
            self.wajibkan("nama_tanda_tangan", "Ketik nama lengkap Anda sebagai tanda tangan.")
            self.wajibkan(
                "pernyataan", "Beri tanda centang bahwa nama ini berlaku sebagai tanda tangan Anda."
            )
        elif cara == CaraTandaTangan.GAMBAR and not self.tanda_tangan_tersimpan:
            self.wajibkan_berkas(
                "cara_tanda_tangan",
                "Gambar tanda tangan Anda di dalam kotak, atau pilih “Ketik nama saya sebagai tanda tangan”.",
            )
        elif cara == CaraTandaTangan.PINDAIAN and not self.pindaian_tersimpan:
            self.wajibkan_berkas("pindaian", "Pilih foto atau pindaian surat yang sudah Anda tanda tangani.")

    def ke_rincian(self) -> Pengaduan:
        """The complaint, unsaved, from a valid form. What an answer made needless is left out."""
        data = self.cleaned_data
        jenis = data["jenis_kerugian"]
        sama = ("unit", "uraian", "kejadian", "terlapor_lain", "permintaan", "tempat", "cara_tanda_tangan")
        ketik = data["cara_tanda_tangan"] == CaraTandaTangan.KETIK
        return Pengaduan(
            **{nama: data[nama] for nama in sama},
            unit_lain=data["unit_lain"] if data["unit"] == Unit.LAIN else "",
            terlapor=self.petugas[data["terlapor"]] if data["terlapor"] else None,
            jenis_kerugian=jenis,
            uraian_kerugian="" if jenis == JenisKerugian.TIDAK_ADA else data["uraian_kerugian"],
            nilai_kerugian=data["nilai_kerugian"] if jenis in BERMATERI else None,
            nama_tanda_tangan=data["nama_tanda_tangan"] if ketik else data["nama"],
        )
