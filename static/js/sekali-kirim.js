/* A form is sent once: after the first press its buttons say "Sedang mengirim…" and ignore further presses.
   They come back when the page is shown again from the browser's memory. Without JavaScript the server's
   idempotency key does the work. */
"use strict";

document.addEventListener("submit", (peristiwa) => {
  const formulir = peristiwa.target;
  if (formulir.method !== "post" || peristiwa.defaultPrevented) return;
  if (formulir.dataset.terkirim) {
    peristiwa.preventDefault();
    return;
  }
  formulir.dataset.terkirim = "ya";
  const tombol = peristiwa.submitter || formulir.querySelector("[type=submit]");
  if (!tombol) return;
  tombol.setAttribute("aria-disabled", "true");
  const sifat = tombol.tagName === "INPUT" ? "value" : "textContent";
  if (sifat === "value" && tombol.name) return; // its value is part of what is sent
  tombol.dataset.teks = tombol[sifat];
  tombol[sifat] = tombol.dataset.mengirim || "Sedang mengirim…";
});

window.addEventListener("pageshow", (peristiwa) => {
  if (!peristiwa.persisted) return;
  for (const formulir of document.querySelectorAll("form[data-terkirim]")) {
    delete formulir.dataset.terkirim;
    for (const tombol of formulir.querySelectorAll("[aria-disabled=true]")) {
      tombol.removeAttribute("aria-disabled");
      if (tombol.dataset.teks) tombol[tombol.tagName === "INPUT" ? "value" : "textContent"] = tombol.dataset.teks;
    }
  }
});
