// Another build made of this one: the same files under another build id, as a small change would make it.
import { cp, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";

export async function nextBuild(t, build) {
  const folder = join(await temporaryFolder(t, "ikensho-site"), "site");
  await cp(environment.site(), folder, { recursive: true });
  const index = JSON.parse(await readFile(join(folder, "assets.json"), "utf8"));
  const pages = Object.values(index.pages);
  for (const path of [...pages, "/sw.js", "/assets.json"]) {
    const changed = (await readFile(join(folder, path), "utf8")).replaceAll(index.build, build);
    await writeFile(join(folder, path), changed);
    await writeFile(join(folder, `${path}.gz`), gzipSync(changed));
  }
  return folder;
}

// The same with other names for the files that match, as if their content had changed.
export async function renamedBuild(t, build, pattern) {
  const folder = await nextBuild(t, build);
  const index = JSON.parse(await readFile(join(folder, "assets.json"), "utf8"));
  const old = index.files.map(({ path }) => path).filter((path) => pattern.test(path));
  const renamed = new Map(old.map((path) => [path, path.replace(/-[0-9a-f]{16}\./, "-00000000000000ff.")]));
  const rewrite = (text) => [...renamed].reduce((text, [from, to]) => text.replaceAll(from, to), text);
  for (const { path } of index.files.filter(({ path }) => /\.(?:html|js)$/.test(path))) {
    const changed = rewrite(await readFile(join(folder, path), "utf8"));
    await writeFile(join(folder, path), changed);
    await writeFile(join(folder, `${path}.gz`), gzipSync(changed));
  }
  await writeFile(join(folder, "assets.json"), rewrite(JSON.stringify(index)));
  for (const [from, to] of renamed) {
    for (const ending of ["", ".gz"]) await rename(join(folder, from + ending), join(folder, to + ending));
  }
  return folder;
}
