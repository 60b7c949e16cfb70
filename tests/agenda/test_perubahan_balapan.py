"""Two heads apply the same calendar at the same instant, while other acts stop clocks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.db.models import F

from dinsos.agenda import actions
from dinsos.agenda.models import PerubahanTenggat, Riwayat, SuratMasuk, Tenggat
from dinsos.agenda.perubahan import terapkan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.models import Pesan
from dinsos.sla import actions as sla
from dinsos.sla.models import HariKhusus
from tests import pabrik


@pytest.mark.sk("PGD-WAKTU-1")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_clock_moves_once_whoever_is_faster(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala, pengelola = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("pengelola")
    surat = [pabrik.pengaduan() for _ in range(6)]
    draf = sla.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)
    isi = HariKhusus(versi=draf, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    sla.simpan_isi(isi=isi, oleh=pengelola)
    versi = sla.terbitkan_kalender(versi=sla.ajukan_kalender(versi=draf, oleh=pengelola), oleh=kepala)

    def kerjakan(tugas) -> int:
        try:
            return tugas()
        finally:
            connection.close()

    def cabut() -> int:
        for satu in surat[:3]:
            actions.cabut(surat=satu)
        return 0

    def geser() -> int:
        return len(terapkan(versi=versi, oleh=kepala, alasan="Banjir."))

    with ThreadPoolExecutor(4) as kolam:
        jumlah = sum(kolam.map(kerjakan, [geser, cabut, geser, geser]))

    log = PerubahanTenggat.objects.select_related("tenggat")
    assert jumlah == log.count() == Riwayat.objects.filter(jenis="batas_diundur").count()
    assert len({p.tenggat_id for p in log}) == jumlah >= 6
    assert {p.tenggat_id for p in log} >= set(
        Tenggat.objects.filter(surat__in=surat[3:]).values_list("pk", flat=True)
    )
    assert all(p.tenggat.jatuh_tempo == p.jatuh_tempo_baru for p in log)
    # A letter withdrawn first kept its dates; one withdrawn later was moved while still open.
    assert not log.filter(pada__gt=F("tenggat__berhenti_pada")).exists()
    assert not Tenggat.objects.filter(surat__in=surat[:3], berhenti_pada=None).exists()
    digeser = SuratMasuk.objects.filter(tenggat__perubahan__isnull=False).distinct().count()
    assert Pesan.objects.filter(kelas="perubahan_batas").count() == digeser


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_heads_publishing_at_once_one_is_told(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala, pengelola = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("pengelola")
    draf = sla.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)
    sla.ajukan_kalender(versi=draf, oleh=pengelola)

    def terbit(_) -> str:
        try:
            return sla.terbitkan_kalender(versi=draf, oleh=kepala).keadaan
        except GalatAturan as galat:
            return galat.pesan
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as kolam:
        hasil = sorted(kolam.map(terbit, range(3)))
    sudah = "Kalender 2026 versi 2 sudah diterbitkan."
    assert hasil == [sudah, sudah, "terbit"]
    draf.refresh_from_db()
    assert draf.diterbitkan_pada <= jam.sekarang()
