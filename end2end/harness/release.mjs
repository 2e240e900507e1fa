// Another build made of this one: the same files under another build id, as a small change would make it.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";

// A file with another content, as the build would have written it.
async function write(folder, file, changed) {
  const path = join(folder, file.path);
  await writeFile(path, changed);
  await writeFile(`${path}.gz`, gzipSync(changed));
  await writeFile(`${path}.br`, brotliCompressSync(changed));
  file.sha256 = createHash("sha256").update(changed).digest("hex");
}

export async function nextBuild(t, build) {
  const folder = join(await temporaryFolder(t, "ikensho-site"), "site");
  await cp(environment.site(), folder, { recursive: true });
  const index = JSON.parse(await readFile(join(folder, "assets.json"), "utf8"));
  const pages = Object.values(index.pages);
  for (const file of index.files.filter(({ path }) => [...pages, "/sw.js"].includes(path))) {
    await write(folder, file, (await readFile(join(folder, file.path), "utf8")).replaceAll(index.build, build));
  }
  await writeFile(join(folder, "assets.json"), JSON.stringify({ ...index, build }));
  return folder;
}

// The same with other names for the files that match, as if their content had changed.
export async function renamedBuild(t, build, pattern) {
  const folder = await nextBuild(t, build);
  const index = JSON.parse(await readFile(join(folder, "assets.json"), "utf8"));
  const old = index.files.map(({ path }) => path).filter((path) => pattern.test(path));
  const renamed = new Map(old.map((path) => [path, path.replace(/-[0-9a-f]{16}\./, "-00000000000000ff.")]));
  const rewrite = (text) => [...renamed].reduce((text, [from, to]) => text.replaceAll(from, to), text);
  for (const file of index.files.filter(({ path }) => /\.(?:html|js)$/.test(path))) {
    await write(folder, file, rewrite(await readFile(join(folder, file.path), "utf8")));
  }
  await writeFile(join(folder, "assets.json"), rewrite(JSON.stringify(index)));
  for (const [from, to] of renamed) {
    const endings = ["", ".gz", ".br"].filter((ending) => existsSync(join(folder, from + ending)));
    for (const ending of endings) await rename(join(folder, from + ending), join(folder, to + ending));
  }
  return folder;
}
