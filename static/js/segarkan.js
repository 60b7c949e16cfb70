/* Staff pages that renew themselves: every element with an id and data-segarkan="seconds" is fetched again from the
   page's own address and swapped; what is due at the same moment shares one request. It waits while the tab is hidden,
   while someone works in a form inside and while something inside is unfolded. The focus stays where it was. When
   renewing fails, [data-segarkan-gagal] is shown: the screen is old and says so. */
"use strict";

function sedangDipakai(bagian) {
  const fokus = document.activeElement;
  return (bagian.contains(fokus) && fokus.closest("form")) || bagian.querySelector("details[open], dialog[open]");
}

let berjalan = null;

function ambil() {
  berjalan ??= ambilBaru().finally(() => { berjalan = null; });
  return berjalan;
}

async function ambilBaru() {
  const jawaban = await fetch(location.href, { headers: { "X-Segarkan": "1" }, redirect: "error", cache: "no-store" });
  if (!jawaban.ok) throw new Error(String(jawaban.status));
  return new DOMParser().parseFromString(await jawaban.text(), "text/html");
}

async function segarkan(id) {
  const bagian = document.getElementById(id);
  if (!bagian || document.hidden || sedangDipakai(bagian)) return;
  const gagal = document.querySelector("[data-segarkan-gagal]");
  try {
    const baru = (await ambil()).getElementById(id);
    if (!baru) throw new Error(id);
    if (sedangDipakai(bagian)) return;
    const letakFokus = bagian.contains(document.activeElement) && document.activeElement.id;
    if (baru.innerHTML !== bagian.innerHTML) bagian.replaceChildren(...baru.cloneNode(true).childNodes);
    if (letakFokus) (document.getElementById(letakFokus) || bagian).focus({ preventScroll: true });
    if (gagal) gagal.hidden = true;
  } catch {
    if (gagal) gagal.hidden = false;
  }
}

for (const { id, dataset } of document.querySelectorAll("[data-segarkan][id]")) {
  const jeda = Math.max(5, Number(dataset.segarkan) || 30) * 1000;
  setInterval(segarkan, jeda, id);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) segarkan(id); });
}
