// axe on the page as it stands.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Fails with rule, place and remedy of every finding that is serious or critical.
export async function assertAccessible(page, where) {
  await page.evaluate(source);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const sentences = serious.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${help}`));
  assert.deepEqual(sentences, [], `axe on ${where}`);
}
