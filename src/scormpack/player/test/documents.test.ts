/** LRSs that take statements, but keep no state document, or not as they should. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../src/bookmark.ts";
import { SessionError } from "../src/session.ts";
import { FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, MODULE, memory } from "./hosts.ts";
import { answer, cmi5, isState, xapi } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { content } from "./sample.ts";
import { record } from "./standings.ts";

const done = record({ completed: true, score: 1 }, { passed: true });
const half = record({ position: 30 });

/** Refuses all requests about the bookmark, or those of one method. */
const refuses = (status: number, method?: string): Fault => (url, init) =>
  isState(url) && (method ?? init.method) === init.method ? answer(status) : null;

test("without a state resource a completion is saved, and nothing else is said to be", async () => {
  for (const status of [401, 403, 404, 405, 501]) {
    for (const make of [(lrs: FakeLrs, fault: Fault) => xapi(lrs, fault), (lrs: FakeLrs, fault: Fault) => cmi5(lrs, {}, fault)]) {
      const lrs = new FakeLrs();
      const session = make(lrs, refuses(status));
      assert.equal((await session.open()).text, null);
      assert.equal(await session.store(half), "unverifiable");
      // The browser's journal alone has the bookmark, and keeps it.
      assert.equal(session.keeps, "api");
      assert.equal(await session.store(done), "confirmed");
      assert.equal(await session.close(done), "confirmed");
      const verbs = [...lrs.verbs(MODULE), ...lrs.verbs(ACTIVITY)];
      assert.deepEqual(verbs, ["initialized", "completed", "passed", "terminated"]);
    }
  }
});

test("where documents may be read and not written it is the same", async () => {
  for (const status of [400, 403, 404, 405, 413, 501]) {
    const lrs = new FakeLrs();
    const session = xapi(lrs, refuses(status, "PUT"));
    await session.open();
    assert.equal(await session.store(half), "unverifiable");
    assert.equal(await session.store(done), "confirmed");
  }
});

test("a document that is taken and cannot be found is none", async () => {
  const lrs = new FakeLrs();
  const session = xapi(lrs, refuses(404, "GET"));
  await session.open();
  assert.equal(await session.store(half), "unverifiable");
  assert.equal(await session.store(done), "confirmed");
});

test("an LRS that has no state resource is not asked for it again and again", async () => {
  const lrs = new FakeLrs();
  let asked = 0;
  const session = xapi(lrs, (url) => (isState(url) ? (asked++, answer(403)) : null));
  await session.open();
  for (const position of [1, 2, 3]) await session.store(record({ position }));
  session.hide(half, true);
  assert.equal(asked, 1);
});

test("an LRS that asks for tags and shows none ends no session, and is not asked for ever", { timeout: 5000 }, async () => {
  for (const status of [409, 412]) {
    const lrs = new FakeLrs();
    let puts = 0;
    const session = xapi(lrs, (url, init) => (isState(url) && init.method === "PUT" ? (puts++, answer(status)) : null));
    await session.open();
    assert.equal(await session.store(half), "unverifiable");
    assert.ok(puts <= 5, `${puts} writes`);
    assert.equal(await session.store(done), "confirmed");
    assert.equal(session.keeps, "store");
  }
});

test("a bookmark that cannot be read at once is waited for, but not for ever, and nothing of it is lost", async () => {
  const lrs = new FakeLrs();
  const before = xapi(lrs);
  await before.open();
  await before.store(record({ acknowledged: ["card"], position: 9 }));
  let fails = 1;
  const session = xapi(lrs, (url, init) => (isState(url) && init.method === "GET" && fails-- > 0 ? answer(500) : null));
  await assert.rejects(session.open(), SessionError);
  assert.notEqual((await session.open()).text, null);
  fails = 2;
  const second = xapi(lrs, (url, init) => (isState(url) && init.method === "GET" && fails-- > 0 ? answer(500) : null));
  await assert.rejects(second.open(), SessionError);
  assert.equal((await second.open()).text, null);
  assert.equal(await second.store(record({ position: 3 })), "confirmed");
  const merged = decode((await xapi(lrs).open()).text, content);
  assert.deepEqual(merged?.acknowledged, ["card"]);
});

/** What an LRS does with conditions: shows tags, refuses what names another one. */
const ways = [[true, true], [true, false], [false, true], [false, false]] as const;

test("what another device wrote is never overwritten unseen, whatever the LRS makes of conditions", async () => {
  for (const [tags, heeds] of ways) {
    const lrs = Object.assign(new FakeLrs(), { tags, heeds });
    const [here, there] = [xapi(lrs), xapi(lrs)];
    await here.open();
    await here.store(half);
    await there.open();
    await there.store(record({ acknowledged: ["card"] }));
    await here.store(record({ position: 40 }));
    await there.store(record({ acknowledged: ["steps"] }));
    here.hide(record({ position: 50 }), true);
    const kept = decode((await xapi(lrs).open()).text, content);
    assert.deepEqual(kept?.acknowledged, ["card", "steps"], `${tags} ${heeds}`);
  }
});

test("a bookmark that could not be read at the start is read before it is written over", async () => {
  const lrs = Object.assign(new FakeLrs(), { heeds: false });
  const before = xapi(lrs);
  await before.open();
  await before.store(record({ acknowledged: ["card"] }));
  let fails = 2;
  const session = xapi(lrs, (url, init) => (isState(url) && init.method === "GET" && fails-- > 0 ? answer(500) : null));
  await assert.rejects(session.open(), SessionError);
  assert.equal((await session.open()).text, null);
  session.hide(half, false);
  await session.store(half);
  assert.deepEqual(decode((await xapi(lrs).open()).text, content)?.acknowledged, ["card"]);
});

test("a page that goes sends the bookmark only where the LRS refuses to overwrite what it has not seen", async () => {
  for (const [tags, heeds] of ways) {
    const lrs = Object.assign(new FakeLrs(), { tags, heeds });
    const sent: (string | null)[] = [];
    const session = xapi(lrs, (url, { keepalive, headers }) => {
      if (keepalive && isState(url)) sent.push(new Headers(headers).get("If-Match"));
      return null;
    });
    await session.open();
    await session.store(half);
    session.hide(record({ position: 50 }), false);
    assert.deepEqual(sent.map((tag) => tag !== null), tags && heeds ? [true] : []);
  }
});

test("a moment's failure of the state document is told and tried again; the completion is stored before it", async () => {
  const lrs = new FakeLrs();
  let down = true;
  const session = cmi5(lrs, {}, (url) => (down && isState(url) ? answer(503) : null));
  await assert.rejects(session.open(), SessionError);
  await session.open();
  await assert.rejects(session.store(done), (error) => error instanceof SessionError && !error.final);
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed"]);
  down = false;
  assert.equal(await session.store(done), "confirmed");
  assert.equal(session.keeps, "store");
});

test("a completion in an LRS without documents is found by the next launch", async () => {
  const lrs = new FakeLrs();
  const first = xapi(lrs, refuses(403), { session: memory() });
  await first.open();
  await first.store(done);
  assert.equal((await xapi(lrs, refuses(403)).open()).completed, true);
});
