// The `default` Trusted Types policy: static markup passes, anything that could run or fetch does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openChromium } from "../harness/browser.mjs";
import { openModule, openPage } from "../harness/page.mjs";
import { serveSite } from "../harness/static.mjs";

const PASSES = [
  "文字だけ",
  "<p>一行<br>二行</p>",
  '<section class="a b" aria-label="氏名 &amp; 住所"><h2>見出し</h2><!><!-- --></section>',
  '<input type="text" required disabled value=\'"\'>',
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M1 2h3" stroke-width="2"/></svg>',
  '<a href="#pt_name">氏名</a>',
  "<button type=button data-key=adl_level>写す</button>",
];

const REFUSED = [
  "<script>x()</script>",
  "<ScRiPt src=x>",
  "<p onclick=\"x()\">",
  "<p ONCLICK=x()>",
  "<p class='a'onclick='x()'>",
  "<p\fonclick=x()>",
  "<svg/onload=x()>",
  "<img src=x>",
  "<img class=a\tsrcset='x 2x'>",
  '<a href="javascript:x()">',
  '<a href="https://example.com/">',
  '<a href="/clinic">',
  '<svg><use href="/icon.svg#a"/></svg>',
  '<svg><a xlink:href="#a"></a></svg>',
  "<iframe srcdoc=x>",
  "<form action=/x>",
  '<p style="background:url(x)">',
  "<style>p{}</style>",
  "<base href=/x>",
  "<template><p>",
  "<svg><animate attributeName=href values=x></svg>",
  "<p title='<script>'>",
  "<!-- > <script>x()</script> -->",
  "<!--><p onclick=x()>-->",
  "<?xml ?>",
  "<p",
];

test("markup is judged by what it could do", async (t) => {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${site.address}/`);
  const judge = (markup) =>
    page.evaluate((markup) => {
      const element = document.createElement("template");
      try {
        element.innerHTML = markup;
        return "passes";
      } catch (error) {
        return error.message;
      }
    }, markup);
  for (const markup of PASSES) assert.equal(await judge(markup), "passes", markup);
  for (const markup of REFUSED) assert.match(await judge(markup), /markup refused/, markup);
});

test("no other script address and no third policy is to be had", async (t) => {
  const site = await serveSite(t);
  const { context } = await openChromium(t);
  const page = await openPage(t, context);
  await openModule(page, `${site.address}/`);
  const refused = (run) => page.evaluate(`(() => { try { ${run}; return "allowed"; } catch (error) { return error.name; } })()`);
  assert.equal(await refused('document.createElement("script").src = "/x.js"'), "TypeError");
  assert.equal(await refused('new Worker("/x.js")'), "TypeError");
  assert.equal(await refused('trustedTypes.createPolicy("third", {})'), "TypeError");
  assert.equal(await refused('trustedTypes.createPolicy("default", {})'), "TypeError");
  for (let frames = 0; frames < 300 && page.problems.length < 4; frames += 1) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.equal(page.problems.splice(0).length, 4, "each refusal is reported");
});
