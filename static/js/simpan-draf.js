/* Keeps what is typed: form[data-simpan-draf] sends its text, never files, to its own address five seconds after the
   last change and when the page is left. [data-tersimpan] says so. When the connection is gone it tries again with the
   next change; the page itself keeps everything. Without JavaScript the button "Simpan dulu" does the same. */
"use strict";

for (const formulir of document.querySelectorAll("form[data-simpan-draf]")) {
  const kata = formulir.querySelector("[data-tersimpan]");
  let jeda = null;
  let batal = null;
  let berubah = false;

  const simpan = async () => {
    clearTimeout(jeda);
    if (!berubah || formulir.dataset.terkirim) return;
    berubah = false;
    const isi = new URLSearchParams();
    for (const [nama, nilai] of new FormData(formulir)) if (typeof nilai === "string") isi.append(nama, nilai);
    for (const gambar of formulir.querySelectorAll("[data-masukan]")) isi.delete(document.getElementById(gambar.dataset.masukan)?.name);
    isi.set("simpan", "otomatis");
    batal = new AbortController();
    try {
      const jawaban = await fetch(formulir.action, { method: "POST", body: isi, keepalive: true, redirect: "error", signal: batal.signal });
      if (!jawaban.ok) throw new Error(String(jawaban.status));
      if (kata) kata.textContent = "Tulisan Anda tersimpan di sini sementara.";
    } catch {
      if (batal.signal.aborted) return;
      berubah = true;
      if (kata) kata.textContent = "Belum tersimpan: sambungan terputus. Tulisan Anda tetap ada di halaman ini.";
    }
  };

  formulir.addEventListener("input", () => {
    berubah = true;
    clearTimeout(jeda);
    jeda = setTimeout(simpan, 5000);
  });
  formulir.addEventListener("submit", () => {
    clearTimeout(jeda);
    berubah = false;
    batal?.abort();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) simpan(); });
  window.addEventListener("online", simpan);
}
