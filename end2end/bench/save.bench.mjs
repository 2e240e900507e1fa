// Saving a draft, encrypted and with strict durability, beside PouchDB's plain put (relaxed) in the same page: the save
// itself, as PouchDB's, and once more with all that a typed text sets going before it, which PouchDB has nothing of.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import * as environment from "../harness/environment.mjs";
import { measured, percentile } from "../harness/measure.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openBegun } from "./begun.mjs";

const SAVES = 100;

test("save", async (t) => {
  const server = await startServer(t, { site: environment.benchSite() });
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openBegun(page, server);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const { letter } = await page.evaluate(async (draft) => (await fetch(`/api/v1/drafts/${draft}`)).json(), page.url().split("/").pop());
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("pouchdb/dist/pouchdb.js"), "utf8"));
  const { save, typed, theirs } = await page.evaluate(
    async ({ letter, saves }) => {
      const database = new window.PouchDB("bench");
      let { rev } = await database.put({ _id: "letter", letter });
      const times = { save: [], typed: [], theirs: [] };
      const timed = async (name, work) => {
        const begin = performance.now();
        await work();
        times[name].push(performance.now() - begin);
      };
      const put = async (text) => void ({ rev } = await database.put({ _id: "letter", _rev: rev, letter: { ...letter, answers: { ...letter.answers, remarks: text } } }));
      // One of ours, one of theirs: a slow moment of the machine meets both alike.
      for (let n = 0; n < saves; n += 1) {
        const text = `特記事項 ${n}`;
        window.__peer.write(text);
        await new Promise((shown) => setTimeout(shown));
        await timed("save", () => window.__peer.save());
        await timed("theirs", () => put(text));
        await timed("typed", () => (window.__peer.write(`${text}。`), window.__peer.save()));
        await timed("theirs", () => put(`${text}。`));
      }
      return times;
    },
    { letter, saves: SAVES },
  );
  measured("draft save, encrypted, strict, p50", percentile(save, 0.5), "ms");
  measured("draft save, encrypted, strict, p99", percentile(save, 0.99), "ms");
  measured("a typed text until it is saved so, p50", percentile(typed, 0.5), "ms");
  measured("PouchDB put, plain, relaxed, p50", percentile(theirs, 0.5), "ms");
  measured("PouchDB put, plain, relaxed, p99", percentile(theirs, 0.99), "ms");
  measured("draft save to PouchDB put, p50", percentile(save, 0.5) / percentile(theirs, 0.5), "ratio");
  measured("a typed text until it is saved to PouchDB put, p50", percentile(typed, 0.5) / percentile(theirs, 0.5), "ratio");
});
