/* Shrinks large photos on the phone before they are sent: inputs with data-perkecil, longest side 1600 px, JPEG 0.8.
   A HEIC photo becomes a JPEG where the phone can read it, because the server takes no HEIC. Anything else that is no
   photo, cannot be read or would not get smaller stays as it is; the server checks all files anyway. */
"use strict";

const SISI_MAKS = 1600;
const UKURAN_KECIL = 300 * 1024;

async function perkecil(berkas) {
  const heic = /^image\/hei[cf]$/.test(berkas.type) || /\.hei[cf]$/i.test(berkas.name);
  const foto = /^image\/(jpeg|png|webp)$/.test(berkas.type) && berkas.size >= UKURAN_KECIL;
  if (!heic && !foto) return berkas;
  const gambar = await createImageBitmap(berkas);
  const skala = Math.min(1, SISI_MAKS / Math.max(gambar.width, gambar.height));
  const kanvas = document.createElement("canvas");
  kanvas.width = Math.round(gambar.width * skala);
  kanvas.height = Math.round(gambar.height * skala);
  const kuas = kanvas.getContext("2d");
  kuas.fillStyle = "#fff";
  kuas.fillRect(0, 0, kanvas.width, kanvas.height);
  kuas.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
  gambar.close();
  const hasil = await new Promise((terima) => kanvas.toBlob(terima, "image/jpeg", 0.8));
  if (!hasil || (!heic && hasil.size >= berkas.size)) return berkas;
  const nama = berkas.name.replace(/\.\w+$/, "") + ".jpg";
  return new File([hasil], nama, { type: "image/jpeg", lastModified: berkas.lastModified });
}

document.addEventListener("change", async (peristiwa) => {
  const masukan = peristiwa.target;
  if (!masukan.matches?.("input[type=file][data-perkecil]") || !masukan.files.length) return;
  const pilihan = [...masukan.files];
  try {
    const hasil = await Promise.all(pilihan.map((berkas) => perkecil(berkas).catch(() => berkas)));
    const tetap = pilihan.every((berkas, i) => masukan.files[i] === berkas); // chosen anew meanwhile?
    if (!tetap || masukan.files.length !== pilihan.length || hasil.every((berkas, i) => berkas === pilihan[i])) return;
    const wadah = new DataTransfer();
    hasil.forEach((berkas) => wadah.items.add(berkas));
    masukan.files = wadah.files;
  } catch {
    // An old browser: the files go as they are.
  }
});
