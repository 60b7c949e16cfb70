"""`python -m tests.bantu.panggung_warga`: letters that wait for their senders, in the database of DATABASE_URL.

Prints JSON: for each letter its number and secret. `diminta` was asked for a paper and has a firm time tomorrow
with another one on offer, `ditawari` the same on the day after; `selesai` is closed with its outcome. All of them
reach their senders on the case page.
"""

import json
import os

import django


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from datetime import timedelta

    from dinsos.agenda import rahasia
    from dinsos.agenda.actions import tanyakan
    from dinsos.agenda.enums import Status
    from dinsos.akun.models import Pengguna
    from dinsos.inti import jam
    from disposisi.models import Ruang
    from disposisi.rencana import LAMA_BAKU
    from disposisi.usulan import minta_waktu_lain, usulkan
    from tests import pabrik
    from tests.portal.kerja import pelacak, surat_di

    kepala, petugas = (Pengguna.objects.get(username=nama) for nama in ("kepala", "petugas"))
    ruang = Ruang.objects.create(nama="Ruang Layanan 1")
    besok = jam.wita(jam.sekarang() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    ditawari = []
    for waktu in (besok, besok + timedelta(days=1)):
        satu = pabrik.pengaduan(pengirim_=pelacak())
        pabrik.disposisi(satu, oleh=kepala, petugas=petugas, waktu=waktu, lama=LAMA_BAKU, ruang=ruang)
        minta_waktu_lain(surat=satu, alasan="Anak saya sakit.", pilihan=[])
        usulkan(surat=satu, oleh=petugas, mulai=[waktu.replace(hour=10)], alasan="Sesuai permintaan Anda.")
        ditawari.append(satu)
    diminta = ditawari[0]
    tanyakan(surat=diminta, oleh=petugas, teks="Kirim foto kartu keluarga.", minta_berkas=True)
    selesai = surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)
    surat = {"diminta": diminta, "ditawari": ditawari[1], "selesai": selesai}
    print(json.dumps({nama: [satu.nomor, rahasia.kode(satu)] for nama, satu in surat.items()}))  # noqa: T201


if __name__ == "__main__":
    utama()
