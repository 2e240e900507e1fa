// What a browser leaves on the disk, searched byte by byte.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

// A text, or bytes, in every writing that a program may have put it into. Of a base64 the characters at the ends depend on
// what stands beside it.
function writings(what) {
  const bytes = Buffer.from(what);
  const base64 = [0, 1, 2].flatMap((lead) => {
    const padded = Buffer.concat([Buffer.alloc(lead), bytes]);
    const text = padded.toString("base64").slice(Math.ceil((lead * 8) / 6), Math.floor((padded.length * 8) / 6));
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hex = bytes.toString("hex");
  const percent = hex.replaceAll(/../g, "%$&");
  const texts = [percent, percent.toUpperCase(), hex, hex.toUpperCase(), ...base64];
  if (typeof what === "string") texts.push(encodeURIComponent(what));
  const own = typeof what === "string" ? [bytes, Buffer.from(what, "utf16le")] : [bytes];
  return [...own, ...new Set(texts)].map((other) => Buffer.from(other));
}

// Which of these, texts or bytes, stand in a piece of bytes, as `[what, place]`.
export function findIn(content, wanted) {
  return wanted.flatMap((what) => {
    const at = writings(what).map((bytes) => content.indexOf(bytes)).find((at) => at >= 0);
    return at === undefined ? [] : [[what, at]];
  });
}

// Every place of a folder in which one of these stands, as `[file, what, what stands around it]`. Chromium's own
// compression of small pieces keeps the first occurrence of a text as it is.
export async function findInFolder(folder, wanted) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const content = await readFile(file);
    for (const [what, at] of findIn(content, wanted)) {
      found.push([file.slice(folder.length + 1), what, content.subarray(Math.max(0, at - 60), at + 80).toString("latin1")]);
    }
  }
  return found;
}
