from django.apps import AppConfig


class DisposisiConfig(AppConfig):
    name = "disposisi"
    label = "disposisi"
    verbose_name = "Disposisi"

    def ready(self) -> None:
        from dinsos.agenda import querysets
        from dinsos.notifikasi import registri
        from disposisi import pembaca, pesan_jadwal, pesan_penarikan

        querysets.PEMBACA_LAIN.append(pembaca.pernah_memutus)
        for kelas in (*pesan_jadwal.SEMUA, pesan_penarikan.PenarikanKeputusan):
            registri.daftar(kelas)
