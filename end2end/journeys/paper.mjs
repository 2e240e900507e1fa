// 紙の依頼, typed in by hand.
import { day } from "../desk/clinic.mjs";
import { text } from "./letter.mjs";

const reiwa = (iso) => {
  const [y, m, d] = iso.split("-").map(Number);
  return [String(y - 2018), String(m), String(d)];
};

export async function fillDate(page, name, [era, ...numbers]) {
  const date = page.getByRole("group", { name, exact: true });
  await date.getByRole("combobox", { name: "元号" }).selectOption(era);
  for (const [n, part] of ["年", "月", "日"].entries()) await date.getByRole("textbox", { name: part, exact: true }).fill(numbers[n]);
}

// Types a request in, and waits for its letter.
export async function typePaperRequest(page, { person, kana = "しけん はなこ", insured, doctor }) {
  await page.getByLabel("保険者（市町村）").selectOption({ label: "みどり野市（990010）" });
  await page.getByLabel("被保険者番号").fill(insured);
  await fillDate(page, "申請日", ["令和", ...reiwa(day(-6))]);
  await fillDate(page, "作成依頼日", ["令和", ...reiwa(day(-3))]);
  await page.getByLabel("氏名").fill(person);
  await page.getByLabel("ふりがな").fill(kana);
  await fillDate(page, "生年月日", ["昭和", "10", "5", "6"]);
  await page.getByRole("radio", { name: "女" }).check();
  await page.getByLabel("郵便番号").fill("999-0101");
  await page.getByLabel("住所").fill("みどり野市本町1-1");
  await page.getByLabel("連絡先").fill("0990-12-0000");
  await page.getByLabel("依頼された医師").selectOption(doctor);
  await page.getByRole("button", { name: "登録して書きはじめる" }).click();
  await page.waitForURL(/\/letters\//);
  await text(page, "特記すべき事項").waitFor();
}
