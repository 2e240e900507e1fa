// An insurer's desk at the certified listener: nothing is kept, so there is no vault; a session opens it, and its end closes it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { authenticator, openTablet, shot, signInByCode } from "./tablet.mjs";

test("an officer signs in by code, comes back by the session, and signs out", async (t) => {
  const { server, address, page } = await openTablet(t, { certificate: "insurer.p12" });
  await authenticator(page);
  const listed = (await server.admin("user", "list", "--insurer", "990010")).split("\n").map((line) => line.split("\t"));
  const [id, name] = listed.find(([, , , roles]) => roles.includes("insurer_officer"));
  const invited = /招待コード (\S+?)（/.exec(await server.admin("user", "invite", "--insurer", "990010", "--id", id))[1];
  await signInByCode(page, address, name, invited);
  const queue = page.getByRole("link", { name: /^意見書の受付/ }).first();
  await queue.waitFor();
  await assertAccessible(page, "the desk over the certified listener");
  await shot(page, "desk");
  await page.reload();
  await queue.waitFor();
  const kept = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.deepEqual(kept.filter((name) => name.startsWith("ikensho-")), [], "an insurer's desk has no vault");
  await page.getByRole("button", { name: "サインアウト" }).click();
  await page.getByRole("dialog", { name: "サインアウト" }).getByRole("button", { name: "サインアウトする" }).click();
  await page.getByRole("heading", { name: "サインイン" }).waitFor();
  await page.getByRole("button", { name: "パスキーでサインイン" }).click();
  await queue.waitFor();
});
