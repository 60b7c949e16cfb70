from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "dinsos.agenda"
    label = "agenda"
    verbose_name = "Register surat masuk"

    def ready(self) -> None:
        from dinsos.agenda import pesan, pesan_staf
        from dinsos.agenda.pengecualian import kecualikan_yang_disebut
        from dinsos.akun import perubahan
        from dinsos.notifikasi import registri

        for kelas in (*pesan.SEMUA, *pesan_staf.SEMUA):
            registri.daftar(kelas)
        perubahan.daftar(kecualikan_yang_disebut)
