"""Filters of the dashboards."""

from django import forms

from dinsos.agenda.enums import Layanan
from dinsos.agenda.tampilan import NAMA_JAM
from dinsos.laporan.tenggat import PIMPINAN, Ringkasan, Saringan


class FormSaringan(forms.Form):
    """Which service, clock and officer the dashboard shows. Only shown: `Saringan.baca` reads the address.

    `pejabat` is whether the person sees more letters than the own ones; an officer needs no officer filter.
    """

    use_required_attribute = False
    baku = True

    layanan = forms.ChoiceField(label="Layanan", choices=[("", "Semua layanan"), *Layanan.choices])
    jenis = forms.ChoiceField(
        label="Tenggat",
        choices=[("", "Semua tenggat"), *NAMA_JAM.items()],
    )
    petugas = forms.ChoiceField(label="Petugas")

    def __init__(self, *, saringan: Saringan, ringkasan: Ringkasan, pejabat: bool) -> None:
        isi = {"layanan": saringan.layanan, "jenis": saringan.jenis, "petugas": saringan.petugas}
        super().__init__(initial=isi, auto_id="saring_%s")
        if not pejabat:
            del self.fields["petugas"]
            return
        orang = [(p["petugas"], p["nama"]) for p in ringkasan.per_petugas if p["petugas"] != PIMPINAN]
        pilihan = [("", "Semua petugas"), (PIMPINAN, "Pimpinan"), *sorted(orang, key=lambda p: p[1])]
        if saringan.petugas not in dict(pilihan):
            pilihan.append((saringan.petugas, "Petugas tanpa tenggat"))
        self.fields["petugas"].choices = pilihan
