"""Template filters of `dinsos.inti.teks`."""

from django import template

from dinsos.inti import teks

register = template.Library()
register.filter("tanggal", teks.tanggal)
register.filter("waktu", teks.waktu)
register.filter("waktu_pendek", teks.waktu_pendek)
register.filter("pukul", teks.pukul)
register.filter("durasi", teks.durasi)
register.filter("rupiah", teks.rupiah)
