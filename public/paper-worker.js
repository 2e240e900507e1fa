// Makes PDFs in a thread of its own, so that no page ever waits for one. The build writes FILES above this line: the
// module and the fonts by their names. What was fetched once is kept for use without a net.

const CACHE = "ikensho-paper";
const FIRST = "BIZUDMincho-Regular.ttf";

let starting = null;
let turn = Promise.resolve();

// One job after the other: each needs the whole of the module's memory.
self.addEventListener("message", ({ data }) => {
  turn = turn.then(() => answer(data));
});

async function answer({ id, job, pictures }) {
  try {
    const { press, shards, loaded } = await started();
    for (const character of press.missing(job)) {
      for (const name of shards(character)) {
        if (press.has(character) || loaded.has(name) || FILES.fonts[name] === undefined) continue;
        press.add(await bytes(FILES.fonts[name]));
        loaded.add(name);
      }
    }
    const characters = press.missing(job);
    if (characters.length > 0) return self.postMessage({ id, failed: { code: "paper.no_glyph", characters } });
    const made = press.print(job);
    const [pdf, notes, count, pages] = [made.pdf, made.notes, made.pages, made.pictures(pictures)];
    made.free();
    self.postMessage({ id, made: { pdf, notes, count, pages } }, [pdf.buffer]);
  } catch (error) {
    self.postMessage({ id, failed: failure(error) });
  }
}

// The module says why in `{ code, sentence }`; what did not arrive is not here yet.
function failure(error) {
  if (error?.code) return { code: error.code, sentence: error.sentence };
  if (error instanceof TypeError || error instanceof Missing) return { code: "paper.not_here" };
  return { code: "paper.failed", sentence: String(error?.message ?? error) };
}

class Missing extends Error {}

function started() {
  starting ??= start().catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

async function start() {
  const first = bytes(FILES.fonts[FIRST]);
  first.catch(() => {});
  const own = [self.location.pathname, FILES.glue].map(kept);
  await Promise.all(own);
  const glue = await import(FILES.glue);
  await glue.default({ module_or_path: await kept(FILES.wasm) });
  return { press: new glue.Press(await first), shards: glue.shards, loaded: new Set() };
}

async function bytes(path) {
  return new Uint8Array(await (await kept(path)).arrayBuffer());
}

// The names hold hashes: what was kept is never old.
async function kept(path) {
  const cache = await caches.open(CACHE).catch(() => null);
  const found = await cache?.match(path);
  if (found) return found;
  const response = await fetch(path);
  if (!response.ok) throw new Missing(path);
  // A full disk costs only the use without a net.
  await cache?.put(path, response.clone()).catch(() => {});
  return response;
}
