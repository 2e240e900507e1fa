// ファイルから取り込む: letters of other software, matched to requests, then sent or opened as drafts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, day, requestOf } from "../desk/clinic.mjs";
import { assertAccessible } from "../harness/axe.mjs";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { loseServer, readyForOffline, stands, text } from "../journeys/letter.mjs";
import { answerTo, choose, csv, letterOf } from "./letters.mjs";

async function clinic(t, { person = "ishi", path = "/requests/import" } = {}) {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, server.origin(person) + path);
  return { server, page };
}

// Drops a file of so many bytes, made in the page.
async function drop(page, name, size) {
  const carried = await page.evaluateHandle(([name, size]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(size).fill(0x61)], name));
    return carried;
  }, [name, size]);
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: carried });
}

const row = (page, name) => page.locator(".requests__row").filter({ hasText: name });
const more = (page, name) => row(page, name).locator("xpath=following-sibling::tr[1]");
const heads = (page) => page.locator(".requests__group").allInnerTexts();

// Her request came on paper and nobody has seen it here; her doctor's software knows it.
const UNASKED = { insurer_no: "990010", insurer_name: "みどり野市", insured_no: "0000155507", pt_name: "試験 花子", pt_kana: "しけん はなこ", issue_count: "初回" };

const held = async (server) => (await call(server, "hokensha", "GET", "/letters")).items;

test("a file dropped on the request list is matched, judged, and sent once", async (t) => {
  const { server, page } = await clinic(t, { path: "/" });
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  const letters = [
    await answerTo(server, "佐藤 正"),
    await answerTo(server, "松本 ハル", { pt_addr: "みどり野市上野町5-21", dr_name: "佐々木 健一" }),
    await answerTo(server, "神﨑 ふみ"),
    await letterOf(server, UNASKED),
    await answerTo(server, "山﨑 義男", { bpsd: null }),
    await answerTo(server, "小林 和子", { apply_date: day(-2) }),
    await answerTo(server, "渡邉 清"),
  ];
  const file = [...(await csv(t, letters))].concat([...Buffer.from('"1.2","x"\r\n')]);
  const dropped = await page.evaluateHandle((bytes) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(bytes)], "9910123455_2026101401.csv"));
    return carried;
  }, file);
  await page.getByRole("main").dispatchEvent("drop", { dataTransfer: dropped });
  await page.waitForURL(/\/requests\/import$/);
  await row(page, "佐藤 正").waitFor();
  await page.getByText("ORCA CSV 1.2（Shift_JIS）").waitFor();
  assert.deepEqual((await heads(page)).map((head) => head.trim()), ["直すところはありません4件", "下書きにして確かめます2件", "取り込めません2件"]);
  await row(page, "佐藤 正").getByText("依頼と一致").waitFor();
  await row(page, "松本 ハル").getByText("違うところ 1か所").waitFor();
  const sides = more(page, "松本 ハル").getByRole("row").filter({ hasText: "住所" });
  assert.deepEqual((await sides.locator("th, td").allInnerTexts()), ["住所", "みどり野市上野町5-12", "みどり野市上野町5-21"]);
  await row(page, "神﨑 ふみ").getByText("差し戻しに答えます").waitFor();
  await row(page, "試験 花子").getByText("紙の依頼", { exact: true }).waitFor();
  await row(page, "小林 和子").getByText(/の依頼があります。申請日を確かめてください。/).waitFor();
  await row(page, "渡邉 清").getByText("書きかけの下書きがあります。").waitFor();
  await page.getByText("項目が2個あります。1.2の形式は121個です。").waitFor();
  const open = row(page, "山﨑 義男").getByRole("button", { name: /^くわしく/ });
  await open.click();
  await more(page, "山﨑 義男").getByText("認知症の行動・心理症状の有無を選択してください。").waitFor();
  // The file beside the draft that was begun: what differs is shown, and neither is changed.
  await row(page, "渡邉 清").getByRole("button", { name: /^くわしく/ }).click();
  await more(page, "渡邉 清").getByRole("button", { name: "下書きと比べる" }).click();
  const beside = more(page, "渡邉 清").getByRole("table").filter({ hasText: "書きかけの下書き" });
  await beside.waitFor();
  const [, draftSays, fileSays] = await beside.getByRole("row").nth(1).locator("th, td").allInnerTexts();
  assert.notEqual(draftSays, fileSays);
  await assertAccessible(page, "the import");

  // Nothing has left or been kept by reading.
  const before = (await held(server)).length;
  assert.equal((await requestOf(server, "佐藤 正")).state, "open");
  // The letter with another 申請日 is left out by hand.
  await row(page, "小林 和子").getByRole("checkbox").uncheck();
  await page.getByRole("button", { name: /^選んだうち\d+件を完成して送る$/ }).click();
  const dialog = page.getByRole("dialog", { name: /件を完成しますか/ });
  await dialog.getByText("依頼情報と氏名・生年月日等が一致しません").waitFor();
  await assertAccessible(page, "the confirmation");
  await dialog.getByRole("button", { name: "佐々木 健一 として完成する" }).click();
  await dialog.getByText("確かめるところを見て、チェックを入れてください。").waitFor();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "佐々木 健一 として完成する" }).click();
  await page.waitForURL(/\/sent$/);
  for (const name of ["佐藤 正", "松本 ハル", "試験 花子"]) await stands(page, name, "届きました", { timeout: 60_000 });
  const after = await held(server);
  for (const name of ["佐藤 正", "松本 ハル", "試験 花子"]) assert.equal(after.filter((line) => line.pt_name === name).length, 1, name);
  assert.equal(after.length, before + 3);
  const { apply_date } = (await requestOf(server, "神﨑 ふみ")).request;
  const returned = (await call(server, "ishi", "GET", "/letters")).items.filter((line) => line.pt_name === "神﨑 ふみ" && line.apply_date === apply_date);
  assert.deepEqual(returned.map((line) => [line.version, line.state]).sort(), [[1, "superseded"], [2, "sent"]]);
  const line = after.find((line) => line.pt_name === "松本 ハル");
  const { confirmations } = await call(server, "ishi", "GET", `/letters/${line.id}`);
  assert.ok(confirmations.some(({ rule, field, name }) => rule === "V15" && field === "pt_addr" && name === "佐々木 健一"), JSON.stringify(confirmations));

  // The same file once more: what was sent is known, and is not sent again.
  await page.goto(`${server.origin("ishi")}/requests/import`);
  await choose(page, ["again.csv", Buffer.from(file)]);
  await row(page, "佐藤 正").getByText("この申請の意見書は送信済みです。").waitFor();
  await row(page, "佐藤 正").getByRole("link", { name: /受付票を見る/ }).click();
  await page.waitForURL(/\/sent\/.+/);
});

test("without a net letters become drafts, all at once, and outlive the page; later they are everywhere", async (t) => {
  const { server, page } = await clinic(t, { path: "/" });
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  const letters = [
    await answerTo(server, "佐藤 正", { remarks: "ファイルから取り込んだ文章。" }),
    await answerTo(server, "山﨑 義男", { bpsd: null }),
    await letterOf(server, UNASKED),
  ];
  await readyForOffline(page);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  await loseServer(page, server);
  await page.getByRole("link", { name: "ファイルから取り込む" }).click();
  await choose(page, ["letters.json", Buffer.from(JSON.stringify(letters))]);
  await row(page, "佐藤 正").waitFor();
  await row(page, "山﨑 義男").getByRole("checkbox").check();
  await page.getByRole("button", { name: "選んだ3件を下書きにする" }).click();
  await page.getByText("3件を下書きにしました。").waitFor();
  for (const name of ["佐藤 正", "山﨑 義男", "試験 花子"]) await row(page, name).getByText("書きかけの下書きがあります。").waitFor();
  await page.reload();
  await page.getByRole("navigation").getByRole("link", { name: /^依頼一覧/ }).click();
  await page.getByRole("row").filter({ hasText: "試験 花子" }).getByText("紙の依頼").waitFor();
  await page.getByRole("row").filter({ hasText: "佐藤 正" }).getByRole("button").click();
  await text(page, "特記すべき事項").waitFor();
  assert.equal(await text(page, "特記すべき事項").inputValue(), "ファイルから取り込んだ文章。");
  await server.start();
  await page.goto(`${server.origin("ishi")}/`);
  for (const name of ["佐藤 正", "山﨑 義男", "試験 花子"]) {
    await page.getByRole("row").filter({ hasText: name }).getByText("作成中").waitFor({ timeout: 60_000 });
  }
  assert.deepEqual([(await requestOf(server, "試験 花子")).origin, (await requestOf(server, "佐藤 正")).state], ["paper", "drafting"]);
});

test("a clerk makes drafts, and cannot send", async (t) => {
  const { server, page } = await clinic(t, { person: "jimu" });
  await choose(page, ["one.csv", await csv(t, [await answerTo(server, "佐藤 正")], { charset: "utf-8" })]);
  await row(page, "佐藤 正").getByText("依頼と一致").waitFor();
  assert.equal(await page.getByRole("button", { name: /完成して送る/ }).count(), 0);
  await row(page, "佐藤 正").getByRole("button", { name: /^下書きで開く/ }).click();
  await page.waitForURL(/\/letters\//);
  await text(page, "特記すべき事項").waitFor();
});

test("whatever cannot be read says why in plain words, and nothing of it is taken in", async (t) => {
  const { server, page } = await clinic(t);
  const letter = await answerTo(server, "佐藤 正");
  const whole = await csv(t, [letter, letter], { charset: "utf-8" });
  const sjis = await csv(t, [letter]);
  const cases = [
    ["open.csv", whole.subarray(0, whole.length - 2), "引用符（\"）が正しく閉じていません"],
    ["mixed.csv", Buffer.concat([sjis, Buffer.from([0x22, 0x81, 0x20, 0x22, 0x0a])]), "文字コードが分かりません"],
    ["empty.csv", Buffer.from("\n\n"), "ファイルに意見書がありません"],
    ["broken.json", Buffer.from("{"), "JSON"],
    ["sjis.json", Buffer.from([0x7b, 0x22, 0x82, 0xa0]), "UTF-8ではありません"],
    ["many.csv", Buffer.concat(Array.from({ length: 1_001 }, () => Buffer.from('"1.2"\n'))), "意見書が1001件あり"],
    ["big.csv", 200 * 1024 * 1024, "大きすぎます（200MB）"],
  ];
  for (const [name, bytes, words] of cases) {
    await (typeof bytes === "number" ? drop(page, name, bytes) : choose(page, [name, bytes]));
    const alert = page.getByRole("alert").filter({ hasText: name });
    await alert.getByText(words).waitFor();
    assert.match(await alert.innerText(), /何も取り込んでいません。/, name);
    assert.equal(await page.locator(".requests__row").count(), 0, name);
  }
  // Two letters for one application are both left to a person; a wrong insurer and a missing number are named.
  const lost = { ...letter, answers: { ...letter.answers, insured_no: "" } };
  const stranger = { ...letter, answers: { ...letter.answers, insurer_no: "990099" } };
  const list = Buffer.from(JSON.stringify([letter, letter, lost, stranger, { form: "R9", answers: {} }]));
  await choose(page, ["list.json", list]);
  await page.getByText("同じ申請の意見書が、読み込んだファイルに2件以上あります。").first().waitFor();
  await page.getByText("被保険者番号がないため、どの申請の意見書か分かりません。").waitFor();
  await page.getByText("この保険者番号の市町村は登録されていません。").waitFor();
  await page.getByText("R9").waitFor();
  assert.equal(await page.getByRole("checkbox").count(), 0);
  // A file that can be read does not suffer from one beside it that cannot.
  await choose(page, ["good.csv", sjis], ["open.csv", cases[0][1]]);
  await page.getByRole("alert").filter({ hasText: "open.csv" }).waitFor();
  await row(page, "佐藤 正").getByText("依頼と一致").waitFor();
  assert.equal((await requestOf(server, "佐藤 正")).state, "open");
});
