// Another build made of this one: the same files under another build id, as a small change would make it.
import { cp, readFile, writeFile } from "node:fs/promises";
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
