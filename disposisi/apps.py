from django.apps import AppConfig


class DisposisiConfig(AppConfig):
    name = "disposisi"
    label = "disposisi"
    verbose_name = "Disposisi"

    def ready(self) -> None:
        from dinsos.agenda import querysets, surat_terbit
        from dinsos.notifikasi import registri
        from disposisi import jadwal_undangan, pembaca, pesan_jadwal, pesan_penarikan

        querysets.PEMBACA_LAIN.append(pembaca.pernah_memutus)
        surat_terbit.UNDANGAN_KINI["pemberitahuan"] = jadwal_undangan.yang_kini
        for kelas in (*pesan_jadwal.SEMUA, pesan_penarikan.PenarikanKeputusan):
            registri.daftar(kelas)
