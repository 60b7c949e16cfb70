"""A real SMTP server on loopback that misbehaves at a chosen step of the conversation."""

import asyncio
import contextlib
import time
from collections import Counter
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

LANGKAH = ("sambut", "ehlo", "mail", "rcpt", "data", "isi", "titik")
"""Greeting, the commands, in the middle of the letter, and after its final dot."""
ULAH = ("lambat", "4xx", "5xx", "putus")
LAMBAT = 0.5
"""Seconds of silence; the sender's patience has to be shorter."""


@dataclass
class Kacau:
    """Handler: which step goes wrong and how ("" for none), and the Message-IDs of the letters it has in full.

    `diterima` counts those for which the answer 250 was sent, too.
    """

    langkah: str = ""
    ulah: str = ""
    utuh: Counter = field(default_factory=Counter)
    diterima: Counter = field(default_factory=Counter)
    diam: int = 0

    def sehat(self) -> None:
        self.langkah = self.ulah = ""

    async def jawab(self, server: SMTP, langkah: str, baik: str) -> str:
        """What the server answers at the step."""
        if langkah != self.langkah:
            return baik
        if self.ulah == "lambat":
            self.diam += 1
            try:
                await asyncio.sleep(LAMBAT)
            finally:
                self.diam -= 1
        elif self.ulah == "putus":
            server.transport.abort()
            raise ConnectionResetError
        else:
            return "451 4.3.0 try later" if self.ulah == "4xx" else "554 5.0.0 refused"
        return baik

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        jawaban = await self.jawab(server, "ehlo", "")
        return [jawaban] if jawaban else responses

    async def handle_HELO(self, server, session, envelope, hostname):
        session.host_name = hostname
        return await self.jawab(server, "ehlo", "250 halo")

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        jawaban = await self.jawab(server, "mail", "250 OK")
        if jawaban.startswith("250"):
            envelope.mail_from = address
        return jawaban

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        jawaban = await self.jawab(server, "rcpt", "250 OK")
        if jawaban.startswith("250"):
            envelope.rcpt_tos.append(address)
        return jawaban

    async def handle_DATA(self, server, session, envelope):
        kepala = envelope.content.split(b"Message-ID: ", 1)[1]
        nomor = kepala.split(b"\r\n", 1)[0].decode()
        self.utuh[nomor] += 1
        jawaban = await self.jawab(server, "titik", "250 OK")
        self.diterima[nomor] += jawaban.startswith("250")
        return jawaban


class _Server(SMTP):
    async def _handle_client(self):
        sambungan, kacau = self.transport, self.event_handler
        with contextlib.suppress(ConnectionError), contextlib.closing(sambungan):
            jawaban = await kacau.jawab(self, "sambut", "")
            if jawaban:
                await self.push(jawaban)
            else:
                await super()._handle_client()

    async def smtp_DATA(self, arg):
        kacau = self.event_handler
        jawaban = await kacau.jawab(self, "data", "")
        if jawaban:
            await self.push(jawaban)
        elif kacau.langkah == "isi":
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readline()
            await kacau.jawab(self, "isi", "")
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


class _Pengendali(Controller):
    def factory(self):
        return _Server(self.handler)


@contextlib.contextmanager
def server_kacau(kacau: Kacau, port: int):
    """The server, running on the port."""
    pengendali = _Pengendali(kacau, hostname="127.0.0.1", port=port)
    pengendali.start()
    try:
        yield
    finally:
        batas = time.monotonic() + 5
        while kacau.diam and time.monotonic() < batas:
            time.sleep(0.02)
        time.sleep(0.05)  # connections whose client has gone are closed
        pengendali.stop()
