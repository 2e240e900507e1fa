// The server has the letter, and its answer is lost: it is sent again under the same id, and is one letter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, openDesk, row } from "../desk/clinic.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openPage, until } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { openWay } from "../harness/way.mjs";
import { PERSON, card, fillLetter, finish, openLetter, stands } from "./letter.mjs";

test("lost answers, two or more, one letter, one receipt number", async (t) => {
  const server = await startServer(t);
  const way = await openWay(t, server);
  const { browser, context } = await openChromium(t);
  const page = await openPage(t, context);
  await openLetter(page, way, PERSON);
  await fillLetter(page);
  let losing = true;
  way.loses = ({ method, path }) => method === "POST" && path === "/api/v1/letters" && (losing || way.lost.length < 2);
  await finish(page);
  // No answer is no reason to take it back: it may have arrived, and it has.
  await stands(page, PERSON, "届いたかを確かめています");
  assert.equal(await card(page, PERSON).getByRole("button", { name: "取りやめて直す" }).count(), 0);
  losing = false;
  await stands(page, PERSON, "届きました", { timeout: 90_000 });

  // The list of letters says it, too, and may be there before the outbox has asked again.
  await until(async () => way.lost.length > 1);
  const [first, ...later] = way.lost;
  assert.deepEqual([first.status, first.answer.outcome], [200, "received"]);
  for (const { sent, headers, answer } of later) {
    assert.deepEqual(sent, first.sent, "the same bytes");
    assert.equal(headers["idempotency-key"], first.headers["idempotency-key"]);
    assert.deepEqual(answer, first.answer, "the same answer");
  }
  const { receipt_no } = JSON.parse(first.answer.receipt.body);
  await card(page, PERSON).getByText(`受付番号 ${receipt_no}`).waitFor();

  const desk = await openPage(t, await browser.newContext());
  await openDesk(desk, server);
  await row(desk, PERSON).waitFor();
  assert.equal(await row(desk, PERSON).count(), 1);
  const { items } = await call(server, "hokensha", "GET", "/letters");
  const mine = items.filter((line) => line.pt_name === PERSON);
  assert.deepEqual(mine.map((line) => [line.receipt_no, line.version]), [[receipt_no, 1]]);
});
