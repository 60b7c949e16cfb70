from django.apps import AppConfig


class LaporanConfig(AppConfig):
    name = "dinsos.laporan"
    label = "laporan"
    verbose_name = "Laporan"

    def ready(self) -> None:
        from dinsos.laporan.pesan import BelumTerbantu
        from dinsos.notifikasi import registri

        registri.daftar(BelumTerbantu)
