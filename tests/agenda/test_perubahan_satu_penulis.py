"""Only `dinsos.agenda.perubahan._geser` changes a due date that is written (tenggat.md, "Frozen")."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.bantu.sumber import AKAR, berkas_produk, nama_modul, nama_panggilan

PENULIS = ("dinsos.agenda.perubahan", "_geser")
BIDANG = "jatuh_tempo"
MENGUBAH = {"update", "aupdate", "update_or_create", "aupdate_or_create"}
DENGAN_BIDANG = {"save", "asave", "bulk_update", "abulk_update", "bulk_create", "abulk_create"}
SQL_UBAH = re.compile(r"\bupdate\s+[\"'`]?agenda_tenggat\b", re.IGNORECASE)


def pengubahan(sumber: str, modul: str) -> list[str]:
    """One line per place that changes `jatuh_tempo`, outside the one function that may."""
    return [f"{modul}:{baris}" for baris in _telusuri(ast.parse(sumber), modul)]


def _telusuri(simpul: ast.AST, modul: str) -> Iterator[int]:
    for anak in ast.iter_child_nodes(simpul):
        if isinstance(anak, ast.FunctionDef) and (modul, anak.name) == PENULIS:
            continue
        if _mengubah(anak):
            yield anak.lineno
        yield from _telusuri(anak, modul)


def _mengubah(simpul: ast.AST) -> bool:
    if isinstance(simpul, ast.Attribute):
        return simpul.attr == BIDANG and isinstance(simpul.ctx, ast.Store | ast.Del)
    if isinstance(simpul, ast.Constant) and isinstance(simpul.value, str):
        return bool(SQL_UBAH.search(simpul.value))
    return isinstance(simpul, ast.Call) and _panggilan_mengubah(simpul)


def _panggilan_mengubah(panggilan: ast.Call) -> bool:
    nama = nama_panggilan(panggilan)
    if nama in MENGUBAH:
        kunci = [k for kata in panggilan.keywords for k in getattr(kata.value, "keys", ())]
        return any(kata.arg == BIDANG for kata in panggilan.keywords) or any(map(_teks, kunci))
    if nama in {"setattr", "__setattr__"}:
        return any(map(_teks, panggilan.args))
    if nama in DENGAN_BIDANG:
        bidang = [*panggilan.args, *(kata.value for kata in panggilan.keywords)]
        return any(_teks(satu) for daftar in bidang for satu in getattr(daftar, "elts", ()))
    return False


def _teks(simpul: ast.expr | None) -> bool:
    return isinstance(simpul, ast.Constant) and simpul.value == BIDANG


def test_satu_penggeser_tenggat():
    temuan = []
    for berkas in berkas_produk():
        temuan += pengubahan(berkas.read_text(encoding="utf-8"), nama_modul(berkas))
    assert temuan == []


def test_penggeser_yang_satu_itu_ada():
    sumber = (AKAR / "dinsos" / "agenda" / "perubahan.py").read_text(encoding="utf-8")
    assert pengubahan(sumber, "dinsos.agenda.perubahan") == []
    assert len(pengubahan(sumber, "dinsos.agenda.lain")) == 2


@pytest.mark.parametrize(
    "sumber",
    [
        "tenggat.jatuh_tempo = baru",
        "tenggat.jatuh_tempo += lama",
        "tenggat.jatuh_tempo, x = baru, 1",
        "tenggat.jatuh_tempo: int = baru",
        "for tenggat.jatuh_tempo in daftar: pass",
        "Tenggat.objects.update(jatuh_tempo=baru)",
        "Tenggat.objects.update(**{'jatuh_tempo': baru})",
        "Tenggat.objects.update_or_create(pk=1, defaults={'jatuh_tempo': baru})",
        "setattr(tenggat, 'jatuh_tempo', baru)",
        "tenggat.save(update_fields=['jatuh_tempo'])",
        "Tenggat.objects.bulk_update(daftar, ['jatuh_tempo'])",
        "Tenggat.objects.bulk_create(daftar, update_conflicts=True, update_fields=['jatuh_tempo'])",
        "cursor.execute('UPDATE agenda_tenggat SET jatuh_tempo = 1')",
    ],
)
def test_pengubahan_ditemukan(sumber):
    assert len(pengubahan(sumber, "dinsos.agenda.lain")) == 1


@pytest.mark.parametrize(
    "sumber",
    [
        "Tenggat(jatuh_tempo=hasil)",
        "Tenggat.objects.filter(jatuh_tempo__lt=pada)",
        "if tenggat.jatuh_tempo < pada: pass",
        "jatuh_tempo = models.DateTimeField()",
        "tenggat.save(update_fields=['berhenti_pada'])",
    ],
)
def test_membaca_dan_membuat_dibiarkan(sumber):
    assert pengubahan(sumber, "dinsos.agenda.lain") == []
