// Writes batches of the letter that is being typed, encrypted, beside the page: what encryption and disk cost, typing
// does not wait for. It never makes a storage and never upgrades one; what it cannot do it says, and the page does it.
//
// In: { name, key, keyId }, then the lines of a batch: its number, and store, place, text of each change, "" for what is
// to be removed. No record holds a line break.
// Out: [number, ""] when it is on disk, or the error's name; number 0 says whether the storage is open.

let database;
let seal;

self.onmessage = ({ data }) => (typeof data === "string" ? write(data.split("\n")) : open(data));

function open({ name, key, keyId }) {
  const encoder = new TextEncoder();
  seal = async (store, place, text) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = encoder.encode(`${store}\n${place}\n1`);
    const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, encoder.encode(text));
    return { v: 1, key_id: keyId, iv, ciphertext: new Uint8Array(ciphertext) };
  };
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction.abort();
  request.onerror = () => self.postMessage([0, request.error.name]);
  request.onsuccess = () => {
    database = request.result;
    // Whoever wants the storage for another version, or gone, does not wait for this connection.
    database.onversionchange = () => database.close();
    self.postMessage([0, ""]);
  };
}

async function write([first, ...lines]) {
  const number = Number(first);
  try {
    if (lines.length % 3) throw new DOMException("", "DataError");
    const changes = Array.from({ length: lines.length / 3 }, (_, n) => lines.slice(3 * n, 3 * n + 3));
    const sealed = await Promise.all(changes.map(([store, place, text]) => text && seal(store, place, text)));
    const stores = [...new Set(changes.map(([store]) => store))];
    const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => self.postMessage([number, ""]);
    transaction.onabort = () => self.postMessage([number, transaction.error?.name ?? "AbortError"]);
    for (const [n, [store, place]] of changes.entries()) {
      if (sealed[n]) transaction.objectStore(store).put(sealed[n], place);
      else transaction.objectStore(store).delete(place);
    }
    transaction.commit?.();
  } catch (error) {
    self.postMessage([number, error.name]);
  }
}
