"""Properties 10 and 11 of tenggat.md on random offices, letters and calendars, against the oracle of tests/sla."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction

from dinsos.agenda import actions, tenggat_surat
from dinsos.agenda.models import Peringatan, PerubahanTenggat, Riwayat, Tenggat
from dinsos.agenda.perubahan import terapkan
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.sla import actions as sla
from dinsos.sla.models import HariKhusus, KebijakanTenggat, VersiKalender
from tests import pabrik
from tests.sla import orakel

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

AWAL = date(2026, 12, 17)
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
ALASAN = "Surat keputusan bersama berubah."


def _menit(teks: str) -> int:
    return int(teks[:2]) * 60 + int(teks[3:])


def _rentang(isi) -> orakel.Rentang:
    return [(_menit(buka), _menit(tutup)) for buka, tutup in isi]


def aturan() -> orakel.Aturan:
    """The published rows in the oracle's plain form, read without the module under test."""
    hasil = orakel.Aturan([])
    for tahun in (2026, 2027):
        versi = VersiKalender.objects.filter(keadaan="terbit", tahun=tahun).order_by("-versi").first()
        for p in versi.profil_jam.all():
            jam_hari = {HARI.index(nama): _rentang(isi) for nama, isi in p.jam.items()}
            hasil.profil.append(
                orakel.Profil(jam_hari, p.mulai, p.sampai or date(tahun, 12, 31), p.prioritas)
            )
        for h in versi.hari_khusus.all():
            if h.jenis == "buka_khusus":
                hasil.buka[h.tanggal] = _rentang(h.jam)
            else:
                hasil.tutup.add(h.tanggal)
    return hasil


def saat(acak: random.Random, hari: int, sejak: date = AWAL) -> datetime:
    """An instant within `hari` days."""
    return datetime.combine(sejak, time(), UTC) + timedelta(seconds=acak.randrange(hari * 86400))


def surat_acak(acak: random.Random, jam_uji) -> None:
    """A few letters under changing policies; some clocks are stopped, some letters withdrawn."""
    for pada in sorted(saat(acak, 6) for _ in range(4)):
        if acak.random() < 0.4:
            _kebijakan(acak, pada)
        jam_uji.ke(pada)
        surat = pabrik.pengaduan()
        jam_uji.maju(menit=acak.randrange(1, 600))
        nasib = acak.random()
        if nasib < 0.2:
            actions.cabut(surat=surat)
        elif nasib < 0.4:
            tenggat_surat.hentikan(surat=surat, jenis="respon", pada=jam.sekarang())


def _kebijakan(acak: random.Random, pada: datetime) -> None:
    KebijakanTenggat.objects.create(
        layanan="pengaduan",
        jenis=acak.choice(["respon", "pelaksanaan"]),
        satuan=acak.choice(["hari_kerja", "hari_kalender"]),
        jumlah=acak.randint(2, 6),
        bunyi="Ketentuan.",
        nomor_sk="SK",
        berlaku_sejak=orakel.lokal(pada).date(),
        diterbitkan_pada=pada,
    )


def kalender_acak(acak: random.Random, tahun: int, pengelola, kepala) -> VersiKalender:
    """A new published version with days taken out, closed, opened, and perhaps other hours."""
    draf = sla.susun_kalender(tahun=tahun, dari_paket=False, oleh=pengelola)
    awal = max(AWAL, date(tahun, 1, 1))
    for hari in draf.hari_khusus.filter(tanggal__gte=awal):
        if acak.random() < 0.2:
            sla.hapus_isi(isi=hari, oleh=pengelola)
    for _ in range(acak.randint(4, 9)):
        tanggal = awal + timedelta(days=acak.randrange(14))
        if tanggal.year != tahun or draf.hari_khusus.filter(tanggal=tanggal).exists():
            continue
        buka = acak.random() < 0.3
        isi = HariKhusus(
            versi=draf,
            tanggal=tanggal,
            jenis="buka_khusus" if buka else "tutup_kantor",
            nama="Keadaan khusus",
            jam=[["09:00", "11:30"]] if buka else None,
        )
        sla.simpan_isi(isi=isi, oleh=pengelola)
    if acak.random() < 0.4:
        profil = draf.profil_jam.get(nama="Jam kerja biasa")
        profil.jam = {nama: [["08:00", acak.choice(["15:00", "17:30"])]] for nama in HARI[:5]}
        sla.simpan_isi(isi=profil, oleh=pengelola)
    return sla.terbitkan_kalender(versi=sla.ajukan_kalender(versi=draf, oleh=pengelola), oleh=kepala)


def potret() -> dict[str, list]:
    return {
        "tenggat": list(Tenggat.objects.order_by("pk").values()),
        "peringatan": list(Peringatan.objects.order_by("pk").values()),
        "log": list(PerubahanTenggat.objects.order_by("pk").values()),
        "pesan": list(Pesan.objects.order_by("pk").values_list("pk", flat=True)),
    }


def test_10_editing_changes_no_clock_and_11_applying_only_extends_and_logs(jam_uji):
    pindah = []
    for benih in range(14):
        with transaction.atomic():
            pindah.append(_periksa(benih, jam_uji))
            transaction.set_rollback(True)
    assert sum(pindah) >= 10, pindah  # the random offices do move clocks


def _periksa(benih: int, jam_uji) -> int:
    """One random office, told by its seed; returns how many clocks moved."""
    acak = random.Random(benih)
    pengelola, kepala = pabrik.pengguna("pengelola"), pabrik.pengguna("kepala_dinas")
    surat_acak(acak, jam_uji)
    sebelum = potret()

    versi = kalender_acak(acak, acak.choice([2026, 2026, 2027]), pengelola, kepala)
    _kebijakan(acak, jam.sekarang())
    assert potret() == sebelum  # property 10

    pada = jam_uji.ke(saat(acak, 1, AWAL + timedelta(days=6)))
    hasil = terapkan(versi=versi, oleh=kepala, alasan=ALASAN)

    isi = aturan()
    dipindah = {p.tenggat_id: p for p in PerubahanTenggat.objects.all()}
    assert {p.tenggat_id for p in hasil} == set(dipindah)
    for lama in sebelum["tenggat"]:
        kini = Tenggat.objects.select_related("kebijakan").get(pk=lama["id"])
        harapan = lama["jatuh_tempo"]
        if kini.berhenti_pada is None and harapan > pada:
            seharusnya = orakel.jatuh_tempo(isi, kini.mulai, kini.kebijakan.satuan, kini.kebijakan.jumlah)
            harapan = max(harapan, seharusnya)
        assert kini.jatuh_tempo == harapan >= lama["jatuh_tempo"]
        assert (kini.pk in dipindah) == (harapan > lama["jatuh_tempo"])
        if kini.pk in dipindah:
            satu = dipindah[kini.pk]
            assert (satu.jatuh_tempo_lama, satu.jatuh_tempo_baru) == (lama["jatuh_tempo"], kini.jatuh_tempo)
            assert (satu.oleh, satu.alasan, satu.dasar) == (kepala, ALASAN, versi.dasar_hukum)
        else:
            assert Tenggat.objects.values().get(pk=kini.pk) == lama
    assert Riwayat.objects.filter(jenis="batas_diundur").count() == len(dipindah)
    assert Pesan.objects.filter(kelas="perubahan_batas").count() == len({p.tenggat.surat_id for p in hasil})

    sesudah = potret()
    assert terapkan(versi=versi, oleh=kepala, alasan=ALASAN) == []
    assert potret() == sesudah
    return len(hasil)
