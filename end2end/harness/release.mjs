// Another build made of this one: the same files under another build id, as a small change would make it.
import { createHash } from "node:crypto";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";

export async function nextBuild(t, build) {
  const folder = join(await temporaryFolder(t, "ikensho-site"), "site");
  await cp(environment.site(), folder, { recursive: true });
  const index = JSON.parse(await readFile(join(folder, "assets.json"), "utf8"));
  const pages = Object.values(index.pages);
  const write = async (path, changed) => {
    await writeFile(join(folder, path), changed);
    await writeFile(join(folder, `${path}.gz`), gzipSync(changed));
    await writeFile(join(folder, `${path}.br`), brotliCompressSync(changed));
  };
  for (const path of [...pages, "/sw.js"]) {
    const changed = (await readFile(join(folder, path), "utf8")).replaceAll(index.build, build);
    await write(path, changed);
    index.files.find((file) => file.path === path).sha256 = createHash("sha256").update(changed).digest("hex");
  }
  await writeFile(join(folder, "assets.json"), JSON.stringify({ ...index, build }));
  return folder;
}
