"""Two books never write the same number, however far their serials go."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dinsos.dokumen import pola
from dinsos.dokumen.kembar import contoh_kembar
from dinsos.dokumen.models import PolaNomor

# Few signs, and those that serials, months and years write themselves: patterns that nearly meet.
POTONGAN = st.sampled_from(
    [
        "{nomor}",
        "{nomor:02}",
        "{nomor:03}",
        "{kode}",
        "{bulan}",
        "{bulan_romawi}",
        "{tahun}",
        "0",
        "1",
        "i",
        "/",
    ]
)
POLA = st.lists(POTONGAN, min_size=1, max_size=5).map("".join).filter(lambda teks: "{nomor" in teks)
URUT = st.integers(1, 30) | st.sampled_from([99, 100, 101, 110, 999, 1000, 1001, 10_011])
SAAT = st.tuples(URUT, st.integers(1, 12))


def tulis(teks: str, kode: str, saat: tuple[int, int]) -> str:
    return pola.isi(teks, urut=saat[0], kode=kode, tanggal=date(2026, saat[1], 1)).upper()


@settings(max_examples=300, deadline=None)
@example("{nomor}/{kode}", "1{nomor:02}/{kode}", "1", "1", [(101, 1), (1, 1)])
@given(
    POLA,
    POLA,
    st.sampled_from(["", "1", "I"]),
    st.sampled_from(["", "0"]),
    st.lists(SAAT, min_size=2, max_size=9),
)
def test_yang_dinyatakan_berbeda_tidak_pernah_bertemu(kiri, kanan, kode_kiri, kode_kanan, saat):
    """Soundness: whenever two numbers are the same, the check has said that it can happen."""
    semua = {tulis(kiri, kode_kiri, satu) for satu in saat}
    if semua & {tulis(kanan, kode_kanan, satu) for satu in saat}:
        assert contoh_kembar((kiri, kode_kiri), (kanan, kode_kanan))


@settings(max_examples=200, deadline=None)
@given(POLA, st.sampled_from(["", "1", "I"]), SAAT)
def test_pola_selalu_bertemu_dirinya_dan_nomornya_sendiri(teks, kode, saat):
    """A pattern meets itself, and the pattern that is one of its own numbers; the example has no other signs."""
    assert contoh_kembar((teks, kode), (teks, kode))
    nomor = tulis(teks, kode, saat)
    akhir = f"{nomor}/{{nomor}}"
    assert contoh_kembar((f"{teks}/{{nomor}}", kode), (akhir, "")).startswith(f"{nomor}/")
    assert not contoh_kembar((f"{teks}/{{nomor}}", kode), (f"z{akhir}", ""))


@pytest.mark.parametrize(
    ("kiri", "kanan", "sama"),
    [
        # The same only from serial 100 on, in one month, or in one year.
        ("{kode}/{nomor}", "{kode}/{nomor:02}", "400.9/"),
        ("{kode}/{nomor:03}/{tahun}", "{kode}/1{nomor:02}/{tahun}", "400.9/1"),
        ("{nomor}/{bulan}", "{nomor}/11", "/11"),
        ("{nomor}/{bulan_romawi}", "{nomor}/xi", "/XI"),
        ("{nomor}/{tahun}", "{nomor}/2026", "/2026"),
        ("{nomor}/{kode}", "{nomor}/400.9", "/400.9"),
        (
            "{kode}/{nomor:03}/DINSOS/{bulan_romawi}/{tahun}",
            "{kode}/BA-{nomor:03}/DINSOS/{bulan_romawi}/{tahun}",
            "",
        ),
        ("{nomor}", "0{nomor}", ""),
        ("{nomor:03}", "0{nomor:03}", ""),
        ("{nomor}/{bulan}", "{nomor}/13", ""),
    ],
)
def test_pola_yang_mirip(kiri, kanan, sama):
    hasil = contoh_kembar((kiri, "400.9"), (kanan, "400.9"))
    assert bool(hasil) == bool(sama)
    assert sama in hasil


@pytest.mark.django_db
def test_pengelola_diberi_tahu_nomor_mana_yang_sama():
    lain = PolaNomor.objects.get(jenis="berita_acara")
    lain.pola, lain.buku = "{kode}/{nomor}/DINSOS/{bulan_romawi}/{tahun}", "berita acara"
    with pytest.raises(ValidationError) as galat:
        lain.full_clean()
    assert "pola surat jawaban, yang bukunya berbeda, dapat menulis nomor yang sama, misalnya 400.9/" in str(
        galat.value.message_dict["pola"]
    )
    lain.pola = "{kode}/BA/{nomor}/DINSOS/{tahun}"
    lain.full_clean()
