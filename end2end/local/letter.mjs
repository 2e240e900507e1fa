// A letter opened the way a doctor opens it, and its longest text.
import { openModule } from "../harness/page.mjs";

// Opens the request list as the doctor and begins the most urgent letter that nobody has begun.
export async function openLetter(page, server) {
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().click();
  await page.waitForURL(/\/letters\//);
  await remarks(page).waitFor();
  return page.url();
}

// The same letter again, after a reload or in another tab.
export async function openAgain(page, address) {
  await openModule(page, address);
  await remarks(page).waitFor();
}

// 特記すべき事項: free text of any length.
export const remarks = (page) => page.getByRole("textbox", { name: /特記すべき事項/ }).first();

// Everything typed is on this device's disk, or further.
export async function saved(page) {
  await seen(page, /^\s*(保存済み|この端末のみ) /);
}

// The words stand somewhere on the screen; the same words may also be in a part that this size of screen hides.
export async function seen(page, words, options) {
  await page.getByText(words).filter({ visible: true }).first().waitFor(options);
}

// Types one character at a time, as a person does, and says when each was in the field: [milliseconds, length].
export async function typeAndWatch(field, text) {
  const times = [];
  for (const [n, character] of [...text].entries()) {
    await field.press(character === " " ? "Space" : character);
    times.push([performance.now(), n + 1]);
  }
  return times;
}
