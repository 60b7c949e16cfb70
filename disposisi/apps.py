from django.apps import AppConfig


class DisposisiConfig(AppConfig):
    name = "disposisi"
    label = "disposisi"
    verbose_name = "Disposisi"

    def ready(self) -> None:
        from dinsos.agenda import pesan_tanda, querysets, surat_terbit
        from dinsos.notifikasi import registri
        from disposisi import jadwal_kabar, jadwal_undangan, pembaca, pesan_jadwal, pesan_penarikan

        querysets.PEMBACA_LAIN.append(pembaca.pernah_memutus)
        surat_terbit.UNDANGAN_KINI["pemberitahuan"] = jadwal_undangan.yang_kini
        pesan_tanda.TAHU_SLOT.append(jadwal_kabar.tahu_slot)
        for kelas in (*pesan_jadwal.SEMUA, pesan_penarikan.PenarikanKeputusan):
            registri.daftar(kelas)
