// The clerk drafts and hands over; only the doctor can finish.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage, until } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { PERSON, WHOLE, fillLetter, finish, holds, openLetter, stands, text } from "./letter.mjs";

test("drafted by the clerk, waiting for the doctor, finished by the doctor", async (t) => {
  const server = await startServer(t);
  const { browser, context } = await openChromium(t);
  const clerk = await openPage(t, context);
  const doctor = await openPage(t, await browser.newContext());
  await openModule(doctor, `${server.origin("ishi")}/`);
  const listed = doctor.getByRole("row").filter({ hasText: PERSON });
  await listed.getByText("未着手").waitFor();

  await openLetter(clerk, server, PERSON, "jimu");
  await fillLetter(clerk);
  assert.equal(await text(clerk, "医師氏名").inputValue(), "佐々木 健一");
  assert.equal(await clerk.getByRole("button", { name: "完成", exact: true }).filter({ visible: true }).count(), 0);
  await text(clerk, "特記すべき事項").focus();
  // The key that finishes hands over.
  await clerk.keyboard.press("Control+Enter");
  await clerk.getByText("医師に渡しました（承認待ち）", { exact: true }).waitFor();
  assert.equal(await clerk.getByRole("dialog").isVisible(), false);
  assert.equal(await clerk.evaluate(() => location.pathname.startsWith("/letters/")), true);

  await listed.getByText("承認待ち").waitFor();
  await listed.getByRole("button", { name: /^読んで承認/ }).click();
  await doctor.getByText("事務が入力しました").waitFor();
  for (const step of WHOLE) assert.ok(await holds(doctor, step), `${step[1]} is not answered`);
  // Given back once, and handed over again.
  await doctor.getByRole("button", { name: "事務に戻す" }).click();
  await doctor.getByRole("link", { name: "依頼一覧" }).first().click();
  await listed.getByText("作成中").waitFor();
  await clerk.getByRole("link", { name: "依頼一覧" }).first().click();
  await clerk.getByRole("row").filter({ hasText: PERSON }).getByRole("button", { name: /^続きを書く/ }).click();
  await text(clerk, "対処方針").waitFor();
  await clerk.getByText("医師に渡しました（承認待ち）", { exact: true }).waitFor({ state: "detached" });
  await text(clerk, "対処方針").fill("手すりを設ける。");
  await text(clerk, "対処方針").blur();
  await clerk.getByRole("button", { name: "医師に渡す（承認待ち）" }).first().click();
  await listed.getByText("承認待ち").waitFor();
  await listed.getByRole("button", { name: /^読んで承認/ }).click();
  await doctor.getByText("事務が入力しました").waitFor();
  // This device had the draft before: what the clerk changed since comes in, and is to be looked at.
  await until(async () => (await text(doctor, "対処方針").inputValue()) === "手すりを設ける。");
  await doctor.getByRole("button", { name: "確かめました" }).click();
  await finish(doctor);
  await stands(doctor, PERSON, "届きました");
});
