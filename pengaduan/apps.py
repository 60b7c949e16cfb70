from django.apps import AppConfig


class PengaduanConfig(AppConfig):
    name = "pengaduan"
    label = "pengaduan"
    verbose_name = "Pengaduan"

    def ready(self) -> None:
        from dinsos.agenda import layanan
        from pengaduan.layanan import RINCIAN

        layanan.daftar(RINCIAN)
