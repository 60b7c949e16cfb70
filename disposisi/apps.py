from django.apps import AppConfig


class DisposisiConfig(AppConfig):
    name = "disposisi"
    label = "disposisi"
    verbose_name = "Disposisi"

    def ready(self) -> None:
        from dinsos.notifikasi import registri
        from disposisi import pesan_jadwal

        for kelas in pesan_jadwal.SEMUA:
            registri.daftar(kelas)
