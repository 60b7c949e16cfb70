"""Writes invented letters with all that belongs to them, some thousand a second."""

import math
import uuid
from collections import Counter
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from dinsos.agenda import nomor
from dinsos.agenda.detak import Hasil
from dinsos.agenda.enums import Kecamatan, Status
from dinsos.agenda.models import Penghitung, Pengirim, Peringatan, Riwayat, SuratMasuk, Tenggat
from dinsos.agenda.pencarian import bentuk_cari
from dinsos.agenda.riwayat import WARGA
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan, UpayaKirim
from dinsos.portal.sintetis.cerita import TERBUKA, TERTUTUP, Cerita, Penutur
from dinsos.portal.sintetis.orang import nama_warga, pegawai
from dinsos.portal.sintetis.tabungan import Tabungan, samakan_urutan
from dinsos.sla import layanan as sla
from dinsos.sla.models import KebijakanTenggat
from disposisi.models import Disposisi
from pengaduan.enums import Unit
from pengaduan.models import Pengaduan

UNIT, KECAMATAN = list(Unit), list(Kecamatan)
SEKALI = 5000
SETAHUN = 60_000
"""At most this many letters a year, so that numbers keep their five digits."""
LAMA_TERBUKA = timedelta(days=6)
URAIAN = "Bantuan tahap ketiga belum saya terima, padahal nama saya ada di daftar. Mohon diperiksa. "
KATA_PESAN = {
    "tanda_terima": "Tanda terima",
    "pemberitahuan": "Pemberitahuan tindak lanjut",
    "hasil": "Hasil",
}


def isi(*, jumlah: int, terbuka: int) -> None:
    """Fill an empty register with `jumlah` letters, the newest `terbuka` of them open.

    The open ones are the same, seen from now, whatever `jumlah` is. They have sender, complaint, clocks,
    reminders, disposition, story and messages, but neither files nor change history.
    """
    Pengisi(*pegawai()).isi(jumlah=jumlah, terbuka=terbuka)


class Pengisi:
    """Keeps the rows of one batch after the other."""

    def __init__(self, kepala: Pengguna, petugas: list[Pengguna]) -> None:
        self.kepala, self.petugas = kepala, petugas
        self.sekarang = jam.sekarang()
        self._terbitan = sla.terbitan_kini()
        self._kebijakan = {
            k.jenis: k
            for k in KebijakanTenggat.objects.filter(layanan="pengaduan").order_by("berlaku_sejak", "pk")
        }
        self._hitungan: dict = {}
        self._urut: Counter[int] = Counter()
        self._siapkan_tabungan()

    def _siapkan_tabungan(self) -> None:
        self.surat = Tabungan(
            *(SuratMasuk, "id", "uuid", "nomor", "tahun", "urut", "layanan", "saluran", "hal", "status"),
            *("diterima_pada", "dicatat_pada", "ditutup_pada", "petugas_id"),
        )
        self.pengirim = Tabungan(
            *(Pengirim, "surat_id", "nama", "nama_cari", "alamat", "kecamatan", "desa", "telepon", "email")
        )
        self.pengaduan = Tabungan(
            *(Pengaduan, "surat_id", "unit", "uraian", "kejadian", "jenis_kerugian", "permintaan", "tempat"),
            *("cara_tanda_tangan", "nama_tanda_tangan", "hasil", "perbaikan"),
        )
        self.disposisi = Tabungan(
            *(
                Disposisi,
                "surat_id",
                "aktif_untuk_id",
                "keputusan",
                "alasan",
                "tujuan_rujukan",
                "mode",
                "petugas_id",
                "oleh_id",
            ),
            *("sebagai", "pada"),
        )
        self.tenggat = Tabungan(
            *(Tenggat, "id", "surat_id", "jenis", "mulai", "ingat_pada", "jatuh_tempo", "berhenti_pada"),
            *("akibat", "kebijakan_id", "versi_kalender", "penjelasan", "sementara"),
        )
        self.peringatan = Tabungan(Peringatan, "tenggat_id", "tahap", "kirim_pada", "selesai_pada", "hasil")
        self.riwayat = Tabungan(
            Riwayat, "surat_id", "pada", "jenis", "teks", "teks_warga", "oleh_id", "pelaku"
        )
        self.pesan = Tabungan(
            *(Pesan, "id", "kunci", "kelas", "kasus", "saluran", "tujuan", "penerima_nama", "subjek", "isi"),
            *("data", "keadaan", "message_id", "dibuat_pada", "diterima_pada"),
        )
        self.upaya = Tabungan(UpayaKirim, "pesan_id", "pada", "hasil")
        self.semua = [
            *(self.surat, self.pengirim, self.pengaduan, self.disposisi, self.tenggat, self.peringatan),
            *(self.riwayat, self.pesan, self.upaya),
        ]

    def isi(self, *, jumlah: int, terbuka: int) -> None:
        terbuka = min(jumlah, terbuka)
        batas = self.sekarang - 2 * LAMA_TERBUKA
        tahun = max(4, math.ceil(jumlah / SETAHUN) + 1)
        self._pk_surat, self._pk_tenggat = self.surat.nomor_berikut(), self.tenggat.nomor_berikut()
        self._deret(TERTUTUP, jumlah - terbuka, batas - timedelta(days=365 * tahun), batas, "tertutup")
        self._deret(TERBUKA, terbuka, self.sekarang - LAMA_TERBUKA, self.sekarang, "terbuka")
        with transaction.atomic():
            for satu, urut in self._urut.items():
                Penghitung.objects.update_or_create(nama=nomor.REGISTER, tahun=satu, defaults={"nilai": urut})
            samakan_urutan([satu for satu in self.semua if satu.model is not Pesan])
        if connection.vendor == "postgresql":
            with connection.cursor() as kursor:
                kursor.execute("ANALYZE")  # what autovacuum does in an office that has grown to this size

    def _deret(self, pilihan, jumlah: int, dari: datetime, sampai: datetime, benih: str) -> None:
        """`jumlah` letters, one after the other, spread evenly from one instant to another."""
        acak = Random(benih)  # noqa: S311  (invented data)
        penutur = Penutur(pilihan, acak)
        jarak = (sampai - dari) / max(jumlah, 1)
        for awal in range(0, jumlah, SEKALI):
            with transaction.atomic():
                for i in range(awal, min(awal + SEKALI, jumlah)):
                    diterima = dari + jarak * (i + acak.random())
                    kisah = penutur.cerita(diterima, self.sekarang)
                    self._satu(acak, diterima, kisah, self.petugas[i % len(self.petugas)])
                for satu in self.semua:
                    satu.tulis()

    def _satu(self, acak: Random, diterima: datetime, kisah: Cerita, petugas: Pengguna) -> None:
        pk, kasus, nama = self._pk_surat, uuid.UUID(int=acak.getrandbits(128), version=4), nama_warga(acak)
        self._pk_surat += 1
        ditugasi = kisah.pada(Status.DIDISPOSISIKAN) is not None
        selesai = kisah.status == Status.SELESAI
        unit = acak.choice(UNIT)
        self._surat(pk, kasus, unit, diterima, kisah, petugas if ditugasi else None)
        surel = f"warga{pk}@contoh.test" if acak.random() < 0.6 else ""
        telepon = f"+628{acak.randrange(1, 6)}{acak.randrange(10**8, 10**9)}"
        kecamatan = acak.choice(KECAMATAN)
        self.pengirim.tambah(
            pk, nama, bentuk_cari(nama), f"Jalan Poros {pk % 97}", kecamatan, "Takimpo", telepon, surel
        )
        hasil = ("Sudah dibayarkan.", "Daftar diperiksa.") if selesai else ("", "")
        self.pengaduan.tambah(
            *(pk, unit, URAIAN * acak.randint(1, 6), "Bulan lalu", "tidak_ada", "Mohon dibayarkan."),
            *("Pasarwajo", "ketik", nama, *hasil),
        )
        self._disposisi(pk, kisah, petugas)
        self._tenggat(pk, diterima, kisah)
        self._riwayat(pk, diterima, kisah, petugas if ditugasi else self.kepala)
        self._pesan(pk, kasus, nama, "tanda_terima", diterima)
        if kisah.pada(Status.DIJAWAB):
            self._pesan(pk, kasus, nama, "pemberitahuan", kisah.pada(Status.DIJAWAB))
        if selesai:
            self._pesan(pk, kasus, nama, "hasil", kisah.ditutup_pada)

    def _surat(
        self, pk: int, kasus: uuid.UUID, unit: Unit, diterima: datetime, kisah: Cerita, petugas
    ) -> None:
        tahun = jam.wita(diterima).year
        self._urut[tahun] += 1
        urut = self._urut[tahun]
        self.surat.tambah(
            *(pk, kasus, nomor.tulis(tahun, urut), tahun, urut, "pengaduan", "portal"),
            *(f"Pengaduan {unit.label}", kisah.status, diterima, diterima, kisah.ditutup_pada),
            petugas and petugas.pk,
        )

    def _disposisi(self, pk: int, kisah: Cerita, petugas: Pengguna) -> None:
        pada, dirujuk = kisah.pada(Status.DIDISPOSISIKAN), kisah.status == Status.DIRUJUK
        if pada:
            isi = ("ditangani", "", "", "tatap_muka", petugas.pk)
        elif kisah.status in (Status.DITOLAK, Status.DIRUJUK):
            pada = kisah.ditutup_pada
            isi = (kisah.status, "Bukan kewenangan kantor ini.", "Inspektorat" if dirujuk else "", "", None)
        else:
            return
        self.disposisi.tambah(pk, pk, *isi, self.kepala.pk, "kepala", pada)

    def _tenggat(self, pk: int, diterima: datetime, kisah: Cerita) -> None:
        dicabut = kisah.akibat if kisah.akibat == Status.DICABUT else ""
        henti = {"respon": (kisah.respon, dicabut), "pelaksanaan": (kisah.pelaksanaan, kisah.akibat)}
        for jenis, (berhenti, akibat) in henti.items():
            hitungan = self._hitung(jenis, diterima)
            self.tenggat.tambah(
                *(self._pk_tenggat, pk, jenis, diterima, hitungan.ingat_pada, hitungan.jatuh_tempo, berhenti),
                *(akibat, hitungan.kebijakan.pk, hitungan.versi_kalender, hitungan.penjelasan),
                hitungan.sementara,
            )
            for tahap, kirim in hitungan.peringatan:
                usai = kirim if kirim <= self.sekarang else None
                hasil = "" if not usai else Hasil.TIDAK_PERLU if berhenti else Hasil.TERKIRIM
                self.peringatan.tambah(self._pk_tenggat, tahap, kirim, usai, hasil)
            self._pk_tenggat += 1

    def _hitung(self, jenis: str, diterima: datetime) -> sla.Perhitungan:
        """The real computation, once for each date of receipt."""
        kunci = (jenis, jam.wita(diterima).date())
        if kunci not in self._hitungan:
            self._hitungan[kunci] = sla.hitung_ulang(
                kebijakan=self._kebijakan[jenis], mulai=diterima, terbitan=self._terbitan
            )
        return self._hitungan[kunci]

    def _riwayat(self, pk: int, diterima: datetime, kisah: Cerita, oleh: Pengguna) -> None:
        warga = "Surat Anda kami terima dan kami catat."
        self.riwayat.tambah(pk, diterima, "diterima", "Surat diterima melalui Portal.", warga, None, WARGA)
        for ke, pada in kisah.langkah:
            kata = f"{Status(ke).label} menurut data sintetis untuk pengukuran."
            self.riwayat.tambah(pk, pada, ke, kata, kata, oleh.pk, oleh.nama)

    def _pesan(self, pk: int, kasus: uuid.UUID, nama: str, kelas: str, pada: datetime) -> None:
        """A message that the case page has taken: nothing waits in the outbox."""
        kunci = uuid.uuid5(kasus, kelas)
        self.pesan.tambah(
            *(kunci, f"surat:{pk}:{kelas}", kelas, kasus, "halaman_kasus", "", nama, KATA_PESAN[kelas]),
            *(URAIAN * 4, {"nama": nama, "teks": URAIAN}, "diterima", f"<{kunci}@contoh.test>", pada, pada),
        )
        self.upaya.tambah(kunci, pada, "diterima")
