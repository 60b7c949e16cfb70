from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "dinsos.agenda"
    label = "agenda"
    verbose_name = "Register surat masuk"

    def ready(self) -> None:
        from dinsos.agenda import pesan
        from dinsos.notifikasi import registri

        for kelas in pesan.SEMUA:
            registri.daftar(kelas)
