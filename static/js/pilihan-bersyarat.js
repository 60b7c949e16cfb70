/* Shows a part of a form only while it is needed: data-tampil-bila="field=value[,value]", next to the field in the
   same form. Hidden parts keep what was typed, but nothing in them is mandatory; the server decides again. Without
   JavaScript every part is shown. A part that holds an error is shown when the page opens, whatever the answer. */
"use strict";

function atur(bagian, awal) {
  const [nama, daftar = ""] = bagian.dataset.tampilBila.split("=");
  const jawaban = new FormData(bagian.closest("form")).getAll(nama);
  const cocok = daftar.split(",").some((nilai) => jawaban.includes(nilai));
  bagian.hidden = !cocok && !(awal && bagian.querySelector(".is-invalid"));
  for (const masukan of bagian.querySelectorAll("[required], [data-wajib]")) {
    if (bagian.hidden) {
      masukan.dataset.wajib = "";
      masukan.required = false;
    } else if (!masukan.closest("[hidden]")) {
      masukan.required = true;
    }
  }
}

function aturSemua(formulir, awal) {
  for (const bagian of formulir.querySelectorAll("[data-tampil-bila]")) atur(bagian, awal);
}

for (const formulir of document.forms) {
  if (!formulir.querySelector("[data-tampil-bila]")) continue;
  aturSemua(formulir, true);
  formulir.addEventListener("change", (peristiwa) => {
    const pemicu = `[data-tampil-bila^="${CSS.escape(peristiwa.target.name)}="]`;
    if (peristiwa.target.name && formulir.querySelector(pemicu)) aturSemua(formulir, false);
  });
  window.addEventListener("pageshow", () => aturSemua(formulir, true)); // after the browser has put old answers back
}
