// A letter that arrived stays sealed on the device until the insurer accepted it and thirty days have passed: a server put
// back to an older state gets it again, once.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { call, day } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import * as environment from "../harness/environment.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { openModule, openPage, started, until } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { PERSON, card, fillLetter, finish, openLetter, stands } from "./letter.mjs";

const letters = async (server, person = "hokensha") => (await call(server, person, "GET", "/letters")).items.filter((line) => line.pt_name === PERSON);
const accept = async (server) => {
  const [line] = await letters(server);
  await call(server, "hokensha", "POST", `/letters/${line.id}/accept`, undefined, { "if-match": line.etag });
};

// The keys of the sealed letters and of the drafts on the device.
const kept = (page) => page.evaluate(async () => {
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await wait(indexedDB.open("ikensho"));
  const keys = {};
  for (const store of ["outbox", "drafts"]) keys[store] = await wait(database.transaction(store).objectStore(store).getAllKeys());
  database.close();
  return keys;
});

async function sent(t, server) {
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  const draft = (await openLetter(page, server, PERSON)).split("/").at(-1);
  await fillLetter(page);
  await finish(page);
  await stands(page, PERSON, "届きました");
  return { page, draft };
}

test("a server put back to an older copy is offered the letter again, and has it once", async (t) => {
  const server = await startServer(t);
  const copy = join(await temporaryFolder(t, "ikensho-copy"), "data");
  await server.kill("SIGTERM");
  await cp(server.data, copy, { recursive: true });
  await server.start();
  const { page } = await sent(t, server);
  const [before] = await letters(server);
  await accept(server);
  await stands(page, PERSON, "受理されました");

  await server.kill("SIGTERM");
  await rm(server.data, { recursive: true });
  await cp(copy, server.data, { recursive: true });
  await promisify(execFile)(environment.serverBinary(), ["admin", "restored", server.data]);
  await server.start();
  assert.deepEqual((await letters(server, "ishi")).length <= 1, true);
  await stands(page, PERSON, "届きました", { timeout: 90_000 });
  const [after, ...more] = await letters(server);
  assert.deepEqual(more, []);
  assert.equal(after.id, before.id, "the same letter");
  assert.notEqual(after.receipt_no, before.receipt_no, "a number that was given is not given again");
  await card(page, PERSON).getByText(`受付番号 ${after.receipt_no}`).waitFor();
  // The insurer decides anew, and the device hears it.
  await accept(server);
  await stands(page, PERSON, "受理されました");
});

test("an accepted letter leaves the device after thirty days, and stays in the list", async (t) => {
  const server = await startServer(t);
  const { page, draft } = await sent(t, server);
  const on = async (days) => {
    await server.kill();
    server.words = ["--today", day(days)];
    await server.start();
    await openModule(page, `${server.origin("ishi")}/sent`);
    await page.getByText(/^\s*オンライン$/).filter({ visible: true }).first().waitFor();
    await card(page, PERSON).waitFor();
  };
  const isKept = async (is) => {
    const { outbox, drafts } = await kept(page);
    assert.deepEqual([outbox.length, drafts.includes(draft)], is ? [1, true] : [0, false]);
  };
  await isKept(true);
  // Not accepted, it stays, however old it is.
  await on(60);
  await stands(page, PERSON, "届きました");
  await isKept(true);
  await accept(server);
  // Accepted, it stays until it is old.
  await on(20);
  await stands(page, PERSON, "受理されました");
  await isKept(true);
  await on(32);
  await stands(page, PERSON, "受理されました");
  await until(async () => {
    const { outbox, drafts } = await kept(page);
    return outbox.length === 0 && !drafts.includes(draft);
  });
  await page.reload();
  await started(page);
  await stands(page, PERSON, "受理されました");
});
