"""A form is written once per content, and never with what somebody typed."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from dinsos.inti.form_sekali import Sela, bidang, potongan


class FormPilih(forms.Form):
    baku = True
    nama = forms.CharField(label="Nama", required=False)
    warna = forms.ChoiceField(label="Warna", choices=[("m", "Merah")])


class FormBersela(FormPilih):
    terpisah = ("warna",)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Div("nama", Sela(), css_class="bagian"))


class FormBebas(FormPilih):
    baku = False


def test_sekali_untuk_isi_yang_sama():
    satu = bidang(FormPilih())
    assert bidang(FormPilih()) is satu
    assert 'name="nama"' in satu
    assert bidang(FormBebas()) == satu
    assert bidang(FormBebas()) is not bidang(FormBebas())


@pytest.mark.parametrize(
    "ubah",
    [
        lambda form: setattr(form.fields["warna"], "choices", [("b", "Biru")]),
        lambda form: setattr(form.fields["warna"], "label", "Corak"),
        lambda form: setattr(form.fields["nama"], "help_text", "Nama lengkap."),
        lambda form: setattr(form.fields["nama"], "initial", "Wa Ina"),
        lambda form: setattr(form.fields["nama"], "disabled", True),
        lambda form: form.fields["nama"].widget.attrs.update(rows="3"),
        lambda form: form.fields.pop("nama"),
    ],
)
def test_setiap_perbedaan_terlihat(ubah):
    lama, form = bidang(FormPilih()), FormPilih()
    ubah(form)
    baru = bidang(form)
    assert baru != lama
    form.baku = False
    assert baru == bidang(form)
    assert bidang(FormPilih()) == lama


def test_isian_orang_tidak_tersimpan():
    bidang(FormPilih())
    terisi = bidang(FormPilih({"nama": "Wa Ode Rahasia", "warna": "x"}))
    assert "Wa Ode Rahasia" in terisi
    assert "is-invalid" in terisi
    assert "Rahasia" not in bidang(FormPilih())


def test_sela_memotong_formulir():
    awal, akhir = potongan(FormBersela())
    assert 'name="nama"' in awal
    assert 'name="warna"' not in awal + akhir
    assert akhir.strip() == "</div>"
    awal, _ = potongan(FormBersela({"nama": "Wa Ina"}))
    assert "Wa Ina" in awal
