from django.contrib.auth.backends import ModelBackend


class BackendPengguna(ModelBackend):
    """Accounts of the office."""
