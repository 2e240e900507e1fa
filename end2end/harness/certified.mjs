// The certified server as its operator runs it, and a Chromium that keeps certificates in a store of its own.
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { openChromium } from "./browser.mjs";
import * as environment from "./environment.mjs";
import { temporaryFolder } from "./folder.mjs";
import { start } from "./process.mjs";

const run = promisify(execFile);
const POLICIES = "/etc/chromium/policies/managed";

// A server with an authority and one clinic. `admin(...words)` is `ikensho admin … --data` and gives what it prints.
export async function startCertified(t) {
  const data = await temporaryFolder(t, "ikensho-certified");
  const admin = async (...words) => (await run(environment.serverBinary(), ["admin", ...words, "--data", data])).stdout;
  await admin("ca", "create");
  await admin("facility", "add", "--office-no", "9910123455", "--name", "ひばり内科クリニック");
  const words = ["serve", "--data", data, "--name", "localhost", "--listen", "127.0.0.1:0", "--site", environment.site()];
  const process = start(t, environment.serverBinary(), words);
  const [, address] = await process.line(/^ready (https:\S+)/);
  return { data, admin, address, process };
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
export async function openTerminal(t, server, { home, profile }) {
  const filter = { ISSUER: { CN: "Ikensho Terminal CA G1" } };
  const rule = JSON.stringify({ pattern: server.address, filter });
  const policy = join(POLICIES, "ikensho-test.json");
  await mkdir(POLICIES, { recursive: true });
  await writeFile(policy, JSON.stringify({ AutoSelectCertificateForUrls: [rule] }));
  t.after(() => rm(policy, { force: true }));
  return openChromium(t, { profile, env: { HOME: home } });
}
