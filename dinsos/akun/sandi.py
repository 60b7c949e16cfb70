"""What is asked of a password, in our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class PanjangSandi(MinimumLengthValidator):
    """As Django's."""

    def get_error_message(self) -> str:
        return f"Kata sandi paling sedikit {self.min_length} huruf."
