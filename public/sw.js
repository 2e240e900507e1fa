// Keeps one complete set of files, so that the editor opens without a net. The build writes RELEASE above this line.
// It never touches /api, and never IndexedDB: what a doctor typed is not the worker's business.

const CACHE_PREFIX = "ikensho-files-";
const CACHE = CACHE_PREFIX + RELEASE.build;
const LETTER_LOCK_PREFIX = "ikensho-letter:";

self.addEventListener("install", (event) => event.waitUntil(fetchSet()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldSets()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const path = keptPath(event.request);
  if (path !== null) event.respondWith(fromSet(path, event.request));
});

// All or nothing: a missing file, or a page of another build, fails the installation, and the old set stays.
async function fetchSet() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all([...RELEASE.files.map((path) => fetchFile(cache, path)), ...RELEASE.pages.map((path) => fetchPage(cache, path))]);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function fetchFile(cache, path) {
  const response = await fetch(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

async function fetchPage(cache, path) {
  const response = await fetch(path, { cache: "no-cache" });
  const isOurs = response.ok && !response.redirected && (await response.clone().text()).includes(`content="${RELEASE.build}"`);
  if (!isOurs) throw new Error(`${path}: not a page of build ${RELEASE.build}`);
  await cache.put(path, response);
}

async function dropOldSets() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

// A page asks this version to take over. A letter open in any tab holds a lock, and then it waits.
async function answer(event) {
  if (event.data?.type !== "activate") return;
  const { held } = await self.navigator.locks.query();
  const activates = !held.some((lock) => lock.name.startsWith(LETTER_LOCK_PREFIX));
  event.ports[0]?.postMessage({ activates });
  if (activates) await self.skipWaiting();
}

// Where in the set the answer to this request lies, or null when it is not the worker's to answer.
function keptPath(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  if (request.mode === "navigate") {
    const page = RELEASE.pages.find((page) => url.pathname === page || (page !== "/" && url.pathname.startsWith(`${page}/`)));
    return page ?? null;
  }
  return RELEASE.files.includes(url.pathname) ? url.pathname : null;
}

async function fromSet(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
