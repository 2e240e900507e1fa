// PDFs as they leave the browser, and as the command line and poppler see them.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { tab } from "../editor/letter.mjs";
import * as environment from "../harness/environment.mjs";
import { temporaryFolder } from "../harness/folder.mjs";

const run = promisify(execFile);
const MM = 25.4 / 72;

// 紙面 is open, and shows what the letter is now.
export async function openPaper(page) {
  await tab(page, "紙面").click();
  await made(page);
}

// The PDF of what the letter is now is there, and its pages are drawn.
export async function made(page) {
  await page.locator(".print__state", { hasText: /^A4・\d+ページ・\d+KB$/ }).waitFor();
  await page.waitForFunction(() => {
    const pages = [...document.querySelectorAll(".print__image")];
    return pages.length > 0 && pages.every((image) => image.complete && image.naturalWidth > 0);
  });
}

// Does what changes the paper, and waits until its pages are drawn anew.
export async function redrawn(page, change) {
  const shown = () => page.locator(".print__image").first().getAttribute("src");
  const before = await shown();
  await change();
  await page.waitForFunction((before) => document.querySelector(".print__image")?.getAttribute("src") !== before, before);
  await made(page);
}

// Presses 「PDFを保存」, past what is said before a device's first file, and gives the bytes.
export async function savePdf(page) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "PDFを保存" }).click();
  const ask = page.getByRole("button", { name: "わかりました。保存する" });
  const done = page.getByText("「ダウンロード」に保存しました。");
  await ask.or(done).first().waitFor();
  if (await ask.isVisible()) await ask.click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

// What `ikensho pdf` makes of a letter.
export async function nativePdf(t, letter, words = []) {
  const folder = await temporaryFolder(t, "ikensho-pdf");
  const [from, to] = [join(folder, "letter.json"), join(folder, "letter.pdf")];
  await writeFile(from, JSON.stringify(letter));
  await run(environment.serverBinary(), ["pdf", from, "-o", to, ...words]);
  return readFile(to);
}

async function poppler(program, words, pdf) {
  const child = run(program, words, { encoding: "buffer", maxBuffer: 1 << 28 });
  child.child.stdin.end(pdf);
  return (await child).stdout;
}

// The PDF's text, without spaces.
export async function textOf(pdf) {
  return (await poppler("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], pdf)).toString().replace(/\s/gu, "");
}

// Where each word of the PDF stands, in millimetres from the paper's top-left corner.
export async function wordsOf(pdf) {
  const html = (await poppler("pdftotext", ["-bbox", "-enc", "UTF-8", "-", "-"], pdf)).toString();
  const pages = html.split("<page ").slice(1);
  return pages.flatMap((page, n) =>
    [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>([^<]*)<\/word>/g)].map(([, x, y, word]) => ({ page: n + 1, x: x * MM, y: y * MM, word })));
}

// A page in shades of grey, `dpi` dots an inch.
export async function pictureOf(pdf, page, dpi = 100) {
  const pgm = await poppler("pdftoppm", ["-gray", "-r", String(dpi), "-f", String(page), "-l", String(page), "-"], pdf);
  const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString("latin1")).map(Number);
  return { width, height, dots: pgm.subarray(pgm.length - width * height) };
}

// The share of a picture's black dots round which, within `reach` dots, the other one is white: the larger of both ways.
export function difference(a, b, reach = 1) {
  const under = (shade) => ({ width, height, dots }, x, y) => x >= 0 && y >= 0 && x < width && y < height && dots[y * width + x] < shade;
  const [black, dark] = [under(96), under(224)];
  const lone = (one, other) => {
    let [all, alone] = [0, 0];
    for (let y = 0; y < one.height; y += 1) {
      for (let x = 0; x < one.width; x += 1) {
        if (!black(one, x, y)) continue;
        all += 1;
        let near = false;
        for (let dy = -reach; dy <= reach && !near; dy += 1) for (let dx = -reach; dx <= reach && !near; dx += 1) near = dark(other, x + dx, y + dy);
        if (!near) alone += 1;
      }
    }
    return alone / Math.max(all, 1);
  };
  return Math.max(lone(a, b), lone(b, a));
}
