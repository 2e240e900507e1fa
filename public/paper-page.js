// The page's side of printing: asks the worker, shows pages, saves and prints. The build writes FILES above this line.

let worker = null;
let last = 0;
const waiting = new Map();

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = FILES.sheet;
document.head.append(style);

// Asked for as soon as anything of printing is shown: with this file comes its style.
export function begin() {}

// `{ blob, size, count, notes, pages }` or `{ failed }`. `pages` are addresses of pictures of the PDF's first pages.
export async function make(job, pictures) {
  last += 1;
  const id = last;
  const answer = await new Promise((resolve) => {
    waiting.set(id, resolve);
    thread().postMessage({ id, job, pictures });
  });
  if (answer.failed) return { failed: answer.failed };
  const { pdf, count, notes, pages } = answer.made;
  const blob = new Blob([pdf], { type: "application/pdf" });
  return { blob, size: blob.size, count, notes, pages: pages.map(picture) };
}

function thread() {
  if (worker !== null) return worker;
  worker = new Worker(FILES.worker, { type: "module" });
  worker.addEventListener("message", ({ data }) => settle(data.id, data));
  // It did not arrive, or the module broke down: whoever waits is told, and the next job begins anew.
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    worker.terminate();
    worker = null;
    const code = event.message ? "paper.failed" : "paper.not_here";
    for (const id of [...waiting.keys()]) settle(id, { failed: { code, sentence: event.message ?? "" } });
  });
  return worker;
}

function settle(id, answer) {
  waiting.get(id)?.(answer);
  waiting.delete(id);
}

function picture(svg) {
  return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}

// Gives back the memory of pictures that are shown no more.
export function forget(made) {
  made?.pages?.forEach((address) => URL.revokeObjectURL(address));
}

export function save(made, name) {
  const address = URL.createObjectURL(made.blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// Shows the PDF in the browser's own viewer, in a tab of its own; false where it has none.
export function open(made) {
  if (!navigator.pdfViewerEnabled) return false;
  const address = URL.createObjectURL(made.blob);
  window.open(address, "_blank");
  setTimeout(() => URL.revokeObjectURL(address), 600_000);
  return true;
}

// Prints the pages on A4 without margins; the pictures are the PDF's own lines, so they stand where the PDF has them.
export async function print(made) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@page{size:210mm 297mm;margin:0}");
  const pages = document.createElement("div");
  pages.className = "print-pages";
  for (const address of made.pages) {
    const page = document.createElement("img");
    page.src = address;
    page.alt = "";
    pages.append(page);
  }
  await Promise.all([...pages.children].map((page) => page.decode()));
  document.querySelectorAll(".print-pages").forEach((old) => old.remove());
  document.body.append(pages);
  document.adoptedStyleSheets.push(sheet);
  const clear = () => {
    pages.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  // Some browsers print after this function has ended.
  window.addEventListener("afterprint", clear, { once: true });
  window.print();
}
