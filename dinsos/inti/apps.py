from django.apps import AppConfig


class IntiConfig(AppConfig):
    name = "dinsos.inti"
    label = "inti"

    def ready(self) -> None:
        from simple_history.signals import pre_create_historical_record

        pre_create_historical_record.connect(_waktu_riwayat, dispatch_uid="dinsos.inti.waktu_riwayat")


def _waktu_riwayat(sender, history_instance, **_) -> None:
    """History of rows is dated by the product's clock, like everything else (machinery, no business rule)."""
    from dinsos.inti import jam

    history_instance.history_date = jam.sekarang()
