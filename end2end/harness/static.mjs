// The built files alone, with the headers the product sends, for what needs no server behind it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import * as environment from "./environment.mjs";

// Every path that names no file is a place in the page `home` (clinic or desk), as on one of the product's origins.
// `deploy(folder)` serves another build from now on; `stop()` and `start()` keep the port. `requests` are the paths asked for.
export async function serveSite(t, home = "clinic") {
  const state = { requests: [], missing: new Set() };
  const answer = async (request, response) => {
    await buffer(request);
    const path = new URL(request.url, "http://localhost").pathname;
    state.requests.push(path);
    const wanted = path.includes(".") ? path : state.index.pages[`/${home}`];
    const file = path.startsWith("/api/") ? undefined : state.index.files.find((file) => file.path === wanted);
    if (file === undefined || state.missing.has(path)) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": file.type,
      "content-encoding": "gzip",
      "content-security-policy": state.index.content_security_policy,
      "cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(await readFile(join(state.folder, `${file.path}.gz`)));
  };
  state.deploy = async (other) => {
    state.folder = other;
    state.index = JSON.parse(await readFile(join(other, "assets.json"), "utf8"));
  };
  state.start = async () => {
    state.server = createServer(answer);
    await new Promise((resolve, reject) => state.server.once("error", reject).listen(state.port ?? 0, "127.0.0.1", resolve));
    state.port = state.server.address().port;
    state.address = `http://localhost:${state.port}`;
  };
  state.stop = async () => {
    state.server.closeAllConnections();
    await new Promise((resolve) => state.server.close(resolve));
  };
  await state.deploy(environment.site());
  await state.start();
  t.after(() => state.server.listening && state.stop());
  return state;
}
