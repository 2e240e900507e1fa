// The editor as its users find it.
import { openModule } from "../harness/page.mjs";

// Opens the letter of this person from the request list; `as` is who opens it.
export async function openLetter(page, server, person, as = "ishi") {
  await openModule(page, `${server.origin(as)}/`);
  const row = page.getByRole("row").filter({ hasText: person });
  await row.getByRole("button").first().click();
  await page.waitForURL(/\/letters\//);
  await page.locator("#s-5").waitFor();
  return page.url();
}

export const group = (page, name) => page.getByRole("radiogroup", { name, exact: true });
export const radio = (page, name, choice) => group(page, name).getByRole("radio", { name: choice, exact: true });
export const box = (page, name) => page.getByRole("checkbox", { name, exact: true });
export const text = (page, name) => page.getByRole("textbox", { name, exact: true });
export const panel = (page) => page.getByRole("complementary");
export const tab = (page, name) => panel(page).getByRole("button", { name: new RegExp(`^${name}`) }).first();

export async function isChecked(locator) {
  return (await locator.getAttribute("aria-checked")) === "true";
}

// Everything typed is on this device's disk, or further.
export async function saved(page) {
  await page.getByText(/^(保存済み|この端末のみ)/).first().waitFor();
}

// What has the focus, in words.
export const focused = (page) =>
  page.evaluate(() => {
    const { id, tagName, textContent, dataset } = document.activeElement;
    return { id, tag: tagName, words: textContent.trim().slice(0, 40), role: document.activeElement.getAttribute("role"), item: document.activeElement.closest("[data-item]")?.id ?? null, cell: dataset.c ?? dataset.t ?? null };
  });
