/** Statements that are refused, doubted or in the way: each is stored once, and a completion first. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Lrs } from "../src/adapters/lrs.ts";
import { duration, sameContent } from "../src/adapters/statement.ts";
import type { Statement } from "../src/adapters/statement.ts";
import { SessionError } from "../src/session.ts";
import { ENDPOINT, FakeLrs } from "./fakes/lrs.ts";
import { ACTIVITY, ACTOR, MODULE, lrsEnv, memory } from "./hosts.ts";
import { answer, cmi5, isState, isStatement, xapi } from "./launches.ts";
import type { Fault } from "./launches.ts";
import { REGISTRATION, record } from "./standings.ts";

const done = record({ completed: true, score: 1 }, { passed: true });
const final = (error: unknown): boolean => error instanceof SessionError && error.final;
const forNow = (error: unknown): boolean => error instanceof SessionError && !error.final;

const sent: Statement = {
  id: "6f1f7d3c-52a5-4f0a-8a5b-6a1d9a1e7c10",
  timestamp: "2026-11-24T09:00:00.123Z",
  actor: { objectType: "Agent", name: "Ann", account: { homePage: "https://lms.example.org", name: "ann" } },
  verb: { id: "http://adlnet.gov/expapi/verbs/passed", display: { "en-US": "passed" } },
  object: { objectType: "Activity", id: MODULE },
  result: { success: true, score: { scaled: 0.6667 }, duration: "PT7S" },
  context: { registration: REGISTRATION, contextActivities: { parent: { id: "https://example.org/parent" } } },
};

describe("what an LRS shows under an id", () => {
  test("is the same with all that the LRS adds and may write its own way", () => {
    const shown = {
      ...sent,
      timestamp: "2026-11-24T04:00:00.123000-05:00",
      stored: "2026-11-24T09:00:01Z",
      version: "1.0.0",
      authority: { objectType: "Agent", mbox: "mailto:lrs@example.org" },
      actor: { account: { name: "ann", homePage: "https://lms.example.org" } },
      verb: { id: "http://adlnet.gov/expapi/verbs/passed" },
      object: { objectType: "Activity", id: MODULE, definition: { name: { en: "Renamed" } } },
      result: { duration: "PT7.00S", success: true, score: { scaled: 0.6666999459266663, raw: 67 }, extensions: {} },
      context: { registration: REGISTRATION.toUpperCase(), contextActivities: { parent: [{ id: "https://example.org/parent" }] } },
    };
    assert.ok(sameContent(shown, sent));
  });

  test("is another with another learner, verb, activity, outcome, registration or time", () => {
    const others = [
      { actor: { account: { homePage: "https://lms.example.org", name: "bob" } } },
      { verb: { id: "http://adlnet.gov/expapi/verbs/failed" } },
      { object: { id: `${MODULE}/other` } },
      { result: { success: false, score: { scaled: 0.6667 } } },
      { result: { success: true, score: { scaled: 0.7 } } },
      { result: undefined },
      { context: { registration: "11111111-6e4b-4d57-9a0e-4c2a0e0f6a11" } },
      { timestamp: "2026-11-24T09:00:02.123Z" },
      { timestamp: undefined },
    ];
    for (const other of others) assert.ok(!sameContent({ ...sent, ...other } as Partial<Statement>, sent), JSON.stringify(other));
  });
});

describe("a statement that is not simply taken", () => {
  const put = (status: number): Fault => (url, init) =>
    url.pathname.endsWith("/statements") && init.method === "PUT" ? answer(status) : null;
  const store = (lrs: FakeLrs, fault: Fault): ReturnType<Lrs["store"]> => {
    const env = lrsEnv(lrs, "");
    const faulty = { ...env, fetch: async (url: string, init: RequestInit) => fault(new URL(url), init) ?? env.fetch(url, init) };
    return new Lrs(ENDPOINT, "Basic YTpi", faulty).store(sent);
  };

  test("is stored where it is there already, whatever the LRS calls that", async () => {
    for (const status of [400, 401, 403, 409]) {
      const lrs = new FakeLrs();
      lrs.statements.set(sent.id, { ...sent });
      assert.equal(await store(lrs, put(status)), "stored");
    }
  });

  test("is refused where it is not there, and forbidden where nobody with this token may store it", async () => {
    const outcomes = [[400, "refused"], [409, "refused"], [413, "refused"], [401, "forbidden"], [403, "forbidden"]] as const;
    for (const [status, outcome] of outcomes) assert.equal(await store(new FakeLrs(), put(status)), outcome);
  });

  test("is refused where its id has another", async () => {
    const lrs = new FakeLrs();
    lrs.statements.set(sent.id, { ...sent, verb: { id: "http://adlnet.gov/expapi/verbs/failed" } });
    assert.equal(await store(lrs, () => null), "refused");
    const silent: Fault = (_, init) => (init.method === "PUT" ? Promise.reject<Response>(new TypeError("lost")) : null);
    assert.equal(await store(lrs, silent), "refused");
  });

  test("without an answer is looked for, and sent again where it is not there", async () => {
    const silent: Fault = (_, init) => (init.method === "PUT" ? Promise.reject<Response>(new TypeError("lost")) : null);
    const lrs = new FakeLrs();
    await assert.rejects(store(lrs, silent), forNow);
    assert.equal(await store(lrs, () => null), "stored");
    assert.equal(await store(lrs, silent), "stored");
  });

  test("waits where the look for it fails", async () => {
    const both: Fault = (_, init) => answer(init.method === "PUT" ? 403 : 503);
    await assert.rejects(store(new FakeLrs(), both), forNow);
  });

  test("waits with an LRS that names the hour of its return, two minutes at most", async () => {
    const lrs = new FakeLrs();
    const at = new Date("2026-11-24T09:30:00Z").toUTCString();
    let asked = 0;
    const resting: Fault = () => (asked++ === 1 ? answer(503, { "Retry-After": at }) : null);
    let time = Date.parse("2026-11-24T09:00:00Z");
    const session = xapi(lrs, resting, { now: () => new Date(time) });
    await assert.rejects(session.open(), /HTTP 503/);
    time += 119_999;
    await assert.rejects(session.open(), /later/);
    assert.equal(asked, 2);
    time += 1;
    await session.open();
    assert.deepEqual(lrs.verbs(MODULE), ["initialized"]);
  });
});

test("a store that refuses a second completion of the registration has taken the first one", async () => {
  for (const status of [401, 403]) {
    const lrs = new FakeLrs();
    const first = cmi5(lrs);
    await first.open();
    await first.store(done);
    lrs.fetches = 0;
    // The look-ups of the second launch find nothing yet.
    let blind = true;
    const late: Fault = (url, init) => {
      if (blind && url.searchParams.has("verb")) return Response.json({ statements: [] });
      return isStatement(url, init, "completed") || isStatement(url, init, "passed") ? answer(status) : null;
    };
    const second = cmi5(lrs, null, late);
    assert.equal((await second.open()).completed, false);
    blind = false;
    assert.equal(await second.store(done), "confirmed");
    await second.close(done);
    assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed", "initialized", "terminated"]);
  }
});

test("a session that the LMS has abandoned ends for good, and says nothing is saved", async () => {
  for (const status of [401, 403]) {
    const lrs = new FakeLrs();
    let over = false;
    const session = cmi5(lrs, {}, () => (over ? answer(status) : null));
    await session.open();
    assert.equal(await session.store(record({ position: 3 })), "confirmed");
    over = true;
    await assert.rejects(session.store(record({ position: 9 })), final);
    await assert.rejects(session.store(done), final);
    await assert.rejects(session.close(done), final);
    assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized"]);
  }
});

test("a kind of detail that is forbidden is left out, unless it was taken before", async () => {
  const lrs = new FakeLrs();
  const forbidden = new Set(["interacted"]);
  const session = cmi5(lrs, {}, (url, init) => {
    const verb = [...forbidden].find((name) => isStatement(url, init, name));
    return verb === undefined ? null : answer(403);
  });
  await session.open();
  session.note({ kind: "interacted", at: 1, what: { speed: "2x" } }, done);
  session.note({ kind: "played", at: 1 }, done);
  assert.equal(await session.store(record({ position: 3 })), "confirmed");
  forbidden.add("played");
  session.note({ kind: "played", at: 5 }, done);
  await assert.rejects(session.store(record({ position: 5 })), final);
});

test("a completion overtakes detail, and the end waits for it", async () => {
  const lrs = new FakeLrs();
  const order: string[] = [];
  let down = false;
  const session = cmi5(lrs, {}, (_, init) => {
    if (down) return answer(503);
    const verb = /verbs\.example\.org\/(\w+)/.exec(init.method === "PUT" ? String(init.body) : "")?.[1];
    if (verb !== undefined) order.push(verb);
    return null;
  });
  await session.open();
  down = true;
  for (const at of [1, 2, 3]) session.note({ kind: "played", at }, done);
  await assert.rejects(session.store(done), forNow);
  down = false;
  await session.close(done);
  assert.deepEqual(order, ["initialized", "completed", "passed", "played", "played", "played", "paused", "terminated"]);
});

test("nothing is asked of the store before a completion goes out", async () => {
  for (const make of [(lrs: FakeLrs, fault: Fault) => xapi(lrs, fault), (lrs: FakeLrs, fault: Fault) => cmi5(lrs, {}, fault)]) {
    const lrs = new FakeLrs();
    const asked: string[] = [];
    const session = make(lrs, (url, init) => {
      asked.push(`${init.method} ${url.pathname.replace("/xapi/", "")}`);
      return null;
    });
    await session.open();
    asked.length = 0;
    await session.store(done);
    assert.deepEqual(asked.slice(0, 2), ["PUT statements", "PUT statements"]);
    assert.equal(asked.filter((each) => each === "GET activities/state").length, 2);
  }
});

test("a statement that is refused holds up neither the others nor the bookmark, and is told", async () => {
  const lrs = new FakeLrs();
  let refuses = true;
  const session = cmi5(lrs, {}, (url, init) => (refuses && isStatement(url, init, "completed") ? answer(400) : null));
  await session.open();
  await assert.rejects(session.store(done), forNow);
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "passed"]);
  assert.ok([...lrs.documents.keys()].some((key) => key.includes("stateId=scormpack")));
  await assert.rejects(session.close(done), forNow);
  refuses = false;
  assert.equal(await session.close(done), "confirmed");
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "passed", "completed", "terminated"]);
});

test("what a store finds for another learner or another enrolment is no completion of this one", async () => {
  const other = { actor: { account: { homePage: "https://lms.example.org", name: "bob" } } };
  const old = { context: { registration: "11111111-6e4b-4d57-9a0e-4c2a0e0f6a11" } };
  for (const change of [other, old]) {
    const lrs = new FakeLrs();
    const found = {
      id: "x", actor: ACTOR, verb: { id: "https://verbs.example.org/completed" }, object: { id: MODULE },
      context: { registration: REGISTRATION }, ...change,
    };
    const careless: Fault = (url) => (url.searchParams.has("verb") ? Response.json({ statements: [found] }) : null);
    const session = xapi(lrs, careless);
    assert.equal((await session.open()).completed, false);
    await session.store(done);
    assert.ok(lrs.verbs(MODULE).includes("completed"));
  }
});

test("an old page's statement that is refused keeps no new page from being recorded", async () => {
  const lrs = new FakeLrs();
  const window = memory();
  let refuses = true;
  const fault: Fault = (url, init) => (refuses && isStatement(url, init, "completed") ? answer(400) : null);
  const first = xapi(lrs, fault, { session: window });
  await first.open();
  await assert.rejects(first.store(done), forNow);
  const second = xapi(lrs, fault, { session: window });
  assert.equal((await second.open()).completed, false);
  await assert.rejects(second.store(done), forNow);
  refuses = false;
  assert.equal(await second.store(done), "confirmed");
  assert.equal(lrs.verbs(MODULE).filter((verb) => verb === "completed").length, 1);
});

test("an end whose answer is lost, and that cannot be looked for, is not sent twice", async () => {
  const lrs = new FakeLrs();
  let lost = false;
  const session = cmi5(lrs, {}, (url, init) => {
    if (!lost || isState(url)) return null;
    if (init.method === "PUT") void lrs.fetch(url.href, init);
    return Promise.reject(new TypeError("lost"));
  });
  await session.open();
  await session.store(done);
  lost = true;
  await assert.rejects(session.close(done), forNow);
  lost = false;
  await assert.rejects(session.store(done), final);
  assert.deepEqual(lrs.verbs(ACTIVITY), ["initialized", "completed", "passed", "terminated"]);
});

test("a completion carries the receipt, and what has none carries nothing in its place", async () => {
  const receipted = { ...done, receipt: "sr1:sample:1:0123456789ab:60:100:100:abc" };
  for (const make of [(lrs: FakeLrs) => xapi(lrs), (lrs: FakeLrs) => cmi5(lrs)]) {
    const lrs = new FakeLrs();
    const session = make(lrs);
    await session.open();
    await session.store(receipted);
    const extensions = [...lrs.statements.values()].map((each) => (each["result"] as { extensions?: unknown } | undefined)?.extensions);
    const ours = extensions.filter((each) => JSON.stringify(each ?? "").includes("sr1:"));
    assert.deepEqual(ours, [{ [`${MODULE}/receipt`]: receipted.receipt }]);
  }
});

test("durations have at most two decimals, and none is negative", () => {
  assert.deepEqual([0, 1.005, 3599.999, -1, Number.NaN].map(duration), ["PT0S", "PT1S", "PT3600S", "PT0S", "PT0S"]);
});
