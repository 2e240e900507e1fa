// The operator's own terminal: every clinic's users, terminals and the whole log, and no letter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { authenticator, inside, openTablet, shot, signInByCode } from "./tablet.mjs";

const OPERATOR = "運用 花江";
const ADMIN = "南 一子";

test("an operator appoints a clinic's administrator, reads the whole log, and is given no letter", async (t) => {
  const { server, address, page } = await openTablet(t, { certificate: "operator.p12" });
  const words = ["--operator", "--name", OPERATOR, "--profession", "office", "--role", "operator"];
  const code = /招待コード (\S+?)（/.exec(await server.admin("user", "add", ...words))[1];
  await authenticator(page);
  await signInByCode(page, address, OPERATOR, code);
  await inside(page);
  const tabs = page.getByRole("banner").getByRole("navigation").getByRole("link");
  assert.deepEqual(await tabs.allInnerTexts(), ["設定"]);
  const status = (path) => page.evaluate(async (asked) => (await fetch(asked)).status, path);
  for (const path of ["/api/v1/letters", "/api/v1/requests"]) assert.equal(await status(path), 404, `${path} is not there for an operator`);

  await page.getByRole("link", { name: "設定", exact: true }).click();
  await page.getByRole("link", { name: "利用者" }).click();
  await page.getByRole("row").filter({ hasText: OPERATOR }).waitFor();
  assert.equal(await page.getByText("利用者を加える").isVisible(), false);
  await page.getByLabel("事業所").selectOption({ label: "ひばり内科クリニック（9910123455）" });
  await page.getByRole("row").filter({ hasText: "佐々木 健一" }).waitFor();
  await page.getByText("利用者を加える").click();
  await page.getByRole("textbox", { name: "氏名" }).fill(ADMIN);
  await page.getByLabel("職種（役割）").selectOption({ label: "医師（医師・管理者）" });
  await page.getByRole("button", { name: "加えて招待コードを作る" }).click();
  await page.getByText(`${ADMIN}さんの招待コード`).waitFor();
  await page.getByRole("row").filter({ hasText: ADMIN }).getByText("医師・管理者").waitFor();
  await assertAccessible(page, "利用者, for an operator");
  await shot(page, "operator-users");

  await page.getByRole("link", { name: "端末", exact: true }).click();
  for (const name of ["ひばり内科 診察室", "みどり野市 窓口"]) await page.getByRole("row").filter({ hasText: name }).waitFor();
  await page.getByRole("link", { name: "操作の記録" }).click();
  const log = page.getByRole("table", { name: "操作の記録" });
  await log.getByText("ひばり内科クリニック").first().waitFor();
  await log.getByText("みどり野市").first().waitFor();
  await shot(page, "operator-audit");
});
