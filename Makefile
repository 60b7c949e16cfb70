# Perintah sehari-hari. Penjelasan lengkap: README.md dan docs/operasi.md.
SHELL := /bin/sh
PORT ?= 8000
export PORT

.PHONY: bantuan siap run test test-berat bench bobot panduan lint rapi bersih

bantuan:
	@echo "make run         siapkan dan jalankan peragaan di http://127.0.0.1:$(PORT) (PORT=... menggantinya)"
	@echo "make test        lint, pemeriksaan, uji di SQLite dan PostgreSQL, perjalanan di peramban"
	@echo "make test-berat  balapan dan beban dalam ukuran penuh, setiap halaman di peramban"
	@echo "make bench       ukur kecepatan halaman di SQLite dan PostgreSQL (lihat docs/kinerja.md)"
	@echo "make bobot       ukur berat dan periksa setiap halaman dengan axe (lihat docs/bobot.md)"
	@echo "make panduan     ambil ulang gambar panduan dari peragaan"
	@echo "make lint        pemeriksaan gaya saja"
	@echo "make rapi        rapikan format kode dan templat"
	@echo "make bersih      hapus hasil bangunan (data dan .env tidak disentuh)"

siap:
	@.ci/siapkan.sh

run: siap
	@.ci/jalan.sh

test: siap
	@.ci/uji.sh

test-berat: siap
	@.ci/uji.sh berat

bench: siap
	@.venv/bin/python .ci/bench/bench.py

bobot: siap
	@.venv/bin/python -m tests.bantu.bobot

panduan: siap
	@.venv/bin/python .ci/panduan.py

lint: siap
	@.ci/uji.sh lint

rapi: siap
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .
	@.venv/bin/djlint --reformat --quiet templates || true

bersih:
	rm -rf .venv data/static .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
