"""How the disposition form is laid out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row

from dinsos.dokumen.forms_nomor import Lipat
from dinsos.inti.form_sekali import Sela
from disposisi.tawaran import SENDIRI

BILA_DITANGANI = "keputusan=ditangani"


def _tata_letak(*, berjadwal: bool) -> FormHelper:
    """One page; parts that depend on an answer carry `data-tampil-bila` (js/pilihan-bersyarat.js).

    The first gap is for the officers, the second for the limit of the letter (admin/disposisi/batas.html), the
    third for the rooms.
    """
    penolong = FormHelper()
    penolong.form_tag = False
    penolong.disable_csrf = True
    kapan = [Row(Column("tanggal"), Column("pukul"))]
    if berjadwal:
        sendiri = Div(*kapan, Sela(), "alasan_lewat", data_tampil_bila=f"penjadwalan={SENDIRI}")
        kapan = ["penjadwalan", sendiri, "lama"]
    penolong.layout = Layout(
        Div(
            "keputusan",
            Div(
                "rujukan",
                Div("tujuan_rujukan", data_tampil_bila="rujukan=lain"),
                "rujukan_nomor",
                data_tampil_bila="keputusan=dirujuk",
            ),
            Div("alasan", data_tampil_bila="keputusan=ditolak,dirujuk"),
            Div("jalan_lain", data_tampil_bila="keputusan=ditolak"),
            css_class="bagian",
        ),
        Div(
            Div("mode", Div("metode", data_tampil_bila="mode=daring"), css_class="bagian"),
            Div(Sela(), css_class="bagian"),
            Fieldset(
                "4. Kapan dan di mana?", Sela(), *kapan, "tempat", "surat_oleh_petugas", css_class="bagian"
            ),
            Fieldset("Lembar disposisi", "instruksi", "sifat", "catatan", css_class="bagian"),
            data_tampil_bila=BILA_DITANGANI,
        ),
        Lipat("nomor"),
    )
    return penolong


TATA_LETAK = _tata_letak(berjadwal=False)
TATA_LETAK_JADWAL = _tata_letak(berjadwal=True)
