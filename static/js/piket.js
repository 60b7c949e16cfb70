/* The desk renews itself: every list [data-segar][id] is fetched again from the page's own address, and its children
   are put in place one by one, by their ids. A child in which somebody works (focus in a field, something chosen or
   typed, something unfolded) stays as it is, and the focus on a button finds the same button again. When renewing
   fails, [data-segarkan-gagal] is shown: the screen is old and says so. [data-cetak] prints the page; a page with
   [data-cetak-langsung] prints itself when it opens. */
"use strict";

const DIUBAH = "data-diubah";

function sedangDipakai(unsur) {
  const fokus = document.activeElement;
  const mengisi = unsur.contains(fokus) && fokus.matches("input, select, textarea");
  return mengisi || unsur.querySelector(`[${DIUBAH}], details[open]`);
}

function pasang(lama, baru) {
  const sisa = new Map([...lama.children].map((anak) => [anak.id, anak]));
  const urutan = [...baru.children].map((anak) => {
    const ada = anak.id && sisa.get(anak.id);
    sisa.delete(anak.id);
    return ada && (sedangDipakai(ada) || ada.isEqualNode(anak)) ? ada : document.importNode(anak, true);
  });
  for (const anak of sisa.values()) if (!sedangDipakai(anak)) anak.remove(); else urutan.push(anak);
  urutan.forEach((anak, n) => {
    if (lama.children[n] === anak) return;
    const kembar = anak.id && [...lama.children].find((satu) => satu.id === anak.id && satu !== anak);
    if (kembar) kembar.remove();
    lama.insertBefore(anak, lama.children[n] || null);
  });
}

async function segarkan() {
  if (document.hidden) return;
  const gagal = document.querySelector("[data-segarkan-gagal]");
  try {
    const jawaban = await fetch(location.pathname, { headers: { "X-Segarkan": "1" }, redirect: "error", cache: "no-store" });
    if (!jawaban.ok) throw new Error(String(jawaban.status));
    const halaman = new DOMParser().parseFromString(await jawaban.text(), "text/html");
    const fokus = document.activeElement?.id;
    for (const lama of document.querySelectorAll("[data-segar][id]")) {
      const baru = halaman.getElementById(lama.id);
      if (baru) pasang(lama, baru);
    }
    if (fokus && document.activeElement?.id !== fokus) document.getElementById(fokus)?.focus({ preventScroll: true });
    if (gagal) gagal.hidden = true;
  } catch {
    if (gagal) gagal.hidden = false;
  }
}

document.addEventListener("input", ({ target }) => target.closest("[data-segar]") && target.setAttribute(DIUBAH, ""));
for (const tombol of document.querySelectorAll("[data-cetak]")) {
  tombol.hidden = false;
  tombol.addEventListener("click", () => window.print());
}
if (document.querySelector("[data-cetak-langsung]")) {
  window.addEventListener("load", () => window.print());
}
if (document.querySelector("[data-segar]")) {
  setInterval(segarkan, 10000);
  document.addEventListener("visibilitychange", segarkan);
}
