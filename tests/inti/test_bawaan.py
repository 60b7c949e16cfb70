"""The faster `url` and `extends` write what Django's own write."""

from uuid import UUID

import pytest
from django.contrib import admin
from django.template import Context, Engine, TemplateSyntaxError
from django.template.context import RequestContext
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from dinsos.inti.templatetags import bawaan

BERKAS, SURAT = UUID("7bfac263-ab8b-496e-a4a1-1708c946aace"), 4711
ALAMAT = [
    ('{% url "portal:kerja" %}', reverse("portal:kerja")),
    ('{% url "portal:surat" surat %}', reverse("portal:surat", args=[SURAT])),
    ('{% url "portal:surat_berkas" surat berkas %}', reverse("portal:surat_berkas", args=[SURAT, BERKAS])),
    (
        '{% url "portal:surat_cetak" surat "tanda-terima" %}',
        reverse("portal:surat_cetak", args=[SURAT, "tanda-terima"]),
    ),
    ('{% url "portal:surat" pk=surat %}', reverse("portal:surat", args=[SURAT])),
    ('{% url "portal:surat" surat as di %}[{{ di }}]', f"[{reverse('portal:surat', args=[SURAT])}]"),
    ('{% url "admin:disposisi_putuskan" surat %}', reverse("admin:disposisi_putuskan", args=[SURAT])),
]


def mesin(templat: dict[str, str], *bawaan_lain: str) -> Engine:
    return Engine(
        loaders=[
            ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", templat)])
        ],
        builtins=list(bawaan_lain),
    )


def tulis(isi: str, **nilai) -> str:
    return mesin({"a": isi}, bawaan.__name__).get_template("a").render(Context(nilai))


@pytest.mark.parametrize(("isi", "alamat"), ALAMAT)
def test_the_address_is_the_one_that_reverse_tells(isi, alamat):
    for nomor in (SURAT, SURAT):  # the second time from what was kept
        assert tulis(isi, surat=nomor, berkas=BERKAS) == alamat
    lain = tulis(isi, surat=SURAT + 1, berkas=BERKAS)
    assert lain == alamat.replace(str(SURAT), str(SURAT + 1))


def test_what_has_no_address_is_told_as_ever():
    with pytest.raises(NoReverseMatch):
        tulis('{% url "portal:surat" surat %}', surat="bukan nomor")
    with pytest.raises(NoReverseMatch):
        tulis('{% url "portal:surat" surat %}', surat=None)
    with pytest.raises(NoReverseMatch):
        tulis('{% url "portal:tidak_ada" surat %}', surat=1)
    assert tulis('{% url "portal:tidak_ada" surat as di %}[{{ di }}]', surat=1) == "[]"


def test_the_admin_that_shows_the_page_is_asked_for_its_address():
    permintaan = RequestFactory().get("/")
    permintaan.current_app = admin.site.name
    templat = mesin({"a": '{% url "admin:index" %}'}, bawaan.__name__).get_template("a")
    assert templat.render(RequestContext(permintaan)) == reverse("admin:index")


BERTINGKAT = {
    "dasar": "<{% block a %}dasar a{% endblock %}|{% block b %}{% block c %}dasar c{% endblock %}{% endblock %}>",
    "tengah": '{% extends "dasar" %}{% block a %}tengah+{{ block.super }}{% endblock %}',
    "anak": '{% extends "tengah" %}{% block c %}{{ nama }}{% endblock %}'
    "{% block a %}anak+{{ block.super }}{% endblock %}",
    "lain": "{% extends mana %}{% block b %}lain{% endblock %}",
}


@pytest.mark.parametrize(
    ("nama", "nilai"),
    [("dasar", {}), ("tengah", {}), ("anak", {"nama": "<b>"}), ("lain", {"mana": "tengah"})],
)
def test_blocks_are_those_of_django(nama, nilai):
    kami, django = mesin(BERTINGKAT, bawaan.__name__), mesin(BERTINGKAT)
    harapan = django.get_template(nama).render(Context(nilai))
    for _ in range(2):
        assert kami.get_template(nama).render(Context(nilai)) == harapan
    assert kami.get_template("dasar").render(Context()) == django.get_template("dasar").render(Context())


def test_extends_is_refused_where_django_refuses_it():
    for isi in (
        "{% extends %}",
        '{% if 1 %}{% endif %}{% extends "dasar" %}',
        '{% extends "dasar" %}{% extends "dasar" %}',
    ):
        with pytest.raises(TemplateSyntaxError):
            mesin({"a": isi, "dasar": ""}, bawaan.__name__).get_template("a")
