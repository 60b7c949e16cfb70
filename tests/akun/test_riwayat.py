"""History in the admin is to be read: no address puts an old version back or saves one."""

import pytest
from django.contrib import admin

from dinsos.inti.riwayat_admin import RiwayatTerbaca
from tests import pabrik


@pytest.mark.django_db
def test_old_version_takes_no_form(client):
    """Whoever may only look at accounts can't change one by posting to the address of an old version."""
    kepala, korban = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas")
    client.force_login(kepala)
    isian = {
        "username": "diubah",
        "nama": "Diubah",
        "email": "lain@contoh.test",
        "groups": [grup.pk for grup in kepala.groups.all()],
        "is_active": "on",
    }
    alamat = f"/admin/akun/pengguna/{korban.pk}/history/{korban.history.latest().pk}/"
    assert client.get(alamat, follow=True).status_code in (200, 404)
    client.post(alamat, isian)
    lama = korban.email
    korban.refresh_from_db()
    assert korban.email == lama
    assert not korban.groups.filter(name="kepala_dinas").exists()


def test_every_screen_with_history_uses_the_read_only_one():
    bermasalah = [
        model._meta.label
        for model, layar in admin.site._registry.items()
        if hasattr(model, "history") and not isinstance(layar, RiwayatTerbaca)
    ]
    assert bermasalah == []
