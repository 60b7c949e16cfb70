/* Copy buttons: data-salin holds the id of the element whose text is copied. Hidden where copying is not possible. */
"use strict";

if (navigator.clipboard) {
  for (const tombol of document.querySelectorAll("[data-salin]")) {
    const kata = tombol.querySelector("span") || tombol;
    const semula = kata.textContent;
    tombol.hidden = false;
    tombol.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(tombol.dataset.salin).textContent.trim());
        kata.textContent = "Tersalin";
      } catch {
        kata.textContent = "Gagal menyalin. Tekan lama pada teksnya.";
      }
      setTimeout(() => { kata.textContent = semula; }, 3000);
    });
  }
}
