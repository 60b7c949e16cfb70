/* Signature pad: <div data-tanda-tangan data-masukan="id of a hidden input" hidden> with a canvas and a button
   [data-hapus]. The drawing goes into the input as a PNG data URL after every stroke, so a rejected form brings
   it back. Without JavaScript the pad stays hidden and the typed name is used. */
"use strict";

for (const papan of document.querySelectorAll("[data-tanda-tangan]")) {
  const masukan = document.getElementById(papan.dataset.masukan);
  const kanvas = papan.querySelector("canvas");
  const keadaan = papan.querySelector("[data-keadaan]");
  if (!masukan || !kanvas) continue;
  const kuas = kanvas.getContext("2d");
  let titik = null;

  const kosongkan = () => {
    kuas.fillStyle = "#fff";
    kuas.fillRect(0, 0, kanvas.width, kanvas.height);
  };
  const kabarkan = (kata) => {
    if (keadaan) keadaan.textContent = kata;
  };
  const letak = (peristiwa) => {
    const kotak = kanvas.getBoundingClientRect();
    return [
      ((peristiwa.clientX - kotak.left) * kanvas.width) / kotak.width,
      ((peristiwa.clientY - kotak.top) * kanvas.height) / kotak.height,
    ];
  };
  const garis = (ke) => {
    kuas.beginPath();
    kuas.moveTo(...titik);
    kuas.lineTo(...ke);
    kuas.stroke();
    titik = ke;
  };
  const selesai = () => {
    if (!titik) return;
    titik = null;
    masukan.value = kanvas.toDataURL("image/png");
    masukan.dispatchEvent(new Event("change", { bubbles: true }));
    kabarkan("Tanda tangan tersimpan di formulir.");
  };

  kosongkan();
  Object.assign(kuas, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: "#10224a" });
  kanvas.addEventListener("pointerdown", (peristiwa) => {
    if (peristiwa.button > 0) return;
    peristiwa.preventDefault();
    kanvas.setPointerCapture(peristiwa.pointerId);
    titik = letak(peristiwa);
    garis(titik); // a dot is a stroke too
  });
  kanvas.addEventListener("pointermove", (peristiwa) => {
    if (titik) (peristiwa.getCoalescedEvents?.() || [peristiwa]).forEach((langkah) => garis(letak(langkah)));
  });
  kanvas.addEventListener("pointerup", selesai);
  kanvas.addEventListener("pointercancel", selesai);
  papan.querySelector("[data-hapus]")?.addEventListener("click", () => {
    kosongkan();
    masukan.value = "";
    masukan.dispatchEvent(new Event("change", { bubbles: true }));
    kabarkan("Gambar dihapus. Silakan gambar lagi.");
  });

  if (masukan.value.startsWith("data:image/")) {
    const gambar = new Image();
    gambar.onload = () => kuas.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
    gambar.src = masukan.value;
  }
  papan.hidden = false;
}
