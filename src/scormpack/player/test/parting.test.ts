/** What goes out as the page is hidden or goes: the most that matters, within what browsers let through. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionError } from "../src/session.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, MODULE, memory } from "./hosts.ts";
import { answer, cmi5, isState, xapi } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { record } from "./standings.ts";

type Json = Record<string, unknown>;
const done = record({ completed: true, score: 1 }, { passed: true });
const MOST = 60_000;

/** An LRS that takes nothing but what outlives the page, and holds its answers to that back. */
class Lost {
  readonly lrs = new FakeLrs();
  readonly sent: { url: URL; body: string }[] = [];
  down = false;
  /** Statements that were sent one by one. */
  puts = 0;
  /** Whether what outlives the page is answered. */
  answers = true;

  readonly fault: Fault = (url, init) => {
    if (init.keepalive === true) {
      this.sent.push({ url, body: String(init.body) });
      return this.answers ? null : new Promise(() => undefined);
    }
    if (url.searchParams.has("statementId") && init.method === "PUT") this.puts++;
    return this.down ? answer(503) : null;
  };

  get bytes(): number {
    return this.sent.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
  }

  /** The verbs of the lists of statements, in their order. */
  get lists(): string[][] {
    const lists = this.sent.filter(({ url }) => !isState(url)).map(({ body }) => JSON.parse(body) as Json[]);
    return lists.map((list) => list.map((each) => (each["verb"] as { id: string }).id.split("/").at(-1) ?? ""));
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("of more than browsers let through, what matters goes, then the oldest detail, in its order", async () => {
  const { lost, session } = await filled(150);
  session.hide(done, false);
  const [list = []] = lost.lists;
  assert.ok(lost.bytes <= MOST && lost.bytes > MOST - 2000, `${lost.bytes} bytes`);
  assert.deepEqual([...new Set(list)], ["interacted", "completed", "passed"]);
  assert.deepEqual(list.slice(-2), ["completed", "passed"]);
  assert.ok(list.length < 152);
  const ids = (JSON.parse(lost.sent[0]?.body ?? "") as { result: { extensions: Json } }[]).slice(0, -2);
  const places = ids.map(({ result }) => Object.values(result.extensions)[0]);
  assert.deepEqual(places, [...places.keys()]);
  assert.ok(lost.sent.some(({ url }) => isState(url)));
});

test("a bookmark that is too large leaves room for the statements, and does not go", async () => {
  const { lost, session } = await filled(150);
  session.hide({ ...done, text: "x".repeat(MOST) }, false);
  assert.equal(lost.sent.length, 1);
  assert.ok(lost.bytes > MOST - 2000);
});

test("hidden, and then gone, nothing is sent twice, and all together stays within the limit", async () => {
  const { lost, session } = await filled(150);
  lost.answers = false;
  session.hide(done, false);
  session.hide(done, true);
  const lists = lost.sent.filter(({ url }) => !isState(url)).map(({ body }) => JSON.parse(body) as { id: string }[]);
  const ids = lists.flat().map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(lost.bytes <= MOST, `${lost.bytes} bytes`);
  assert.equal(lost.sent.filter(({ url }) => isState(url)).length, 1);
});

test("what was sent so is not sent again once it is stored, and is under the same id where it is not", async () => {
  for (const stored of [true, false]) {
    const { lost, session } = await filled(2);
    if (!stored) lost.lrs.failing = 2;
    session.hide(done, false);
    await settled();
    const before = lost.lrs.statements.size;
    lost.down = false;
    lost.puts = 0;
    await session.store(done);
    const told = lost.lists.flat().length;
    assert.equal(told, 4);
    assert.equal(lost.puts, stored ? 0 : 4);
    assert.equal(lost.lrs.statements.size, stored ? before : before + 4);
  }
});

test("a page that goes says that its video stops; cmi5 does not end there, xAPI does", async () => {
  const lost = new Lost();
  const session = cmi5(lost.lrs, {}, lost.fault);
  await session.open();
  session.note({ kind: "played", at: 0 }, done);
  await session.store(record({ position: 3 }));
  session.hide(record({ position: 5 }), true);
  assert.deepEqual(lost.lists, [["paused"]]);
  await settled();
  assert.ok(!lost.lrs.verbs(ACTIVITY).includes("terminated"));
  const plain = new Lost();
  const other = xapi(plain.lrs, plain.fault);
  await other.open();
  other.hide(record({ position: 5 }), true);
  await settled();
  assert.deepEqual(plain.lrs.verbs(MODULE), ["initialized", "terminated"]);
  other.hide(record({ position: 6 }), true);
  await assert.rejects(other.store(done), SessionError);
  assert.deepEqual(plain.lists, [["terminated", "terminated"]]);
});

test("a reload of plain xAPI ends one session and begins another, and says nothing twice", async () => {
  const lost = new Lost();
  const window = memory();
  const first = xapi(lost.lrs, lost.fault, { session: window });
  await first.open();
  first.note({ kind: "played", at: 0 }, done);
  lost.down = true;
  await assert.rejects(first.store(done), SessionError);
  first.hide(done, true);
  await settled();
  lost.down = false;
  const second = xapi(lost.lrs, lost.fault, { session: window });
  assert.equal((await second.open()).completed, true);
  await second.store(done);
  assert.deepEqual(lost.lrs.verbs(MODULE), ["initialized", "completed", "passed", "terminated", "initialized"]);
  const video = ["initialized", "played", "paused", "terminated", "initialized"];
  assert.deepEqual(lost.lrs.verbs(`${MODULE}/video/main`), video);
});

/** A session of cmi5 whose completion and so many details wait. */
async function filled(details: number) {
  const lost = new Lost();
  const session = cmi5(lost.lrs, {}, lost.fault);
  await session.open();
  await session.store(record({ position: 3 }));
  lost.down = true;
  for (let at = 0; at < details; at++) session.note({ kind: "interacted", at, what: { speed: "2x" } }, done);
  await assert.rejects(session.store(done), SessionError);
  return { lost, session };
}
