// Every screen of the desk at the three widths: axe finds nothing, nothing is wider than the window, targets are big.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { call, openDesk, requestOf, row, sendLetter } from "./clinic.mjs";

const NAME = "髙橋 千代子";

async function assertFits(page, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${where} is ${wide} px wider than the window`);
}

for (const size of ["desktop", "tablet", "phone"]) {
  test(`the desk is accessible and fits (${size})`, async (t) => {
    const server = await startServer(t);
    const { context } = await openChromium(t);
    const page = await openPage(t, context, { size });
    const asked = await requestOf(server, NAME);
    const change = { dementia_level: "Ⅱb", weight: "40.0", pt_addr: "みどり野市本町9-9-9" };
    const first = await sendLetter(server, asked, { change });
    const { line } = await call(server, "hokensha", "GET", `/letters/${first}`);
    const reason = { code: "contradiction", text: "体重をご確認ください。", field: "weight" };
    await call(server, "hokensha", "POST", `/letters/${first}/return`, reason, { "if-match": line.etag });
    const second = await sendLetter(server, asked, { replaces: first, change: { ...change, weight: "43.0" } });
    await sendLetter(server, asked, { from: "ishi2", change: { dementia_level: "Ⅲa" } });

    await openDesk(page, server);
    await row(page, NAME).first().waitFor();
    await assertAccessible(page, "queue");
    await assertFits(page, "queue");
    for (const tab of ["", "/whole", "/request", "/version", "/beside", "/receipt"]) {
      await openDesk(page, server, `/letters/${second}${tab}`);
      await page.locator(".tabs__panel table, .whole, .receipt__number").first().waitFor();
      await assertAccessible(page, `letter ${tab}`);
      await assertFits(page, `letter ${tab}`);
    }
    await page.getByRole("button", { name: "差し戻す", exact: true }).click();
    await page.getByRole("button", { name: "この理由で差し戻す" }).click();
    await page.getByText("説明を書いてください。").waitFor();
    await assertAccessible(page, "return");
    await assertFits(page, "return");
    for (const [path, ready] of [["/five-items", ".five__table"], ["/requests", ".asked__row"], ["/requests/new", ".paper"], ["/requests/import", ".import"]]) {
      await openDesk(page, server, path);
      await page.locator(ready).first().waitFor();
      await assertAccessible(page, path);
      await assertFits(page, path);
    }
    if (size === "phone") {
      await openDesk(page, server);
      await row(page, NAME).first().click();
      await page.getByRole("heading", { name: NAME }).waitFor();
      assert.equal(await row(page, NAME).first().isVisible(), false, "one thing at a time");
      for (const button of await page.locator(".letter-head__actions .button, .tabs__tab").all()) {
        const { height } = await button.boundingBox();
        assert.ok(height >= 48, `${await button.innerText()} is ${height} px high`);
      }
      await page.getByRole("link", { name: "一覧へ戻る" }).click();
      await row(page, NAME).first().waitFor();
    }
  });
}

test("the five items of every letter, and where it differs from its request", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await sendLetter(server, await requestOf(server, NAME), { change: { pt_addr: "みどり野市本町9-9-9" } });
  await openDesk(page, server, "/five-items");
  const line = page.getByRole("row").filter({ hasText: NAME });
  await line.getByText("記入あり").waitFor();
  assert.match(await line.innerText(), /Ⅱa\s+問題あり\s+いくらか困難\s+伝えられる\s+自立ないし何とか自分で食べられる/);
  await line.getByRole("link", { name: "1か所の違い" }).click();
  await page.getByRole("table", { name: "依頼と意見書の照合" }).waitFor();
});
