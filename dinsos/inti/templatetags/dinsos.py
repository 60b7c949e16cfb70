"""Template filters of `dinsos.inti`: texts, addresses of rows, forms that are written once."""

from django import template

from dinsos.inti import alamat, form_sekali, teks

register = template.Library()
register.filter("tanggal", teks.tanggal)
register.filter("waktu", teks.waktu)
register.filter("waktu_pendek", teks.waktu_pendek)
register.filter("pukul", teks.pukul)
register.filter("durasi", teks.durasi)
register.filter("rupiah", teks.rupiah)
register.filter("alamat", alamat.alamat)
register.filter("crispy_sekali", form_sekali.bidang)
