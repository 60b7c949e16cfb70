/* A form is sent once: after the first press its button says "Sedang mengirim…" and further presses do nothing.
   The button comes back when the page is shown again from the browser's memory, and after a minute. A form that
   stays on the page (a download) says data-boleh-ulang; a button that opens another tab sends nothing. Without JavaScript the server's idempotency key does the work. */
"use strict";

function sifatTeks(tombol) {
  return tombol.tagName === "INPUT" ? "value" : "textContent";
}

function pulihkan(formulir) {
  delete formulir.dataset.terkirim;
  for (const tombol of formulir.querySelectorAll("[data-teks]")) {
    tombol.removeAttribute("aria-disabled");
    tombol[sifatTeks(tombol)] = tombol.dataset.teks;
    delete tombol.dataset.teks;
  }
}

document.addEventListener("submit", (peristiwa) => {
  const formulir = peristiwa.target;
  const kirim = (formulir.getAttribute("method") || "get").toLowerCase() === "post";
  if (!kirim || peristiwa.defaultPrevented || "bolehUlang" in formulir.dataset) return;
  if (peristiwa.submitter?.hasAttribute("formtarget")) return;
  if (formulir.dataset.terkirim) {
    peristiwa.preventDefault();
    return;
  }
  formulir.dataset.terkirim = "ya";
  setTimeout(pulihkan, 60000, formulir);
  const tombol = peristiwa.submitter || formulir.querySelector("[type=submit]");
  if (!tombol) return;
  const sifat = sifatTeks(tombol);
  tombol.dataset.teks = tombol[sifat];
  tombol.setAttribute("aria-disabled", "true");
  // After the browser has collected the form's values: the text of an <input> button is one of them.
  setTimeout(() => {
    if (formulir.dataset.terkirim) tombol[sifat] = tombol.dataset.mengirim || "Sedang mengirim…";
  });
});

window.addEventListener("pageshow", (peristiwa) => {
  if (peristiwa.persisted) document.querySelectorAll("form[data-terkirim]").forEach(pulihkan);
});
