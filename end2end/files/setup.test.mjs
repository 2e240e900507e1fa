// 準備: which way of sending fits, and whether a file can be read, without anything leaving the device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { choose, csv, letterOf } from "./letters.mjs";

async function setup(t) {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("navigation").getByRole("link", { name: "準備" }).click();
  await page.getByRole("heading", { name: "準備" }).waitFor();
  return { server, page };
}

const say = (page, question, answer) => page.getByRole("group", { name: question }).getByRole("radio", { name: answer }).check();

test("whoever does not know begins with A; without software, terminal or link it is B", async (t) => {
  const { page } = await setup(t);
  const way = (words) => page.getByRole("heading", { name: words }).waitFor();
  await say(page, /文書作成ソフトや電子カルテで書いていますか/, "わからない");
  await say(page, /オンライン資格確認の端末がありますか/, "わからない");
  await say(page, /連携に対応していますか/, "わからない");
  await way(/^A/);
  await page.getByText("ソフトの会社に聞く").waitFor();
  await say(page, /連携に対応していますか/, "いいえ");
  await say(page, /介護保険証明書か介護DX証明書が入っていますか/, "いいえ");
  await way(/^B/);
  await page.getByText("証明書を申し込む").waitFor();
  await assertAccessible(page, "準備");
  await say(page, /文書作成ソフトや電子カルテで書いていますか/, "いいえ");
  assert.equal(await page.getByRole("group", { name: /オンライン資格確認の端末/ }).count(), 0);
});

test("a file is tried on this device alone: nothing of it is sent or kept", async (t) => {
  const { server, page } = await setup(t);
  const mark = "どこにも送られない文章";
  const good = await letterOf(server, { remarks: mark });
  const bad = await letterOf(server, { bpsd: null, remarks: mark });
  const file = await csv(t, [good, bad]);
  const json = Buffer.from(JSON.stringify([good]));
  // The pieces come with the first file; after that the page has everything.
  await choose(page, ["first.json", json]);
  await page.getByText("「first.json」は読めました").waitFor();
  // Without a server nothing else is fetched or kept meanwhile.
  await server.kill();
  await page.getByText(/^\s*オフライン$/).filter({ visible: true }).first().waitFor();
  const kept = () => page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const all = [];
    for (const name of names) {
      const database = await new Promise((resolve) => { const open = indexedDB.open(name); open.onsuccess = () => resolve(open.result); });
      for (const store of database.objectStoreNames) {
        const count = database.transaction(store).objectStore(store).count();
        all.push(await new Promise((resolve) => { count.onsuccess = () => resolve(`${store} ${count.result}`); }));
      }
      database.close();
    }
    return all.sort().join();
  });
  const before = await kept();
  const asked = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await choose(page, ["letters.csv", file], ["wrong.csv", Buffer.from('"1.2","')]);
  await page.getByText("「letters.csv」は読めました").waitFor();
  await page.getByText("ORCA CSV 1.2（Shift_JIS）・2件").waitFor();
  await page.getByText(/^2件目.*読めました。直すところ 1か所/).click();
  await page.getByText("認知症の行動・心理症状の有無を選択してください。").waitFor();
  await page.getByRole("alert").filter({ hasText: "wrong.csv" }).waitFor();
  await assertAccessible(page, "the check of a file");
  // Whether the server is back is asked again and again, with neither a body nor a word of the file in it.
  const own = /^GET \S+\/api\/v1\/(events|me) $/;
  assert.deepEqual(asked.filter((line) => !own.test(line)), [], "the network was asked");
  assert.equal(await kept(), before);
});
