// One whole letter on the R8 form, answered the way hands answer it, and the road from 「完成」 to the insurer.
import assert from "node:assert/strict";
import { box, isChecked, openLetter, panel, radio, saved, text } from "../editor/letter.mjs";
import { started, workerReady } from "../harness/page.mjs";

export { openLetter, panel, saved, text };

// Nobody has written about her before: every answer is the doctor's own.
export const PERSON = "松本 ハル";

// What begins her letter, in the list of requests: once it is there, the request is on this terminal.
export const beginning = (page) => page.getByRole("button", { name: new RegExp(`^書きはじめる.*${PERSON}`) });

// Every step in the paper's order: [kind, name, answer]. `in` is a box of the group with that name.
export const WHOLE = [
  ["one", "種別", "在宅"],
  ["today", "最終診察日"],
  ["one", "意見書作成回数", "初回"],
  ["one", "他科受診の有無", "有"],
  ["in", "受診している科", "眼科"],
  ["text", "診断名1", "変形性膝関節症"],
  ["date", "診断名1の発症年月日", ["平成", "28", "4", ""]],
  ["one", "症状としての安定性", "安定"],
  ["text", "経過及び治療内容", "平成28年ごろから両膝の痛みがあり、変形性膝関節症と診断。鎮痛薬と運動療法を続けている。この半年は転倒なく経過している。"],
  ["text", "薬剤名（1行目）", "アセトアミノフェン"],
  ["text", "用量（1行目）", "500"],
  ["text", "単位（1行目）", "mg"],
  ["text", "用法（1行目）", "痛むとき"],
  ["one", "障害高齢者の日常生活自立度（寝たきり度）", "A1"],
  ["one", "認知症高齢者の日常生活自立度", "Ⅰ"],
  ["one", "短期記憶", "問題なし"],
  ["one", "日常の意思決定を行うための認知能力", "自立"],
  ["one", "自分の意思の伝達能力", "伝えられる"],
  ["one", "行動・心理症状の有無", "無"],
  ["one", "精神・神経症状の有無", "無"],
  ["one", "利き腕", "右"],
  ["text", "身長", "146.0"],
  ["text", "体重", "48.5"],
  ["one", "過去6ヶ月の体重の変化", "維持"],
  ["box", "関節の痛み"],
  ["text", "関節の痛みの部位", "両膝"],
  ["one", "関節の痛みの程度", "中"],
  ["one", "屋外歩行", "介助があればしている"],
  ["one", "車いすの使用", "用いていない"],
  ["in", "歩行補助具・装具の使用", "屋外で使用"],
  ["one", "食事行為", "自立ないし何とか自分で食べられる"],
  ["one", "現在の栄養状態", "良好"],
  ["in", "今後発生の可能性の高い状態", "転倒・骨折"],
  ["in", "今後発生の可能性の高い状態", "移動能力の低下"],
  ["text", "対処方針", "手すりを設け、下肢の筋力を保つ運動を続ける。"],
  ["one", "生活機能の維持・改善の見通し", "期待できる"],
  ["in", "医学的管理の必要性", "訪問看護"],
  ["in", "医学的管理の必要性", "通所リハビリテーション"],
  ["box", "移動"],
  ["text", "移動の内容", "段差では付き添う。"],
  ["one", "感染症の有無", "無"],
  ["text", "特記すべき事項", "独居で、買い物と入浴に手助けが要る。膝の痛みが強い日は家の中でも伝い歩きになる。"],
];

const dateParts = (page, name) => {
  const date = page.getByRole("group", { name, exact: true });
  return [date.getByRole("combobox"), ...["年", "月", "日"].map((part) => date.getByRole("textbox", { name: part, exact: true }))];
};

// 診断名 offers names while it is typed, and is a combobox therefore.
const field = (page, name) => text(page, name).or(page.getByRole("combobox", { name, exact: true }));
const inside = (page, name, option) => page.getByRole("group", { name, exact: true }).getByRole("checkbox", { name: option, exact: true });

// Whether the page shows this answer.
export async function holds(page, [kind, name, answer]) {
  if (kind === "one") return isChecked(radio(page, name, answer));
  if (kind === "box") return isChecked(box(page, name));
  if (kind === "in") return isChecked(inside(page, name, answer));
  if (kind === "text") return (await field(page, name).inputValue()) === answer;
  const parts = await Promise.all(dateParts(page, name).map((part) => part.inputValue()));
  return kind === "today" ? parts.every((part) => part !== "") : parts.join() === answer.join();
}

// Gives one answer. `type` puts a text into its field.
export async function answer(page, step, type = (into, words) => into.fill(words)) {
  const [kind, name, value] = step;
  if (kind === "text") {
    const into = field(page, name);
    await type(into, value);
    // What was offered goes away with the focus.
    return into.blur();
  }
  if (kind === "date") {
    const [era, ...numbers] = dateParts(page, name);
    await era.selectOption(value[0]);
    for (const [n, number] of numbers.entries()) await number.fill(value[n + 1]);
    return numbers[0].blur();
  }
  if (kind === "today") return page.getByRole("group", { name, exact: true }).getByRole("button", { name: "今日" }).click();
  const press = { one: () => radio(page, name, value), box: () => box(page, name), in: () => inside(page, name, value) }[kind]();
  await press.click();
}

// Gives every answer that the page does not show yet.
export async function fillLetter(page, steps = WHOLE) {
  for (const step of steps) if (!(await holds(page, step))) await answer(page, step);
}

// 「完成」 with the doctor's own confirmation; the letter is then in the outbox.
export async function finish(page) {
  await page.getByRole("banner").getByRole("button", { name: "完成" }).click();
  const dialog = page.getByRole("dialog", { name: "この内容で完成しますか" });
  const left = panel(page).getByRole("heading", { name: "まだ完成できません" });
  await dialog.or(left).waitFor();
  if (await left.isVisible()) assert.fail(`not finished: ${await panel(page).innerText()}`);
  await dialog.getByRole("button", { name: /として完成する$/ }).click();
  await page.waitForURL(/\/sent$/);
}

// From now on the worker answers for this page, so that every part of it is there when the server is not.
export async function readyForOffline(page) {
  await workerReady(page);
  await page.reload();
  await started(page);
}

// The server dies, and the page is loaded from what the worker keeps: it knows that nothing can be sent.
export async function loseServer(page, server) {
  await workerReady(page);
  await server.kill();
  await page.reload();
  await started(page);
  await page.getByText(/^\s*オフライン$/).filter({ visible: true }).first().waitFor();
}

// The letter of this person in 送信箱.
export const card = (page, person) => page.getByRole("main").getByRole("listitem").filter({ hasText: person, has: page.getByRole("heading") });

// The card's heading, such as 届きました.
export async function stands(page, person, words, options) {
  await card(page, person).getByRole("heading", { name: words }).waitFor(options);
}

// From here on it is known whether the page was loaded anew.
export async function markPage(page) {
  await page.evaluate(() => { window.sameDocument = true; });
}

export async function assertNotReloaded(page) {
  assert.equal(await page.evaluate(() => window.sameDocument), true, "the page was loaded anew");
}
