// The real editor beside other form engines, in the harness that measures them all alike, in one interleaved run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import * as environment from "../harness/environment.mjs";
import { measured, median } from "../harness/measure.mjs";
import { startServer } from "../harness/server.mjs";

const PEERS = ["vanilla-ajv", "rhf-zod", "surveyjs"];
const REPETITIONS = process.env.IKENSHO_PEERS_REPS ?? "3";

async function harness(address, words, out) {
  const run = spawn("node", ["bench.mjs", "--peers", [...PEERS, "ours"].join(), "--url", `ours=${address}`, "--reps", REPETITIONS, "--out", out, ...words], {
    cwd: process.env.IKENSHO_PEERS,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(run, "exit");
  if (code !== 0) throw new Error(`the harness ended with ${code}`);
  return JSON.parse(await readFile(out, "utf8"));
}

// Every run of ours did the same work as the others: the whole letter judged at each key, findings shown, text there.
function checkWork(runs, keys) {
  for (const { top, bottom, pageErrors } of runs) {
    for (const where of [top, bottom]) {
      if (!where.typed || where.errors < 3 || where.runs < keys || pageErrors.length > 0) {
        throw new Error(`a run of ours does not count: ${JSON.stringify({ where, pageErrors })}`);
      }
    }
  }
}

test("peers", async (t) => {
  const server = await startServer(t, { site: environment.benchSite(), words: ["--bench"] });
  const address = server.process.printed.map((line) => /^bench (\S+)/.exec(line)?.[1]).find(Boolean);
  const folder = await mkdtemp(join(tmpdir(), "ikensho-peers-"));
  for (const [name, words, keys] of [
    ["desk", ["--profile", "desk", "--keys", "60"], 60],
    ["tablet", ["--profile", "tablet", "--keys", "20"], 20],
    ["desk, composition", ["--profile", "desk", "--keys", "40", "--ime", "1"], 10],
  ]) {
    const { raw } = await harness(address, words, join(folder, `${keys}.json`));
    const [profile] = Object.keys(raw);
    checkWork(raw[profile].ours, keys);
    const of = (peer, look) => median((raw[profile][peer] ?? []).map(look));
    for (const peer of [...PEERS, "ours"]) {
      measured(`${name}, ${peer}, bytes`, of(peer, (run) => run.bytes), "bytes");
      measured(`${name}, ${peer}, ready`, of(peer, (run) => run.ready), "ms");
      measured(`${name}, ${peer}, script per key`, of(peer, (run) => run.top.scriptKey), "ms");
      measured(`${name}, ${peer}, input to paint, p95`, of(peer, (run) => run.top.p95), "ms");
      measured(`${name}, ${peer}, long tasks while typing`, of(peer, (run) => run.top.long + run.bottom.long), "tasks");
    }
    for (const peer of ["rhf-zod", "surveyjs"]) {
      measured(`${name}, ours to ${peer}, ready`, of("ours", (run) => run.ready) / of(peer, (run) => run.ready), "ratio");
      measured(`${name}, ours to ${peer}, script per key`, of("ours", (run) => run.top.scriptKey) / of(peer, (run) => run.top.scriptKey), "ratio");
    }
  }
});
