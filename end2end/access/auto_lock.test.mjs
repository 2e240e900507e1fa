// The vault locks by itself: when nobody touches the terminal, and when it has slept. The page's clock is moved, not waited
// for; the server's goes on as ever.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../harness/page.mjs";
import { PERSON, beginning, saved, text } from "../journeys/letter.mjs";
import { authenticator, firstSignIn, inside, openTablet, unlock } from "./tablet.mjs";

const DOCTOR = "佐々木 健一";
const TYPED = "席を立つ前に書いた一文";
const MINUTE = 60_000;

const locked = (page) => page.getByRole("heading", { name: "ロックされています" }).waitFor();
const remarks = (page) => text(page, "特記すべき事項");
// Locking loads the page anew.
const anew = (page, act) => Promise.all([page.waitForEvent("domcontentloaded"), act()]);
const holds = async (page, words) => (await page.content()).includes(words);

// From now on no timer rings.
const stand = async (clock, page) => clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));

// The terminal sleeps and has just woken: it is later, and no timer has rung.
async function sleep(clock, page, minutes) {
  await stand(clock, page);
  await clock.setSystemTime(await page.evaluate((ms) => Date.now() + ms, minutes * MINUTE));
}

const once = (page, event) => page.evaluate((name) => new Promise((heard) => window.addEventListener(name, () => heard(), { once: true })), event);

// A doctor's letter, open in one tab, with every key on disk.
async function openLetter(t) {
  const tablet = await openTablet(t);
  const { server, address, chromium, page } = tablet;
  await chromium.context.clock.install();
  await authenticator(page);
  await firstSignIn(page, address, server, DOCTOR);
  await inside(page);
  await beginning(page).click();
  await remarks(page).waitFor();
  await saved(page);
  return { ...tablet, clock: chromium.context.clock };
}

// Nothing of the letter is on the page; one touch opens it, with every key that was typed.
async function assertLocked(page, typed) {
  await locked(page);
  assert.ok(!(await holds(page, PERSON)), "a locked page names nobody");
  assert.ok(!(await holds(page, TYPED)), "a locked page says nothing of what was typed");
  await unlock(page);
  await remarks(page).waitFor();
  assert.equal(await remarks(page).inputValue(), typed);
}

test("ten minutes without a touch lock, and every touch begins them anew", async (t) => {
  const { clock, page } = await openLetter(t);
  const touches = {
    "a key": () => remarks(page).press("Enter"),
    "dictation": () => page.keyboard.insertText(TYPED),
    "a click": () => page.mouse.click(5, 5),
    // It reaches the page when it does.
    "a wheel": () => Promise.all([once(page, "wheel"), page.mouse.wheel(0, 100)]),
  };
  await remarks(page).focus();
  for (const [name, touch] of Object.entries(touches)) {
    await clock.runFor(9 * MINUTE);
    assert.equal(await remarks(page).count(), 1, `open before ${name}`);
    await touch();
  }
  await clock.runFor(9 * MINUTE);
  assert.equal(await remarks(page).count(), 1, "open nine minutes later");
  await clock.runFor(2 * MINUTE);
  await assertLocked(page, `\n${TYPED}`);
});

test("what is typed in the last moment before the lock is on disk", async (t) => {
  const { clock, page } = await openLetter(t);
  await remarks(page).fill(TYPED);
  await saved(page);
  // The clock stands: nothing is written by its own timer, and the lock itself has to.
  await stand(clock, page);
  await remarks(page).press("End");
  await page.keyboard.insertText("、その続き");
  await anew(page, () => page.getByRole("button", { name: "ロック", exact: true }).click());
  await clock.resume();
  await assertLocked(page, `${TYPED}、その続き`);
});

test("a terminal that wakes is locked before a key does anything", async (t) => {
  const { clock, page } = await openLetter(t);
  await remarks(page).fill(TYPED);
  await saved(page);
  await sleep(clock, page, 3);
  await anew(page, () => remarks(page).press("x"));
  await clock.resume();
  await assertLocked(page, TYPED);
});

test("a terminal that wakes is covered at once, whatever it hears first", async (t) => {
  const { clock, page } = await openLetter(t);
  await remarks(page).fill(TYPED);
  await saved(page);
  await sleep(clock, page, 3);
  // In one task: no frame is drawn between the event and what is asked of the page.
  const shown = await page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
    return document.querySelector("textarea").checkVisibility();
  });
  assert.equal(shown, false, "the letter stands on the page of a terminal that woke");
  await clock.resume();
  await assertLocked(page, TYPED);
});

test("nobody comes back within the limit of a sleep that went beyond it", async (t) => {
  const { clock, page } = await openLetter(t);
  await remarks(page).fill(TYPED);
  await saved(page);
  // Nine minutes away, and two asleep: the sleep alone is too short to lock.
  await clock.runFor(9 * MINUTE);
  await sleep(clock, page, 2);
  await anew(page, () => remarks(page).press("x"));
  await clock.resume();
  await assertLocked(page, TYPED);
});

test("a clock that is put back does not keep a vault open", async (t) => {
  const { clock, page } = await openLetter(t);
  await remarks(page).fill(TYPED);
  await saved(page);
  await clock.setSystemTime(await page.evaluate(() => Date.now() - 3 * 3_600_000));
  await clock.runFor(9 * MINUTE);
  assert.equal(await remarks(page).count(), 1);
  await clock.runFor(2 * MINUTE);
  await assertLocked(page, TYPED);
});

test("a touch in one tab keeps another open, and a lock in one locks all", async (t) => {
  const { clock, chromium, address, page } = await openLetter(t);
  await remarks(page).fill(TYPED);
  await saved(page);
  const letter = page.url();
  const second = await openPage(t, chromium.context);
  await second.goto(letter);
  await remarks(second).waitFor();
  await page.bringToFront();
  await clock.runFor(9 * MINUTE);
  await page.mouse.click(5, 5);
  await clock.runFor(9 * MINUTE);
  assert.deepEqual([await remarks(page).count(), await remarks(second).count()], [1, 1], "both are open");
  await page.getByRole("button", { name: "ロック", exact: true }).click();
  await locked(page);
  await locked(second);
  for (const tab of [page, second]) assert.ok(!(await holds(tab, TYPED)), "a locked page says nothing of what was typed");
  await unlock(page);
  await remarks(page).waitFor();
  assert.equal(await remarks(page).inputValue(), TYPED);

  // A third tab, and nobody at any: all are locked.
  await second.goto(`${address}/`);
  await inside(second);
  await clock.runFor(11 * MINUTE);
  await locked(page);
  await locked(second);
});
