"""Guests of the demo: a morning at the desk that ends at the instant at which the demo is loaded.

So the desk, the waiting room and the guest book look alive at any hour; on a day off, too, for who tries the demo
then. Each act is the one that the desk, an officer or the head calls.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from dinsos.agenda.enums import Status
from dinsos.bukutamu import actions, daftar_sendiri
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam
from dinsos.sla.kalender import Kalender, pada_wita
from disposisi import actions as disposisi
from disposisi import meja_tamu
from disposisi.enums import Keputusan, Mode
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.rencana import LAMA_BAKU, usulan

LETAK = "Gedung C Lantai III"
LANGKAH = [
    (95, "datang", "kurir", "lain", "La Ane", "Kantor Pos Pasarwajo", "", "Mengantar surat"),
    (92, "keluar", "kurir", "La Ode Ridwan"),
    (
        80,
        "datang",
        "siti",
        "pengaduan",
        "Wa Siti Hajar",
        "Desa Wakoko",
        "+6281200002001",
        "PKH anak berhenti",
    ),
    (79, "kartu", "siti"),
    (74, "arahkan", "siti", "petugas2"),
    (73, "mulai", "siti"),
    (58, "datang", "baharu", "konsultasi", "La Baharu", "Desa Kapoa", "", "Bertanya rujukan panti"),
    (46, "selesai", "siti"),
    (48, "datang", "murni", "konsultasi", "Wa Murni", "Desa Lapandewa", "+6281200002002", "Syarat usul DTKS"),
    (40, "kartu", "murni"),
    (
        41,
        "datang",
        "hasan",
        "pengaduan",
        "La Hasan",
        "Desa Wagari",
        "+6281200002003",
        "Sembako kurang timbang",
    ),
    (34, "putuskan", "murni", "petugas3"),
    (33, "datang", "nita", "konsultasi", "Wa Nita", "LKSA Harapan", "+6281200002004", "Data anak asuh 2026"),
    (28, "arahkan", "hasan", "petugas1"),
    (27, "mulai", "hasan"),
    (22, "pulang", "baharu"),
    (12, "datang", "saleh", "pengaduan", "La Saleh", "Desa Kaongkeongkea", "", "Kursi roda belum datang"),
    (9, "datang", "undangan", "lain", "Wa Ode Asma", "Kecamatan Pasarwajo", "", "Mengantar undangan rapat"),
    (
        4,
        "ponsel",
        "konsultasi",
        "Wa Ode Lina",
        "Desa Banabungi",
        "+6281200002005",
        "Cara mengurus KIS hilang",
    ),
]
"""(minutes before the demo begins, what happens, whose turn it is, and what the act needs)."""
MASA_LALU = [
    (1, "08:20", "09:05", "La Ode Gani", "Desa Holimombo", "Menyerahkan berkas bantuan"),
    (1, "10:15", "10:40", "Wa Ode Fira", "Universitas Muhammadiyah Buton", "Mengantar surat izin penelitian"),
    (2, "09:30", "09:50", "La Udin", "Kurir", "Mengantar paket"),
    (3, "13:10", "13:35", "Wa Ina Rosna", "Desa Kumbewaha", "Mengambil surat jawaban"),
]
TERPANJANG = max(menit for menit, *_ in LANGKAH)
TERLAMBAT, NANTI = timedelta(minutes=35), timedelta(minutes=20)
"""An appointment whose guest did not come, and one for the next half hour."""


class BukuTamu:
    """The guests of LANGKAH and MASA_LALU; `orang` are the demo accounts by username."""

    def __init__(self, orang: dict, kalender: Kalender, sekarang: datetime) -> None:
        self.orang, self.kalender, self.sekarang = orang, kalender, sekarang
        self.piket = orang["piket"]
        self.tamu: dict[str, Tamu] = {}

    def kejadian(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """Everything that happens, with its aware instant, in no order."""
        hari_ini = jam.wita(self.sekarang).date()
        tengah_malam = pada_wita(hari_ini, datetime.min.time())
        # Right after midnight the morning is squeezed, so that all of it is of this day.
        menit = min(timedelta(minutes=1), (self.sekarang - tengah_malam) / (TERPANJANG + 1))
        for lama, nama, *isi in LANGKAH:
            yield self.sekarang - lama * menit, lambda n=nama, i=isi: getattr(self, n)(*i)
        for mundur, masuk, keluar, *isi in MASA_LALU:
            tanggal = hari_ini
            for _ in range(mundur):
                tanggal = self.kalender.hari_kerja_sebelum(tanggal)
            saat = [pada_wita(tanggal, datetime.strptime(teks, "%H:%M").time()) for teks in (masuk, keluar)]  # noqa: DTZ007
            kunci = f"{mundur} {masuk}"
            yield saat[0], lambda k=kunci, i=isi: self.datang(k, "lain", i[0], i[1], "", i[2])
            yield saat[1], lambda k=kunci: self.keluar(k, "La Ode Ridwan")
        if self.kalender.hari(hari_ini).hari_kerja:
            pagi = self.kalender.buka(hari_ini) + timedelta(minutes=10)
            yield min(pagi, self.sekarang), self.janji_hari_ini

    def datang(self, siapa: str, jenis: str, nama: str, asal: str, telepon: str, keperluan: str) -> None:
        self.tamu[siapa] = actions.daftarkan_tamu(
            oleh=self.piket,
            kunci=uuid.uuid4(),
            jenis=jenis,
            nama=nama,
            asal=asal,
            telepon=telepon,
            keperluan=keperluan,
        )

    def ponsel(self, jenis: str, nama: str, asal: str, telepon: str, keperluan: str) -> None:
        daftar_sendiri.daftar(
            kunci=uuid.uuid4(), jenis=jenis, nama=nama, asal=asal, telepon=telepon, keperluan=keperluan
        )

    def kartu(self, siapa: str) -> None:
        actions.catat_identitas(tamu=self.tamu[siapa], oleh=self.piket, kartu="ktp")

    def keluar(self, siapa: str, ditemui: str) -> None:
        actions.catat_keluar(tamu=self.tamu[siapa], oleh=self.piket, ditemui=ditemui)

    def putuskan(self, siapa: str, petugas: str) -> None:
        disposisi.disposisikan(
            surat=self.tamu[siapa].kunjungan.surat,
            oleh=self.orang["kepala"],
            keputusan=Keputusan.DITANGANI,
            mode=Mode.TATAP_MUKA,
            petugas=self.orang[petugas],
        )

    def arahkan(self, siapa: str, petugas: str) -> None:
        sibuk = Audiensi.objects.berjalan().filter(keadaan__in=("hadir", "berlangsung"))
        bebas = [satu for satu in ruang() if not sibuk.filter(ruang=satu).exists()]
        meja_tamu.arahkan(
            kunjungan=self.tamu[siapa].kunjungan,
            oleh=self.piket,
            petugas=self.orang[petugas],
            ruang=bebas[0],
        )

    def mulai(self, siapa: str) -> None:
        meja_tamu.mulai(kunjungan=self.tamu[siapa].kunjungan, oleh=self.piket)

    def selesai(self, siapa: str) -> None:
        meja_tamu.selesai(kunjungan=self.tamu[siapa].kunjungan, oleh=self.piket)

    def pulang(self, siapa: str) -> None:
        meja_tamu.pulang(kunjungan=self.tamu[siapa].kunjungan, oleh=self.piket)

    def janji_hari_ini(self) -> None:
        """Appointments for letters that wait for their meeting: one whose guest is late, one for soon."""
        menunggu = Disposisi.objects.filter(aktif_untuk__status=Status.DIJAWAB, mode=Mode.TATAP_MUKA)
        menunggu = iter(menunggu.select_related("surat", "petugas", "oleh").order_by("pk"))
        for sasaran in (self.sekarang - TERLAMBAT, self.sekarang + NANTI):
            if satu := next(menunggu, None):
                self._jadwalkan(satu, sasaran)

    def _jadwalkan(self, satu: Disposisi, sasaran: datetime) -> None:
        tanggal = jam.wita(self.sekarang).date()
        dari = max(
            jam.sekarang() + timedelta(minutes=5), min(sasaran, self.kalender.tutup(tanggal) - 2 * LAMA_BAKU)
        )
        bebas = usulan(
            petugas=[satu.petugas_id], ruang=ruang(), dari=dari, sampai=self.kalender.tutup(tanggal)
        )[satu.petugas_id]
        if bebas is None:
            return
        mulai, tempat = bebas
        lewat = mulai > satu.surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo
        disposisi.jadwalkan_lagi(
            surat=satu.surat,
            oleh=satu.oleh,
            mulai=mulai,
            lama=LAMA_BAKU,
            ruang=tempat,
            alasan="Waktu pertama yang bebas." if lewat else "",
        )


def ruang() -> list[Ruang]:
    """The two rooms of the demo office."""
    return [Ruang.objects.get_or_create(nama=f"Ruang Layanan {n}", letak=LETAK)[0] for n in (1, 2)]
