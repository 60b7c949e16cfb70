"""Only `dinsos.agenda.workflow.pindahkan` writes the status of a letter (rancangan.md, "States of a letter")."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.bantu.sumber import AKAR, berkas_produk, nama_modul, nama_panggilan

PENULIS = ("dinsos.agenda.workflow", "pindahkan")
PEMBUAT = {
    "SuratMasuk",
    "create",
    "acreate",
    "get_or_create",
    "aget_or_create",
    "update",
    "aupdate",
    "update_or_create",
    "aupdate_or_create",
}
SQL_TULIS = re.compile(r"\b(update|insert\s+into)\s+[\"'`]?agenda_suratmasuk\b", re.IGNORECASE)


def penulisan(sumber: str, modul: str) -> list[str]:
    """One line per place that writes a `status`, outside the one function that may."""
    return [f"{modul}:{baris}" for baris in _telusuri(ast.parse(sumber), modul)]


def _telusuri(simpul: ast.AST, modul: str) -> Iterator[int]:
    for anak in ast.iter_child_nodes(simpul):
        if isinstance(anak, ast.FunctionDef) and (modul, anak.name) == PENULIS:
            continue
        if _menulis(anak):
            yield anak.lineno
        yield from _telusuri(anak, modul)


def _menulis(simpul: ast.AST) -> bool:
    if isinstance(simpul, ast.Assign):
        return any(_sasaran_status(sasaran) for sasaran in simpul.targets)
    if isinstance(simpul, ast.AugAssign | ast.AnnAssign | ast.NamedExpr | ast.For):
        return _sasaran_status(simpul.target)
    if isinstance(simpul, ast.Constant) and isinstance(simpul.value, str):
        return bool(SQL_TULIS.search(simpul.value))
    return isinstance(simpul, ast.Call) and _panggilan_menulis(simpul)


def _sasaran_status(sasaran: ast.expr) -> bool:
    if isinstance(sasaran, ast.Tuple | ast.List):
        return any(_sasaran_status(satu) for satu in sasaran.elts)
    return isinstance(sasaran, ast.Attribute) and sasaran.attr == "status"


def _panggilan_menulis(panggilan: ast.Call) -> bool:
    nama = nama_panggilan(panggilan)
    if nama in PEMBUAT:
        return any(_kata_status(kata) for kata in panggilan.keywords)
    if nama in {"setattr", "__setattr__"}:
        return any(_teks_status(satu) for satu in panggilan.args)
    if nama in {"save", "asave", "bulk_update", "abulk_update", "bulk_create", "abulk_create"}:
        bidang = [*panggilan.args, *(kata.value for kata in panggilan.keywords)]
        return any(_teks_status(satu) for daftar in bidang for satu in getattr(daftar, "elts", ()))
    return False


def _kata_status(kata: ast.keyword) -> bool:
    if kata.arg in (None, "defaults", "create_defaults") and isinstance(kata.value, ast.Dict):
        return any(_teks_status(kunci) for kunci in kata.value.keys)
    return kata.arg == "status"


def _teks_status(simpul: ast.expr | None) -> bool:
    return isinstance(simpul, ast.Constant) and simpul.value == "status"


def test_satu_penulis_status():
    temuan = []
    for berkas in berkas_produk():
        temuan += penulisan(berkas.read_text(encoding="utf-8"), nama_modul(berkas))
    assert temuan == []


def test_penulis_yang_satu_itu_ada():
    """`pindahkan` is where we think it is, and the checker would see it elsewhere."""
    sumber = (AKAR / "dinsos" / "agenda" / "workflow.py").read_text(encoding="utf-8")
    assert penulisan(sumber, "dinsos.agenda.workflow") == []
    assert penulisan(sumber, "dinsos.agenda.actions") != []


@pytest.mark.parametrize(
    "sumber",
    [
        "surat.status = 'selesai'",
        "surat.status, surat.petugas = 'selesai', None",
        "surat.status: str = 'selesai'",
        "surat.status += 'x'",
        "for surat.status in daftar: pass",
        "SuratMasuk(status='selesai')",
        "SuratMasuk.objects.create(status='selesai')",
        "SuratMasuk.objects.filter(pk=1).update(status='selesai')",
        "SuratMasuk.objects.filter(pk=1).update(**{'status': 'selesai'})",
        "SuratMasuk.objects.update_or_create(pk=1, defaults={'status': 'selesai'})",
        "setattr(surat, 'status', 'selesai')",
        "surat.save(update_fields=['status'])",
        "SuratMasuk.objects.bulk_update(daftar, ['petugas', 'status'])",
        "SuratMasuk.objects.bulk_create(daftar, update_conflicts=True, update_fields=['status'])",
        "cursor.execute('UPDATE agenda_suratmasuk SET status = 1')",
        "def pindahkan(surat):\n    surat.status = 'selesai'",
    ],
)
def test_penulisan_ditemukan(sumber):
    assert len(penulisan(sumber, "pengaduan.actions")) == 1


@pytest.mark.parametrize(
    "sumber",
    [
        "SuratMasuk.objects.filter(status='diterima')",
        "if surat.status == 'diterima': pass",
        "render(request, '403.html', status=403)",
        "status = models.CharField()",
        "models.Index(condition=Q(status='diterima'), fields=['status'])",
        "surat.save(update_fields=['petugas'])",
        "hitung(surat, 'status')",
    ],
)
def test_membaca_status_dibiarkan(sumber):
    assert penulisan(sumber, "pengaduan.actions") == []
