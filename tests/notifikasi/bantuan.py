"""Message classes, a loopback mail server and small builders for the tests of the outbox."""

import asyncio
import contextlib
import os
import signal
import uuid
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from django.contrib.auth.models import Group
from django.db import transaction

from dinsos.inti import jam
from dinsos.notifikasi import actions, registri
from dinsos.notifikasi.kelas import KelasPesan
from dinsos.notifikasi.models import Pesan


@registri.daftar
class PesanUji(KelasPesan):
    """Leaves a mark when it is accepted; the mark is unique, so that a second acceptance would fail."""

    nama = "uji_biasa"

    def subjek(self, data):
        return data.get("subjek", "Tanda terima")

    def isi(self, data, saluran):
        return data.get("isi", "Surat Anda sudah kami terima.")

    def setelah_diterima(self, pesan, pada):
        Group.objects.create(name=f"jam berhenti {pesan.pk}")


@registri.daftar
class PesanBerahasia(PesanUji):
    """Gets its secret only while it is sent; by another channel it goes without."""

    nama = "uji_rahasia"

    def isi(self, data, saluran):
        return "Kode rahasia: " + ("[KODE]" if saluran == "email" else "ada di halaman tanda terima")

    def lengkapi(self, pesan, isi):
        return isi.replace("[KODE]", "ABCD-EFGH-JKLM")


@registri.daftar
class PesanKedaluwarsa(PesanUji):
    nama = "uji_kedaluwarsa"

    def berlaku(self, pesan):
        return False


@registri.daftar
class PesanRusak(PesanUji):
    """Fails while it is composed, with personal data in the words of the error."""

    nama = "uji_rusak"

    def lengkapi(self, pesan, isi):
        raise RuntimeError(f"{pesan.penerima_nama} {pesan.tujuan} {pesan.isi}")


@registri.daftar
class PesanGagalCatat(PesanUji):
    """Its hook fails as long as the mark "rusak" is there, with personal data in the words of the error."""

    nama = "uji_gagal_catat"

    def setelah_diterima(self, pesan, pada):
        super().setelah_diterima(pesan, pada)
        if Group.objects.filter(name="rusak").exists():
            raise RuntimeError(f"{pesan.penerima_nama} {pesan.tujuan} {pesan.isi}")


@registri.daftar
class PesanMati(PesanUji):
    """Kills its own process in the middle of the transaction that records acceptance."""

    nama = "uji_mati"

    def setelah_diterima(self, pesan, pada):
        super().setelah_diterima(pesan, pada)
        if os.environ.get("UJI_MATI"):
            os.kill(os.getpid(), signal.SIGKILL)


def antre(kunci="surat:1:uji", **isian) -> Pesan:
    """Queue one message in a transaction of its own."""
    bawaan = {
        "kelas": PesanUji,
        "kunci": kunci,
        "kasus": uuid.UUID(int=7),
        "saluran": "email",
        "tujuan": "warga@contoh.id",
        "penerima_nama": "Wa Ode Sitti",
        "data": {},
    }
    with transaction.atomic():
        return actions.antrekan(**bawaan | isian)


def berhenti(pesan: Pesan) -> bool:
    """True when `setelah_diterima` of the message has taken effect."""
    return Group.objects.filter(name=f"jam berhenti {pesan.pk}").exists()


def sebelum(**lama) -> datetime:
    """An instant that lies before the present one."""
    return jam.sekarang() - timedelta(**lama)


class Penampung:
    """What the mail server does with a letter: keeps it, refuses recipients, or runs `saat_diterima` first."""

    def __init__(self):
        self.surat: list[EmailMessage] = []
        self.mentah: list[bytes] = []
        self.tujuan: list[str] = []
        self.sesi: set[int] = set()
        self.jawab_penerima: dict[str, str] = {}
        self.jawab_isi = "250 OK"
        self.saat_diterima = None
        self.lama = 0.0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        jawab = self.jawab_penerima.get(address, "250 OK")
        if jawab.startswith("250"):
            envelope.rcpt_tos.append(address)
        return jawab

    async def handle_DATA(self, server, session, envelope):
        if not self.jawab_isi.startswith("250"):
            return self.jawab_isi
        self.sesi.add(id(session))
        self.mentah.append(envelope.content)
        self.surat.append(message_from_bytes(envelope.content, policy=policy.default))
        self.tujuan += envelope.rcpt_tos
        if self.lama:
            await asyncio.sleep(self.lama)
        if self.saat_diterima:
            self.saat_diterima()
        return self.jawab_isi

    @property
    def message_id(self) -> list[str]:
        return [s["Message-ID"] for s in self.surat]


@contextlib.contextmanager
def server_surat(penampung: Penampung, port: int):
    """A real SMTP server on loopback."""
    pengendali = Controller(penampung, hostname="127.0.0.1", port=port)
    pengendali.start()
    try:
        yield
    finally:
        pengendali.stop()
