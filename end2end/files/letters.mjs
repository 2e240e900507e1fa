// Letters as other software writes them, for the demonstration's people. The shipped program makes the CSV.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { call, day, requestOf } from "../desk/clinic.mjs";
import * as environment from "../harness/environment.mjs";
import { temporaryFolder } from "../harness/folder.mjs";

const base = JSON.parse(readFileSync(new URL("../../core/letters/tests/rules/base-R8.json", import.meta.url), "utf8"));

// A whole letter of the clinic's doctor; `change` alters its answers.
export async function letterOf(server, change = {}) {
  const { user, facility } = await call(server, "ishi", "GET", "/me");
  const answers = {
    ...base.answers,
    apply_date: day(-12), request_date: day(-8), entry_date: day(), last_exam_date: day(-1),
    dr_name: user.name, clinic_name: facility.name, office_no: facility.office_no,
    clinic_zip: facility.zip, clinic_addr: facility.addr, clinic_tel: facility.tel, clinic_fax: facility.fax,
    ...change,
  };
  return { form: "R8", answers };
}

// The letter that answers the request of this person, without a difference.
export async function answerTo(server, name, change = {}) {
  const asked = await requestOf(server, name);
  const { insurer_no, insured_no, apply_date, request_date, request_no, person, clinic } = asked.request;
  const issue_count = asked.previous_date ? "2回目以上" : "初回";
  const own = { insurer_no, insurer_name: asked.insurer_name, insured_no, apply_date, request_date, issue_count };
  if (request_no) own.request_no = request_no;
  return letterOf(server, { ...own, ...person, ...clinic, ...change });
}

// ORCA CSV of these letters.
export async function csv(t, letters, { charset = "cp932", to = "orca" } = {}) {
  const folder = await temporaryFolder(t, "ikensho-files");
  const file = join(folder, "letters.json");
  await writeFile(file, JSON.stringify(letters));
  // Exit 1: something is lost, such as the table of drugs.
  const words = ["convert", file, "--to", to, "--charset", charset, "--out", join(folder, "letters.csv")];
  try {
    execFileSync(environment.serverBinary(), words, { stdio: "pipe" });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  return readFileSync(join(folder, "letters.csv"));
}

// Chooses files in the page.
export async function choose(page, ...files) {
  await page.locator("#files-input").setInputFiles(files.map(([name, buffer]) => ({ name, mimeType: "text/csv", buffer })));
}
