/** What must never come back into the sources, whoever changes them. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => [name, readFileSync(SRC + name, "utf8")] as const);

function lines(pattern: RegExp): string[] {
  return sources.flatMap(([name, text]) =>
    text.split("\n").flatMap((line) => (pattern.test(line) ? [`${name}: ${line.trim()}`] : [])),
  );
}

test("no source listens to unload: browsers stop sending it", () => {
  assert.deepEqual(lines(/["'`]unload["'`]|\bonunload\b/), []);
});

test("beforeunload is named once, where it is switched on and off", () => {
  assert.deepEqual(lines(/beforeunload/), ['lifecycle.ts: const kind = "beforeunload";']);
});

test("nothing writes while a page goes but SCORM's own calls and keepalive", () => {
  assert.deepEqual(lines(/sendBeacon|XMLHttpRequest/), []);
});

async function bundled(standard: string): Promise<string> {
  const entryPoints = [`${SRC}entry/${standard}.ts`];
  const built = await build({ entryPoints, bundle: true, minify: true, format: "iife", write: false });
  return built.outputFiles[0]?.text ?? "";
}

test("each bundle speaks one standard; importers find the status element's name in it", async () => {
  const marks = {
    scorm12: "cmi.core.lesson_status",
    scorm2004: "cmi.completion_status",
    cmi5: "LMS.LaunchData",
    xapi: "activity_id",
  };
  for (const standard of [...Object.keys(marks), "web"]) {
    const text = await bundled(standard);
    const found = Object.entries(marks).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []));
    assert.deepEqual(found, standard === "web" ? [] : [standard]);
  }
});
