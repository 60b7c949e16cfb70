"""Who must not meet a complaint."""

import re
import unicodedata

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef

from dinsos.akun.models import Pengguna, Peran
from dinsos.inti.kueri_siap import KueriSiap
from pengaduan.models import Pengaduan

_JABATAN = (
    r"\b(?:(?:kepala|pimpinan|pemimpin)(?:nya)?[\W_]*(?:(?:di|dari|kantor)[\W_]+)?(?:dinas|dinsos)"
    r"|ka[\W_]*(?:dis|dinas|dinsos))"
)
_SAPAAN = r"(?:(?:bapak|ibu|bpk|pak|bu|saudara|sdr)[\W_]*)*"
_LANJUTAN = r"\w*(?:[\W_]+(?:sosial|kabupaten|kab|buton)\b)*"
_KEPALA = re.compile(_JABATAN)
# A letter opens with "Yth. Kepala Dinas" or "Kepada Bapak Kepala Dinas,". In mid-sentence "kepada Kepala Dinas" may
# be the complaint itself ("uang itu saya serahkan kepada …"), so it counts as naming the head.
_SALAM = re.compile(
    rf"\b(?:yth|yang[\W_]+terhormat)\b[\W_]*{_SAPAAN}{_JABATAN}{_LANJUTAN}"
    rf"|^[\W_]*kepada[\W_]+{_SAPAAN}{_JABATAN}{_LANJUTAN}[^\S\n]*(?=[,.:;!]|$)",
    re.MULTILINE,
)
_GELAR_DEPAN = {"drs", "dra", "dr", "ir", "h", "hj", "kh", "prof", "apt", "ns"}
_TIDAK_KHAS = {"la", "wa", "ode", "laode", "waode"}
_NAMA_SENDIRI = 5
_ANTARA = r"[\W_]*"
_EJAAN = r"(?<![^\W_])%s(?![^\W_])"


def pihak_terlapor(rincian: Pengaduan) -> tuple[bool, list[Pengguna]]:
    """Whether a complaint names the head of office, and which accounts must never meet it.

    An officer counts as named when chosen from the list or when the name stands in the field for other officers;
    the head also by title, there and in the story, except where the story only greets the head. When in doubt the
    head counts as named: then the deputy decides. One query. (Complaints about an official must not reach that
    official.)
    """
    staf = _STAF()
    kepala = {orang for orang in staf if orang.kepala}
    teks, uraian = _polos(rincian.terlapor_lain), _SALAM.sub(" ", _polos(rincian.uraian))
    kecuali = {orang for orang in staf if _disebut(orang, teks)}
    if rincian.terlapor:
        kecuali.add(rincian.terlapor)
    disebut = bool(kecuali & kepala) or any(_KEPALA.search(satu) for satu in (teks, uraian))
    disebut = disebut or any(_disebut(orang, uraian) for orang in kepala)
    if disebut:
        kecuali |= kepala
    return disebut, sorted(kecuali, key=lambda p: p.pk)


def _staf():
    """Every account, for one that is shut may be opened again; `kepala` says whether it is the head's now."""
    kepala = Group.objects.filter(user__pk=OuterRef("pk"), user__is_active=True, name=Peran.KEPALA_DINAS)
    return Pengguna.objects.annotate(kepala=Exists(kepala)).only("username", "nama")


_STAF = KueriSiap(_staf)


def _polos(teks: str) -> str:
    """Text without upper case and accents."""
    urai = unicodedata.normalize("NFKD", teks.casefold())
    return "".join(huruf for huruf in urai if not unicodedata.combining(huruf))


def _disebut(orang: Pengguna, teks: str) -> bool:
    """Whether the plain text holds the name without titles, two distinctive words of it, or a long last word."""
    kata = re.findall(r"[^\W_]+", _polos(orang.nama.split(",")[0]))
    while kata and kata[0] in _GELAR_DEPAN:
        kata = kata[1:]
    if not kata or not teks:
        return False
    khas = [satu for satu in kata if satu not in _TIDAK_KHAS]
    ejaan = [kata, *(khas[i : i + 2] for i in range(len(khas) - 1))]
    if khas and khas[-1].isalpha() and len(khas[-1]) >= _NAMA_SENDIRI:
        ejaan.append(khas[-1:])
    return any(re.search(_EJAAN % _ANTARA.join(satu), teks) for satu in ejaan)
