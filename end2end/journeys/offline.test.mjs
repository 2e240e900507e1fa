// The road a letter goes: written with the server dead, the browser killed on the way, sent once, accepted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, openDesk, row } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import * as environment from "../harness/environment.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { openPage, openModule, started, workerReady } from "../harness/page.mjs";
import { seeded } from "../harness/seed.mjs";
import { startServer } from "../harness/server.mjs";
import { seen } from "../local/letter.mjs";
import { PERSON, WHOLE, answer, assertNotReloaded, fillLetter, finish, holds, markPage, openLetter, saved, stands, text } from "./letter.mjs";

const LIMIT_MS = 300;
const SEEDS = environment.isLong ? [1, 2, 3, 4, 5, 6] : [5];

// Types character by character until the browser is gone; after `cut` of them it is killed while the next ones arrive.
// Says when each was in the field, and when the browser was killed.
async function typeIntoDeath(page, field, words, cut, kill) {
  const stamps = [];
  let killed, ended;
  await field.click();
  try {
    for (const character of words) {
      await page.keyboard.type(character);
      stamps.push(performance.now());
      if (stamps.length !== cut) continue;
      killed = performance.now();
      ended = kill();
    }
  } catch (error) {
    assert.ok(killed !== undefined, `the browser went before it was killed: ${error.message}`);
  }
  await ended;
  return { stamps, killed };
}

for (const seed of SEEDS) {
  test(`a letter written offline through a killed browser arrives once and is accepted (seed ${seed})`, async (t) => {
    const chance = seeded(seed);
    const server = await startServer(t);
    const profile = await temporaryFolder(t, "ikensho-profile");
    let clinic = await openChromium(t, { profile });
    let page = await openPage(t, clinic.context);
    const address = await openLetter(page, server, PERSON);
    await workerReady(page);
    await saved(page);
    await server.kill();
    await page.reload();
    await started(page);
    await text(page, "特記すべき事項").waitFor();
    await seen(page, /オフライン/);

    // Which text is being typed when the browser dies, and at which character.
    const texts = WHOLE.filter(([kind, , words]) => kind === "text" && words.length > 15);
    const struck = texts[chance(texts.length)];
    // Long enough that some of it is older than what may be missing.
    const words = struck[2].repeat(40);
    const cut = 150 + chance(200);
    const given = [];
    for (const step of WHOLE.slice(0, WHOLE.indexOf(struck))) {
      await answer(page, step);
      given.push([step, performance.now()]);
    }
    const { stamps, killed } = await typeIntoDeath(page, text(page, struck[1]), words, cut, () => clinic.kill());

    clinic = await openChromium(t, { profile });
    page = await openPage(t, clinic.context);
    await openModule(page, address);
    await text(page, "特記すべき事項").waitFor();
    for (const [step, at] of given.filter(([, at]) => killed - at > LIMIT_MS)) {
      assert.ok(await holds(page, step), `${step[1]}, given ${Math.round(killed - at)} ms before the end, is not there`);
    }
    const kept = await text(page, struck[1]).inputValue();
    const due = stamps.filter((at) => killed - at > LIMIT_MS).length;
    assert.ok(words.startsWith(kept), `kept what nobody typed: ${kept}`);
    assert.ok(kept.length >= due, `typed ${cut}, due ${due}, kept ${kept.length}`);
    t.diagnostic(`killed in ${struck[1]} after ${cut} characters: ${kept.length} kept, ${due} were due`);

    await fillLetter(page);
    for (const step of WHOLE) assert.ok(await holds(page, step), `${step[1]} is not answered`);
    await finish(page);
    await stands(page, PERSON, "送信を待っています");
    await markPage(page);
    await server.start();
    await stands(page, PERSON, "届きました", { timeout: 90_000 });

    const officer = await openChromium(t);
    const desk = await openPage(t, officer.context);
    await openDesk(desk, server);
    await row(desk, PERSON).click();
    assert.equal(await row(desk, PERSON).count(), 1);
    await desk.getByRole("button", { name: "受理する" }).click();
    await desk.getByText("受理しました").waitFor();
    await stands(page, PERSON, "受理されました");
    await assertNotReloaded(page);
    const { items } = await call(server, "hokensha", "GET", "/letters");
    assert.equal(items.filter((line) => line.pt_name === PERSON).length, 1, "the desk has it once");
  });
}
