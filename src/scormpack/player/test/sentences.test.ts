/** What build.mjs makes of `says.name` is checked against the sources as they stand. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fill } from "../src/fill.ts";
import sentences from "../src/sentences.json" with { type: "json" };

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const code = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(SRC + name, "utf8"))
  .join("\n");

test("every sentence is said somewhere, and there is one for all that is said", () => {
  const said = new Set([...code.matchAll(/\bsays\.(\w+)/g)].map(([, name]) => name));
  assert.deepEqual([...said].sort(), Object.keys(sentences).sort());
});

test("blanks are filled in their order, with what looks like one too", () => {
  assert.equal(fill("{a} of {b c}.", "{b c}", 2), "{b c} of 2.");
});
