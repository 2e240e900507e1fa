// What a browser leaves on the disk, searched byte by byte.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

// A text in every writing that a browser may have put it into. Of a base64 the characters at the ends depend on what stands
// beside the text.
function writings(text) {
  const bytes = Buffer.from(text, "utf8");
  const base64 = [0, 1, 2].map((lead) => {
    const padded = Buffer.concat([Buffer.alloc(lead), bytes]);
    return padded.toString("base64").slice(Math.ceil((lead * 8) / 6), Math.floor((padded.length * 8) / 6));
  });
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const texts = [encodeURIComponent(text), percent, bytes.toString("hex"), bytes.toString("hex").toUpperCase(), ...base64];
  return [bytes, Buffer.from(text, "utf16le"), ...texts.map((other) => Buffer.from(other, "latin1"))];
}

// Every place of a folder in which one of these texts stands, as `[file, text, what stands around it]`. Chromium's own
// compression of small pieces keeps the first occurrence of a text as it is.
export async function findInFolder(folder, texts) {
  const needles = texts.flatMap((text) => writings(text).map((bytes) => ({ text, bytes })));
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const content = await readFile(file);
    for (const { text, bytes } of needles) {
      const at = content.indexOf(bytes);
      if (at >= 0) found.push([file.slice(folder.length + 1), text, content.subarray(Math.max(0, at - 60), at + 80).toString("latin1")]);
    }
  }
  return found;
}
