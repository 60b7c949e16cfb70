"""The service standard for the public, made from the clauses of SK 8/2023 (standar-pelayanan.md).

Every clause is here once, under its number, in words that a villager understands; durations come from the policies
in force. Pages show nothing but this, so a promise that is printed somewhere is a clause.
"""

from collections.abc import Mapping
from dataclasses import dataclass

JANJI = {
    "PGD-WAKTU-1": ("pengaduan", ("respon", "pelaksanaan")),
    "PGD-WAKTU-2": ("tamu", ("tatap_muka",)),
    "KSL-WAKTU-1": ("konsultasi", ("respon", "pelaksanaan")),
    "KSL-WAKTU-2": ("tamu", ("tatap_muka",)),
}
"""Which policies a clause about time speaks of."""

_PIKET = (
    "Bila perlu bertatap muka, atau Anda datang langsung: lapor dahulu kepada petugas piket. Petugas "
    "piket mengantar Anda ke ruang rapat untuk bertemu petugas yang menangani."
)
_GRATIS = "Tidak dipungut biaya."
_KANAL = "Loket, kotak pengaduan, e-mail, SP4N-LAPOR!, atau WhatsApp."
_TAMU = (
    "Bila Anda datang langsung, Anda diantar kepada petugas paling lambat {tatap_muka} sesudah "
    "menyampaikan maksud Anda."
)

KLAUSUL: dict[str, str] = {
    "PGD-SYARAT-1": "Nama dan alamat lengkap Anda. Orang lain boleh menyampaikannya untuk Anda sebagai kuasa;"
    " kedua nama ditulis.",
    "PGD-SYARAT-2": "Cerita tentang pelayanan yang tidak sesuai, dan kerugian yang Anda alami: uang atau "
    "barang (materiil), atau yang lain seperti waktu dan perasaan (immateriil).",
    "PGD-SYARAT-3": "Penyelesaian yang Anda minta.",
    "PGD-SYARAT-4": "Tempat dan waktu penyampaian, serta tanda tangan. Surat ditujukan kepada Kepala Dinas "
    "Sosial Kabupaten Buton.",
    "PGD-SYARAT-5": _PIKET,
    "PGD-PROSEDUR-1": "Anda menyampaikan pengaduan tertulis, lewat formulir di sini atau saluran lain. Anda "
    "langsung mendapat tanda terima.",
    "PGD-PROSEDUR-2": "Pimpinan menunjuk petugas dan memeriksa: apakah pengaduan dapat ditangani, dan apakah "
    "dengan tatap muka atau daring. Anda diberi tahu hasilnya. Bila daring, Anda diberi tahu "
    "waktu dan caranya.",
    "PGD-PROSEDUR-3": _PIKET,
    "PGD-WAKTU-1": "Pengaduan mulai kami tindak lanjuti paling lambat {respon} sesudah surat diterima, dan "
    "kami tangani paling lambat {pelaksanaan} sesudah surat diterima.",
    "PGD-WAKTU-2": _TAMU,
    "PGD-BIAYA": _GRATIS,
    "PGD-PRODUK": "Tindak lanjut yang menyelesaikan pengaduan Anda. Kami juga mencatat apa yang kami "
    "perbaiki supaya hal serupa tidak terulang.",
    "PGD-KANAL": _KANAL,
    "KSL-SYARAT-1": "Identitas Anda: perseorangan, institusi, lembaga swadaya masyarakat (LSM), partai "
    "politik, atau badan publik lain. Sebutkan nama, kontak yang dapat dihubungi, dan alamat "
    "e-mail. Tidak punya e-mail? Katakan; kami menjawab lewat WhatsApp atau surat kertas.",
    "KSL-SYARAT-2": "Materi konsultasi: apa yang ingin Anda tanyakan, sejelas mungkin.",
    "KSL-SYARAT-3": "Maksud dan tujuan konsultasi.",
    "KSL-SYARAT-4": "Salinan KTP, paspor, atau kartu identitas lain yang masih berlaku.",
    "KSL-SYARAT-5": "Mengisi buku tamu pada petugas piket bila Anda datang ke kantor.",
    "KSL-SYARAT-6": "Surat permohonan dari pimpinan, bila Anda datang atas nama institusi, LSM, partai "
    "politik, atau badan publik. Perseorangan tidak memerlukannya.",
    "KSL-SYARAT-7": "Menunjukkan KTP, paspor, atau kartu identitas lain saat datang.",
    "KSL-PROSEDUR-1": "Anda menyampaikan surat permohonan yang ditujukan kepada Kepala Dinas Sosial Kabupaten "
    "Buton.",
    "KSL-PROSEDUR-2": "Petugas memberi Anda tanda terima. Lewat formulir di sini, tanda terimanya langsung ada.",
    "KSL-PROSEDUR-3": "Pimpinan memutuskan: siapa yang melayani, apakah konsultasi dapat dilakukan, dan apakah "
    "dengan tatap muka atau daring.",
    "KSL-PROSEDUR-4": "Anda menerima surat jawaban lewat e-mail atau cara lain yang setara. Bila disetujui, "
    "surat itu memuat jadwal dan nama petugas yang dapat dihubungi. Tatap muka: Anda datang "
    "menurut jadwal, lapor kepada petugas piket, lalu diantar ke ruang rapat. Daring: Anda "
    "dilayani menurut jadwal.",
    "KSL-PROSEDUR-5": "Datang langsung tanpa surat sebelumnya juga boleh: bawa kelengkapan syarat dan sampaikan"
    " maksud Anda kepada petugas piket.",
    "KSL-PROSEDUR-6": "Isi buku tamu, lalu tunggu keputusan Kepala Dinas tentang siapa yang melayani Anda.",
    "KSL-PROSEDUR-7": "Petugas piket meneruskan keputusan itu kepada Anda.",
    "KSL-PROSEDUR-8": "Bila diterima, petugas piket mengantar Anda ke ruang rapat untuk bertemu petugas.",
    "KSL-PROSEDUR-9": "Anda dilayani oleh petugas yang ditugaskan.",
    "KSL-WAKTU-1": "Surat jawaban kami sampaikan paling lambat {respon} sesudah surat permohonan diterima. "
    "Konsultasi dilaksanakan paling lambat {pelaksanaan} sesudah surat permohonan diterima.",
    "KSL-WAKTU-2": _TAMU,
    "KSL-BIAYA": _GRATIS,
    "KSL-PRODUK": "Surat jawaban, data yang Anda minta, atau keduanya.",
    "KSL-KANAL": _KANAL,
}
AWALAN = {"pengaduan": "PGD", "konsultasi": "KSL"}
DATANG_LANGSUNG = ("KSL-PROSEDUR-5", "KSL-PROSEDUR-6", "KSL-PROSEDUR-7", "KSL-PROSEDUR-8", "KSL-PROSEDUR-9")
"""The steps of the second way to a consultation: without a letter before."""


@dataclass(frozen=True)
class Klausul:
    """One clause with its number and its words."""

    nomor: str
    teks: str

    @property
    def kunci(self) -> str:
        """Its place on the page: "pgd-syarat-1"."""
        return self.nomor.lower()


def standar(layanan: str, janji: Mapping[str, Mapping[str, str]]) -> dict[str, list[Klausul]]:
    """The clauses of a service by component: syarat, prosedur, datang, waktu, biaya, produk, kanal.

    `janji` are the durations in force (`layanan.lama_janji`); a clause about time without its policy is left out.
    """
    hasil: dict[str, list[Klausul]] = {}
    for nomor, teks in KLAUSUL.items():
        awalan, komponen, *_ = nomor.split("-")
        if awalan != AWALAN[layanan]:
            continue
        if nomor in JANJI:
            dari, jenis = JANJI[nomor]
            lama = janji.get(dari, {})
            if not lama.keys() >= set(jenis):
                continue
            teks = teks.format(**lama)
        kelompok = "datang" if nomor in DATANG_LANGSUNG else komponen.lower()
        hasil.setdefault(kelompok, []).append(Klausul(nomor, teks))
    return hasil
