// Where the built files and programs are. `cargo xtask` says so; by hand, the usual places are taken.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));

function existing(name, fallback, made) {
  const path = process.env[name] ?? fallback;
  if (!existsSync(path)) throw new Error(`${path} does not exist: run \`${made}\` first, or set ${name}.`);
  return path;
}

export const site = () => existing("IKENSHO_SITE", join(target, "site"), "cargo xtask build");
export const benchSite = () => existing("IKENSHO_SITE_BENCH", join(target, "site-bench"), "cargo xtask build --bench");
export const serverBinary = () => existing("IKENSHO_SERVER", join(target, "debug/ikensho"), "cargo build -p server");
export const chromium = () => existing("CHROMIUM", "/usr/bin/chromium", "cargo xtask setup");
export const firefox = () => existing("FIREFOX", "/usr/bin/firefox-esr", "cargo xtask setup");

// Campaigns are long under `cargo xtask test --long`.
export const isLong = process.env.IKENSHO_LONG === "1";
