// The certified server as its operator runs it, and a Chromium that keeps certificates in a store of its own.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { openChromium } from "./browser.mjs";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";
import { start } from "./process.mjs";

const run = promisify(execFile);
const POLICIES = "/etc/chromium/policies/managed";

// A server with an authority and one clinic, which `clinic` says more about. `admin(...words)` is `ikensho admin … --data`
// and gives what it prints.
export async function startCertified(t, clinic = []) {
  const data = await temporaryFolder(t, "ikensho-certified");
  const admin = async (...words) => (await run(environment.serverBinary(), ["admin", ...words, "--data", data])).stdout;
  await admin("ca", "create");
  await admin("facility", "add", "--office-no", "9910123455", "--name", "ひばり内科クリニック", ...clinic);
  const server = { data, admin, port: 0 };
  // Started again, it listens where it did.
  server.start = async () => {
    const words = ["serve", "--data", data, "--name", "localhost", "--listen", `127.0.0.1:${server.port}`, "--site", environment.site()];
    server.process = start(t, environment.serverBinary(), words);
    const [, address] = await server.process.line(/^ready (https:\S+)/);
    server.address = address;
    server.port = Number(new URL(address).port);
  };
  server.kill = () => server.process.kill();
  await server.start();
  return server;
}

// 端末に電子証明書をインストール: the code typed into the page that is there without a certificate, the file imported.
export async function enrol(page, server, store, name) {
  const [code] = (await server.admin("terminal", "code", "--facility", "9910123455", "--name", name)).split("\n");
  await page.goto(`${server.address}/`);
  await page.getByRole("textbox", { name: "登録コード" }).fill(code);
  await page.getByRole("button", { name: "証明書を受け取る" }).click();
  await page.getByRole("heading", { name: "証明書ができました" }).waitFor();
  const passphrase = await page.locator("#passphrase").textContent();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "証明書を保存する" }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  await store.install(Buffer.concat(chunks), passphrase);
}

// A browser's home with an empty store of certificates that trusts the server. `install` puts a terminal's file in.
export async function certificateStore(t, server) {
  const home = await temporaryFolder(t, "ikensho-home");
  const folder = join(home, ".pki/nssdb");
  const store = `sql:${folder}`;
  await mkdir(folder, { recursive: true });
  await run("certutil", ["-N", "-d", store, "--empty-password"]);
  await run("certutil", ["-A", "-d", store, "-t", "C,,", "-n", "server", "-i", join(server.data, "ca/https.pem")]);
  const install = async (bytes, passphrase) => {
    const file = join(home, "terminal.p12");
    await writeFile(file, bytes);
    await run("pk12util", ["-i", file, "-d", store, "-W", passphrase, "-K", ""]);
  };
  return { home, install };
}

// Chromium with that store. Where nobody sits who could pick a certificate, the machine's policy does: it needs root.
// The policy is the machine's, and the same in every test, whatever the port: so tests may run beside one another, each
// with a file of its own.
export async function openTerminal(t, server, { home, profile }) {
  const { protocol, hostname } = new URL(server.address);
  const filter = { ISSUER: { CN: "Ikensho Terminal CA G1" } };
  const rule = JSON.stringify({ pattern: `${protocol}//${hostname}`, filter });
  const policy = join(POLICIES, `ikensho-test-${randomUUID()}.json`);
  await mkdir(POLICIES, { recursive: true });
  await writeFile(policy, JSON.stringify({ AutoSelectCertificateForUrls: [rule] }));
  t.after(() => rm(policy, { force: true }));
  return openChromium(t, { profile, env: { HOME: home } });
}
