// Letters in at 32 connections, each durable before its answer, over the shipped server.
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import * as environment from "../harness/environment.mjs";
import { startServer } from "../harness/server.mjs";

test("letters in", async (t) => {
  const server = await startServer(t, { words: ["--today", "2026-10-14"] });
  const program = join(dirname(environment.serverBinary()), "examples/letters_in");
  const { stdout } = await promisify(execFile)(program, [String(server.port), "32"]);
  process.stdout.write(`\n${stdout}`);
});
