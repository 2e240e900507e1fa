// A clinic's tablet at the demonstration's certified listener: a real certificate, passkeys of a virtual authenticator.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { call } from "../desk/clinic.mjs";
import { certificateStore, openTerminal } from "../harness/certified.mjs";
import * as environment from "../harness/environment.mjs";
import { openPage } from "../harness/page.mjs";
import { startServer } from "../harness/server.mjs";
import { beginning, saved, text } from "../journeys/letter.mjs";

const run = promisify(execFile);

// The server, a Chromium with the clinic's certificate, and a page of it.
export async function openTablet(t, options = {}) {
  const server = await startServer(t);
  const [, address, folder] = await server.process.line(/^certified (https:\S+) \((.+)\)$/);
  // The operator's tools, on the same data.
  server.admin = async (...words) => (await run(environment.serverBinary(), ["admin", ...words, "--data", server.data])).stdout;
  // Started again, it listens where it did.
  server.words.push("--tls-port", new URL(address).port);
  return openBeside(t, { server, address, folder }, options);
}

// Another terminal of the same server, with a browser and a certificate of its own.
export async function openBeside(t, { server, address, folder }, options = {}) {
  const { home, install } = await certificateStore(t, server);
  const lines = (await readFile(join(folder, "README.txt"), "utf8")).split("\n").map((line) => line.split("\t"));
  const file = options.certificate ?? "clinic.p12";
  await install(await readFile(join(folder, file)), lines.find(([name]) => name === file)[2]);
  const chromium = await openTerminal(t, { address }, { home, profile: options.profile });
  const page = await openPage(t, chromium.context, options);
  return { server, address, folder, chromium, page };
}

// A passkey holder: an authenticator that verifies its user. `prf: false` is one that cannot guard a vault.
// `found` are passkeys that somebody else lost.
export async function authenticator(page, { prf = true, transport = "internal", found = [] } = {}) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: prf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  for (const credential of found) await cdp.send("WebAuthn.addCredential", { authenticatorId, credential });
  return {
    passkeys: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    // Whether its owner is there to touch it.
    present: (enabled) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    // It is lost, with the passkeys on it.
    remove: () => cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
    verified: (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

// An invitation code for somebody of the clinic, from its administrator.
export async function invite(server, name) {
  const { items } = await call(server, "kanri", "GET", "/users");
  const { id } = items.find((account) => account.name === name);
  const { code } = await call(server, "kanri", "POST", `/users/${id}/invitation`);
  return code;
}

// The first sign-in of somebody of the demonstration's clinic.
export async function firstSignIn(page, address, server, name) {
  await signInByCode(page, address, name, await invite(server, name));
}

// The first sign-in, by code.
export async function signInByCode(page, address, name, code) {
  await page.goto(`${address}/`);
  await page.getByRole("button", { name: /招待コードがある方/ }).click();
  await page.getByRole("textbox", { name: "招待コード" }).fill(code);
  await page.getByRole("button", { name: "つぎへ" }).click();
  await page.getByRole("heading", { name: `${name}さんのパスキーを作ります` }).waitFor();
  await page.getByRole("button", { name: "パスキーを作る" }).click();
}

// The list is there: somebody is in.
export const inside = (page) => page.getByRole("heading", { name: "依頼一覧" }).waitFor();

export const unlock = (page) => page.getByRole("button", { name: /^パスキーで/ }).click();

// Locks from a list.
export async function lock(page) {
  await page.getByRole("button", { name: "ロック", exact: true }).click();
  await page.getByRole("heading", { name: "ロックされています" }).waitFor();
}

// Pictures, for whoever wants to look.
export async function shot(page, name) {
  const folder = process.env.IKENSHO_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

// Somebody inside begins the person's letter, goes back to the list, and locks.
export async function writeAndLock(page, address, typed) {
  await beginning(page).click();
  await text(page, "特記すべき事項").fill(typed);
  await saved(page);
  await page.goto(`${address}/`);
  await unlock(page);
  await inside(page);
  await lock(page);
}
