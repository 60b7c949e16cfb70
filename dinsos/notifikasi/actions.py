"""Acts on the outbox. Everything that queues, marks, replaces, retries or cancels a message is here.

These acts don't decide who may act on which case: the rooms above do, before they call.
"""

import uuid
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from dinsos.inti import jam, teks, telepon
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.notifikasi import keadaan as tabel
from dinsos.notifikasi import registri
from dinsos.notifikasi.enums import HasilUpaya, Keadaan, Saluran, TidakSampai
from dinsos.notifikasi.kelas import KelasPesan
from dinsos.notifikasi.models import Pesan, terlambat_dicatat

TANPA_ALASAN = "Tulis alasan mengapa pesan ini baru ditandai sekarang."


def antrekan(
    *,
    kelas: str | type[KelasPesan],
    kunci: str,
    kasus: uuid.UUID | None,
    saluran: str,
    tujuan: str,
    penerima_nama: str,
    data: dict[str, Any],
    sekarang: datetime | None = None,
) -> Pesan:
    """Put one message into the outbox, inside the caller's transaction; the worker sends after commit.

    `kelas` is a registered class or its name, `kunci` says which message this is ("surat:12:tanda_terima"): a
    second call with the same key returns the row that is there, unchanged. `tujuan` is an e-mail address, a
    phone number (whatsapp; stored as E.164) or "". E-mail waits for the worker, WhatsApp and paper for a
    member of staff; `halaman_kasus` is accepted at once (tenggat.md, "Accepted by a channel") and runs
    `setelah_diterima` here.

    Raises RuntimeError outside a transaction, LookupError when the class is not registered, GalatAturan for an
    unusable address.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("antrekan hanya boleh dipanggil di dalam transaksi")
    nama = kelas if isinstance(kelas, str) else kelas.nama
    jenis = registri.ambil(nama)
    return _buat(
        jenis,
        kunci,
        sekarang or jam.sekarang(),
        kasus=kasus,
        saluran=Saluran(saluran),
        tujuan=_tujuan_sah(Saluran(saluran), tujuan),
        penerima_nama=satu_baris(penerima_nama)[:200],
        **_isian(jenis, data, Saluran(saluran)),
    )


def tandai_manual(*, pesan: Pesan, oleh: Any, pada: datetime, bukti: str = "", alasan: str = "") -> Pesan:
    """Record that a member of staff sent the message by WhatsApp or handed the paper over.

    `pada` is the true aware instant: not in the future, not before the message was written, nor before an earlier
    mark was taken back, which said that the message had not left (an instant within that minute counts as that
    instant, because forms carry whole minutes). The moment of marking is kept beside it; when it is more than
    `TENGGANG_TANDA` later, `alasan` says why. `bukti` is a short note kept as evidence. Runs `setelah_diterima`
    with `pada` in the same transaction.

    Raises SudahTerjadi when it is marked or cancelled already, GalatAturan for a wrong time or channel, or a late
    mark without reason.
    """
    bukti, alasan = satu_baris(bukti), satu_baris(alasan)[:200]
    with transaction.atomic():
        kelas = registri.ambil(pesan.kelas)
        kelas.kunci_kasus(pesan)
        terkini = kunci_pesan(pesan)
        _tolak_bila_tertutup(terkini)
        if terkini.keadaan != Keadaan.MENUNGGU_MANUAL:
            raise GalatAturan(
                "Surat ini dikirim lewat surat elektronik. Pilih “kirim dengan cara lain” dahulu."
            )
        pada = _waktu_sah(terkini, pada)
        sekarang = max(jam.sekarang(), pada)
        kemudian = terlambat_dicatat(pada, sekarang)
        if kemudian and not alasan:
            raise GalatAturan(TANPA_ALASAN)
        terlambat = f"ditandai kemudian: {alasan}" if kemudian else ""
        tabel.pindahkan(
            terkini,
            Keadaan.DITERIMA,
            pada=pada,
            dicatat_pada=sekarang,
            oleh=oleh,
            rincian="; ".join(filter(None, [bukti, terlambat]))[:300],
            diterima_pada=pada,
            ditandai_oleh=oleh,
            ditandai_pada=sekarang,
            ditandai_alasan=alasan if kemudian else "",
        )
        kelas.setelah_diterima(terkini, pada)
    return terkini


def kirim_cara_lain(*, pesan: Pesan, oleh: Any, saluran: str, tujuan: str) -> Pesan:
    """Send the same message another way: by WhatsApp, on paper, or to a corrected e-mail address.

    The message that was not accepted is cancelled and points to the new one (`digantikan_oleh`), which is
    returned. Raises SudahTerjadi when a channel has taken it (or is taking it now) or it is cancelled,
    GalatAturan for an unusable channel or address.
    """
    saluran = Saluran(saluran)
    if saluran == Saluran.HALAMAN_KASUS:
        raise GalatAturan("Pilih WhatsApp, surat kertas, atau alamat surat elektronik yang benar.")
    sekarang = jam.sekarang()
    with transaction.atomic():
        kelas = registri.ambil(pesan.kelas)
        kelas.kunci_kasus(pesan)
        lama = kunci_pesan(pesan)
        _tolak_bila_tertutup(lama)
        baru = _ganti(kelas, lama, saluran, _tujuan_sah(saluran, tujuan), sekarang)
        tabel.pindahkan(
            lama,
            Keadaan.DIBATALKAN,
            pada=sekarang,
            oleh=oleh,
            rincian=f"dikirim dengan cara lain: {saluran.label}",
            dibatalkan_pada=sekarang,
            digantikan_oleh=baru,
        )
    return baru


def catat_tidak_sampai(*, pesan: Pesan, oleh: Any, alasan: str, saluran: str, tujuan: str) -> Pesan:
    """Record that an accepted message did not reach the person, and send it again; returns the new message.

    An e-mail came back (`terpental`), or what was sent by WhatsApp or on paper reached somebody else or nobody
    (`tidak_diterima`). What was recorded stays: the acceptance, its instant, who marked it, and the clock that it
    stopped (tenggat.md, "Accepted by a channel"). The reason stands in the evidence, and the new message waits on
    the worklist. A message that was never sent is another thing: see `koreksi.tarik_tanda`.

    Raises SudahTerjadi when it was recorded before, GalatAturan for a message that no channel has accepted, a
    missing reason, or the address that has just sent the e-mail back.
    """
    saluran, alasan, sekarang = Saluran(saluran), satu_baris(alasan)[:300], jam.sekarang()
    if saluran == Saluran.HALAMAN_KASUS:
        raise GalatAturan("Pilih WhatsApp, surat kertas, atau alamat surat elektronik yang benar.")
    if not alasan:
        raise GalatAturan("Tulis dari mana Anda tahu bahwa pesan ini tidak sampai.")
    tujuan = _tujuan_sah(saluran, tujuan)
    with transaction.atomic():
        kelas = registri.ambil(pesan.kelas)
        kelas.kunci_kasus(pesan)
        lama = kunci_pesan(pesan)
        if lama.tidak_sampai:
            raise SudahTerjadi("Sudah dicatat bahwa pesan ini tidak sampai.")
        if not lama.bisa_tidak_sampai:
            raise GalatAturan("Hanya pesan yang sudah terkirim yang bisa dicatat tidak sampai.")
        lewat_surel = lama.saluran == Saluran.EMAIL
        if lewat_surel and (saluran, tujuan.lower()) == (lama.saluran, lama.tujuan.lower()):
            raise GalatAturan("Surat ke alamat itu baru saja kembali. Pilih alamat atau cara lain.")
        baru = _ganti(kelas, lama, saluran, tujuan, sekarang)
        lama.tidak_sampai = TidakSampai.TERPENTAL if lewat_surel else TidakSampai.TIDAK_DITERIMA
        lama.digantikan_oleh = baru
        lama.save(update_fields=["tidak_sampai", "digantikan_oleh"])
        lama.upaya.create(pada=sekarang, hasil=HasilUpaya(lama.tidak_sampai), rincian=alasan, oleh=oleh)
        kelas.setelah_tidak_sampai(lama, sekarang, oleh)
    return baru


def coba_ulang(*, pesan: Pesan, oleh: Any) -> Pesan:
    """Have the worker try an e-mail now: one given up on, or one that waits for its next try.

    Raises SudahTerjadi when it is accepted, cancelled or being sent, GalatAturan for other channels.
    """
    sekarang = jam.sekarang()
    with transaction.atomic():
        terkini = kunci_pesan(pesan)
        _tolak_bila_tertutup(terkini)
        if terkini.saluran != Saluran.EMAIL:
            raise GalatAturan("Hanya surat elektronik yang bisa dicoba ulang.")
        if terkini.keadaan == Keadaan.GAGAL:
            tabel.pindahkan(
                terkini,
                Keadaan.ANTRE,
                pada=sekarang,
                oleh=oleh,
                coba_pada=sekarang,
                percobaan=0,
                gagal_sejak=None,
            )
        else:
            terkini.coba_pada = sekarang
            terkini.save(update_fields=["coba_pada"])
            terkini.upaya.create(pada=sekarang, hasil=HasilUpaya.DIULANG, oleh=oleh)
    return terkini


def batalkan(*, pesan: Pesan, oleh: Any) -> Pesan:
    """Cancel a message that no channel has taken yet.

    Raises SudahTerjadi when a channel has taken it (or is taking it now) or it is cancelled already.
    """
    sekarang = jam.sekarang()
    with transaction.atomic():
        terkini = kunci_pesan(pesan)
        _tolak_bila_tertutup(terkini)
        tabel.pindahkan(terkini, Keadaan.DIBATALKAN, pada=sekarang, oleh=oleh, dibatalkan_pada=sekarang)
    return terkini


def satu_baris(teks_masuk: str) -> str:
    """The text on one line and without control characters: safe as a mail header."""
    return " ".join("".join(c if c.isprintable() else " " for c in teks_masuk).split())


def _buat(kelas: KelasPesan, kunci: str, sekarang: datetime, *, saluran: Saluran, **isian: Any) -> Pesan:
    """Insert the row unless its key is there already (also when another transaction is faster)."""
    id_pesan = uuid.uuid4()
    awal = tabel.AWAL[saluran]
    if awal == Keadaan.DITERIMA:
        isian["diterima_pada"] = sekarang
    elif awal == Keadaan.ANTRE:
        isian["coba_pada"] = sekarang
    pesan = Pesan(
        id=id_pesan,
        kunci=kunci,
        kelas=kelas.nama,
        saluran=saluran,
        keadaan=awal,
        message_id=f"<{id_pesan}@{_ranah_surat()}>",
        dibuat_pada=sekarang,
        **isian,
    )
    try:
        with transaction.atomic():
            pesan.save(force_insert=True)
    except IntegrityError:
        lama = Pesan.objects.filter(kunci=kunci).first()
        if lama is None:
            raise
        return lama
    if awal == Keadaan.DITERIMA:
        pesan.upaya.create(pada=sekarang, hasil=HasilUpaya.DITERIMA, rincian=saluran.label)
        kelas.setelah_diterima(pesan, sekarang)
    return pesan


def _ganti(kelas: KelasPesan, lama: Pesan, saluran: Saluran, tujuan: str, sekarang: datetime) -> Pesan:
    """The message that takes the place of `lama`."""
    return _buat(
        kelas,
        f"ganti:{lama.pk}",
        sekarang,
        kasus=lama.kasus,
        saluran=saluran,
        tujuan=tujuan,
        penerima_nama=lama.penerima_nama,
        **_isian_saluran(kelas, lama, saluran),
    )


def _isian_saluran(kelas: KelasPesan, lama: Pesan, saluran: Saluran) -> dict[str, Any]:
    """The same message in the words of another channel; the stored words where the channel stays."""
    if saluran == lama.saluran:
        return {"data": lama.data, "subjek": lama.subjek, "isi": lama.isi}
    return _isian(kelas, lama.data, saluran)


def _isian(kelas: KelasPesan, data: dict[str, Any], saluran: Saluran) -> dict[str, Any]:
    data = _bersih_data(data)
    return {
        "data": data,
        "subjek": satu_baris(kelas.subjek(data))[:200],
        "isi": _bersih(kelas.isi(data, saluran)),
    }


def _ranah_surat() -> str:
    """Domain of our own address, for Message-ID."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def kunci_pesan(pesan: Pesan) -> Pesan:
    """The message as it is now, locked for the rest of the transaction."""
    return Pesan.objects.select_for_update().get(pk=pesan.pk)


def _tolak_bila_tertutup(pesan: Pesan) -> None:
    if pesan.keadaan == Keadaan.DITERIMA:
        raise SudahTerjadi(_kata_sudah_diterima(pesan))
    if pesan.keadaan == Keadaan.DIBATALKAN:
        raise SudahTerjadi(f"Surat ini sudah dibatalkan pada {teks.waktu(pesan.dibatalkan_pada)}.")
    if pesan.diserahkan_pada:
        raise SudahTerjadi(f"Surat ini sudah terkirim pada {teks.waktu(pesan.diserahkan_pada)}.")
    if pesan.dikunci_sampai and pesan.dikunci_sampai > jam.sekarang():
        raise SudahTerjadi("Surat ini sedang dikirim. Tunggu sebentar, lalu muat ulang halaman ini.")


def _kata_sudah_diterima(pesan: Pesan) -> str:
    saat = teks.waktu(pesan.diterima_pada)
    if pesan.ditandai_oleh_id:
        return f"Surat ini sudah ditandai terkirim oleh {pesan.ditandai_oleh}, dikirim pada {saat}."
    return f"Surat ini sudah terkirim pada {saat}."


def _waktu_sah(pesan: Pesan, pada: datetime) -> datetime:
    jam.wita(pada)  # refuses naive times
    if pada > jam.sekarang():
        raise GalatAturan("Waktu pengiriman tidak boleh di masa depan.")
    tarikan = pesan.upaya.filter(hasil=HasilUpaya.SALAH_TANDAI).last()
    sejak, kata = (
        (tarikan.pada, "tanda yang keliru ditarik") if tarikan else (pesan.dibuat_pada, "surat dibuat")
    )
    if pada < sejak.replace(second=0, microsecond=0):
        raise GalatAturan(f"Waktu pengiriman tidak boleh sebelum {kata}, yaitu {teks.waktu(sejak)}.")
    return max(pada, sejak)


def _tujuan_sah(saluran: Saluran, tujuan: str) -> str:
    if saluran == Saluran.EMAIL:
        tujuan = tujuan.strip()
        try:
            validate_email(tujuan)
            tujuan.rpartition("@")[0].encode("ascii")
        except (ValidationError, UnicodeEncodeError):
            raise GalatAturan("Alamat surat elektronik belum benar. Tulis seperti nama@contoh.id.") from None
    elif saluran == Saluran.WHATSAPP:
        try:
            tujuan = telepon.ke_e164(tujuan)
        except ValidationError:
            raise GalatAturan("Nomor WhatsApp belum benar. Tulis seperti 0812 3456 7890.") from None
    elif tujuan:
        raise ValueError(f"saluran {saluran} tidak memakai tujuan")
    return tujuan


def _bersih_data(nilai: Any) -> Any:
    """JSON data with all its texts clean."""
    if isinstance(nilai, str):
        return _bersih(nilai)
    if isinstance(nilai, dict):
        return {nama: _bersih_data(isi) for nama, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [_bersih_data(isi) for isi in nilai]
    return nilai


def _bersih(isi: str) -> str:
    """Text that every database and mail server takes: no NUL, no lone surrogates, LF line ends."""
    isi = isi.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return isi.encode("utf-8", "replace").decode("utf-8")
