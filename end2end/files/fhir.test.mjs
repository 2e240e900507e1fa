// The FHIR resources of core/letters/tests/data/fhir, held against R4 by a package that is not ours.
//
// npm `fhir` knows the R4 definitions of Questionnaire and QuestionnaireResponse. It finds missing, unknown and repeated
// properties, wrong types, and codes outside of required value sets, and it turns a resource into XML and back. It does not
// read the texts of dates, and does not hold a response against its Questionnaire: the tests of core/letters do.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const { Fhir } = createRequire(import.meta.url)("fhir");
const folder = new URL("../../core/letters/tests/data/fhir/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const validate = (resource) => new Fhir().validate(resource, { errorOnUnexpected: true });

test("there are a Questionnaire and a response of every edition", () => {
  for (const edition of ["h21", "r3", "r8"]) {
    assert.ok(files.includes(`questionnaire-${edition}.json`));
    assert.ok(files.includes(`response-${edition}.json`));
  }
});

for (const name of files) {
  test(`${name} is valid R4`, () => {
    const { valid, messages } = validate(read(name));
    assert.deepEqual(messages, []);
    assert.equal(valid, true);
  });

  test(`${name} is the same after a way through XML`, () => {
    const fhir = new Fhir();
    assert.deepEqual(fhir.xmlToObj(fhir.objToXml(read(name))), read(name));
  });
}

test("what is wrong is found", () => {
  const response = read("response-r8.json");
  response.status = "done";
  response.unknown = 1;
  delete response.item[0].linkId;
  const { valid, messages } = validate(response);
  assert.equal(valid, false);
  const places = messages.map((message) => message.location).sort();
  assert.deepEqual(places, [
    "QuestionnaireResponse.item[0].linkId",
    "QuestionnaireResponse.status",
    "QuestionnaireResponse.unknown",
  ]);
});
