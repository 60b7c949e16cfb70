/* Guests who came before are looked up while the desk types a name or a phone number ([data-cari-tamu]): the form is
   sent to its own page with "cari", and the list that comes back (#hasil-tamu) is shown. Nothing stands in an address.
   Without JavaScript the button "Cari tamu lama" does the same. */
"use strict";

const formulirTamu = document.querySelector("form[data-tamu]");
const wadah = document.getElementById("hasil-tamu");
let jeda = null;
let giliran = 0;

async function cariTamu() {
  const isi = new FormData(formulirTamu);
  isi.set("cari", "1");
  const nomor = ++giliran;
  const jawaban = await fetch(formulirTamu.action, { method: "POST", body: isi, redirect: "error", cache: "no-store" });
  if (!jawaban.ok || nomor !== giliran) return;
  const halaman = new DOMParser().parseFromString(await jawaban.text(), "text/html");
  const baru = halaman.getElementById("hasil-tamu");
  if (baru) wadah.replaceChildren(...document.importNode(baru, true).childNodes);
}

if (formulirTamu && wadah) {
  formulirTamu.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-cari-tamu]")) return;
    clearTimeout(jeda);
    jeda = setTimeout(() => cariTamu().catch(() => {}), 300);
  });
  wadah.addEventListener("click", (peristiwa) => {
    const tombol = peristiwa.target.closest("button[data-nama]");
    if (!tombol) return;
    peristiwa.preventDefault();
    for (const nama of ["nama", "telepon", "asal"]) formulirTamu.elements[nama].value = tombol.dataset[nama];
    wadah.replaceChildren();
    formulirTamu.elements.jenis[0].focus();
  });
}
