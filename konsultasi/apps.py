from django.apps import AppConfig


class KonsultasiConfig(AppConfig):
    name = "konsultasi"
    label = "konsultasi"
    verbose_name = "Konsultasi"

    def ready(self) -> None:
        from dinsos.agenda import layanan
        from konsultasi.layanan import RINCIAN

        layanan.daftar(RINCIAN)
