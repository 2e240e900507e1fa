// A certificate near its end: 接続確認 says so, a new one is made at the terminal itself, and the old one ends when it is used.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { certificateStore, openTerminal, startCertified } from "../harness/certified.mjs";
import * as environment from "../harness/environment.mjs";
import { temporaryFolder } from "../harness/folder.mjs";
import { openPage } from "../harness/page.mjs";
import { authenticator, inside, shot, signInByCode, unlock } from "./tablet.mjs";

const run = promisify(execFile);
const ADMIN = "西野 真理";
const DAY = 86_400;
// The program's clock, so many seconds beside the machine's.
const CLOCK = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int answer = real(id, at);
  if (id == CLOCK_REALTIME) at->tv_sec += atoll(getenv("CLOCK_SHIFT"));
  return answer;
}`;

// A terminal's file that was issued so many days ago.
async function issuedBefore(t, server, days) {
  const folder = await temporaryFolder(t, "ikensho-clock");
  const [source, library, out] = ["clock.c", "clock.so", "terminal.p12"].map((name) => join(folder, name));
  await writeFile(source, CLOCK);
  await run("cc", ["-shared", "-fPIC", "-o", library, source, "-ldl"]);
  const words = ["admin", "terminal", "issue", "--facility", "9910123455", "--name", "診察室1", "-o", out, "--data", server.data];
  const env = { ...process.env, LD_PRELOAD: library, CLOCK_SHIFT: String(-days * DAY) };
  const { stdout } = await run(environment.serverBinary(), words, { env });
  return { bytes: await readFile(out), passphrase: /パスワード (\S+)/.exec(stdout)[1] };
}

test("a certificate is renewed at its own terminal, from 90 days before its end", async (t) => {
  const server = await startCertified(t);
  const words = ["--facility", "9910123455", "--name", ADMIN, "--profession", "office", "--role", "facility_admin"];
  const code = /招待コード (\S+?)（/.exec(await server.admin("user", "add", ...words))[1];
  const old = await issuedBefore(t, server, 300);
  const before = await certificateStore(t, server);
  await before.install(old.bytes, old.passphrase);
  const chromium = await openTerminal(t, server, { home: before.home });
  const page = await openPage(t, chromium.context);
  await authenticator(page);
  await signInByCode(page, server.address, ADMIN, code);
  await inside(page);
  await page.goto(`${server.address}/connection`);
  await unlock(page);
  await page.getByText(/^あと6[45]日$/).waitFor();
  await page.getByRole("button", { name: "証明書を更新する" }).click();
  await page.getByText("新しい証明書ができました。").waitFor();
  await shot(page, "renewed");
  const passphrase = await page.locator(".settings__digits").innerText();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "証明書を保存する" }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  await chromium.kill();

  // A browser that has the new one alone.
  const after = await certificateStore(t, server);
  await after.install(Buffer.concat(chunks), passphrase);
  const next = await openTerminal(t, server, { home: after.home });
  const renewed = await openPage(t, next.context);
  await renewed.goto(`${server.address}/terminal`);
  await renewed.getByRole("heading", { name: "この端末で使えます" }).waitFor();
  await renewed.getByText("証明書を確かめました。").waitFor();
  await next.kill();
  const once = await openTerminal(t, server, { home: before.home });
  const refused = await openPage(t, once.context);
  await refused.goto(`${server.address}/terminal`);
  await refused.getByRole("heading", { name: "この端末の証明書は、取り消されています。" }).waitFor();
  assert.equal((await server.admin("terminal", "list")).trim().split("\n").length, 2);
});
