// A file of 400 letters in the browser: until every letter is matched and judged, until all are drafts on the disk.
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { measured, median } from "../harness/measure.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { choose, csv, letterOf } from "../files/letters.mjs";

const LETTERS = 400;
const RUNS = 5;

test("import", async (t) => {
  const server = await startServer(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${server.origin("ishi")}/`);
  await page.getByRole("button", { name: /^書きはじめる/ }).first().waitFor();
  await page.getByRole("link", { name: "ファイルから取り込む" }).click();
  const letters = [];
  for (let n = 0; n < LETTERS; n += 1) {
    letters.push(await letterOf(server, { insurer_no: "990010", insured_no: String(9_000_000_000 + n), pt_name: `試験 ${n}` }));
  }
  const file = await csv(t, letters);
  // Times are taken in the page, from the choice of the file to the frame that shows what came of it.
  await page.evaluate(() => {
    window.until = (wanted) => new Promise((resolve) => {
      const begin = performance.now();
      const look = () => (wanted() ? resolve(performance.now() - begin) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  });
  const shown = [];
  for (let run = 0; run < RUNS; run += 1) {
    const name = `${run}.csv`;
    const time = page.evaluate(([name, count]) => window.until(() => {
      const is = document.querySelector(".arrivals__files")?.textContent.includes(name);
      return is && document.querySelectorAll(".arrivals .requests__row").length === count;
    }), [name, LETTERS]);
    await choose(page, [name, file]);
    shown.push(await time);
  }
  measured("browser import, 400 letters of CSV, read, matched, judged and shown", median(shown), "ms");
  const kept = page.evaluate(() => window.until(() => document.querySelector(".arrivals__told")?.textContent.includes("下書きにしました")));
  await page.getByRole("button", { name: `選んだ${LETTERS}件を下書きにする` }).click();
  measured("browser import, 400 letters, all drafts in one durable transaction and judged again", await kept, "ms");
  measured("browser import, 400 letters, size of the file", file.length, "bytes");
});
