import assert from "node:assert/strict";
import { test } from "node:test";
import { Scorm12Session } from "../src/adapters/scorm12.ts";
import { createKeeper } from "../src/keeper.ts";
import type { SaveState } from "../src/keeper.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { askFor } from "../src/probe.ts";
import type { Probed } from "../src/probe.ts";
import { Kept } from "./fakes/strict.ts";
import { strict12 } from "./fakes/strict12.ts";
import { FakeEnv, half, whole } from "./fakes/page.ts";
import { settings } from "./hosts.ts";
import { content } from "./sample.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
const URL = "https://lms.example.org/a/x-settings.js";
const never = new Promise<void>(() => undefined);
const said = (status: number, body: string) => (): Promise<Response> => Promise.resolve(new Response(body, { status }));
const asked = (fetch: Fetch): Promise<Probed> => askFor(URL, "0123456789ab", fetch, never);

test("the file itself is fine; a refusal or another page in its place is a session that is gone", async () => {
  assert.equal(await asked(said(200, '{"build": "0123456789ab"}')), "fine");
  assert.equal(await asked(said(200, "<h1>Log in</h1>")), "gone");
  for (const status of [401, 403]) assert.equal(await asked(said(status, "")), "gone");
  for (const status of [404, 500, 503]) assert.equal(await asked(said(status, "")), "unknown");
});

test("it is asked anew, as the learner", async () => {
  const requests: [string, RequestInit][] = [];
  await asked((url, init) => {
    requests.push([url, init]);
    return said(200, "")();
  });
  const [[url, { cache, credentials }]] = requests as [[string, RequestInit]];
  assert.deepEqual([url, cache, credentials], [URL, "no-store", "same-origin"]);
});

test("no connection is told from a login page of another site, and from a server that takes its time", async () => {
  assert.equal(await asked(() => Promise.reject(new TypeError("Failed to fetch"))), "lost");
  const elsewhere: Fetch = (_, { redirect }) =>
    redirect === "manual"
      ? Promise.resolve({ type: "opaqueredirect", status: 0, ok: false } as Response)
      : Promise.reject(new TypeError("Failed to fetch"));
  assert.equal(await asked(elsewhere), "gone");
  const hangs: Fetch = (_, { signal }) =>
    new Promise((__, reject) => signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
  assert.equal(await askFor(URL, "mark", hangs, Promise.resolve()), "unknown");
});

/** A keeper of a SCORM session whose server says what `found` says, here after it has said `first`. */
async function opened(first: Probed = "fine") {
  const [kept, env, told] = [new Kept(), new FakeEnv(), [] as SaveState[]];
  const server = { asked: 0, found: (): Promise<Probed> => Promise.resolve(first) };
  const ask = (): Promise<Probed> => {
    server.asked++;
    return server.found();
  };
  const frame = { API: strict12(kept), parent: null, opener: null };
  const session = new Scorm12Session([content], { frame, wait: () => Promise.resolve(), now: env.clock.now, ask });
  const keeper = createKeeper(session, moduleSubject(content), settings("scorm12"), env);
  keeper.onSave((state) => told.push(state));
  await keeper.open();
  await env.pass(1);
  return { kept, env, told, server, keeper };
}

const answering = (found: Probed) => (): Promise<Probed> => Promise.resolve(found);

test("what the API took is not called saved where the server has signed the learner out", async () => {
  for (const [found, why] of [
    ["gone", "Your training system may have signed you out."],
    ["lost", "No connection."],
  ] as const) {
    const { keeper, env, told, server, kept } = await opened();
    server.found = answering(found);
    keeper.update(whole, "now");
    await env.pass(0);
    assert.deepEqual(told.at(-1), { kind: "not-saved", why, final: false });
    assert.equal(env.guarded, true);
    await env.pass(60);
    assert.equal(told.at(-1)?.kind, "not-saved");
    // What the server did not get has to come again.
    kept.sets.length = 0;
    server.found = answering("fine");
    env.page?.awake();
    await env.pass(0);
    assert.deepEqual([told.at(-1)?.kind, env.guarded], ["saved", false]);
    for (const name of ["cmi.core.lesson_status", "cmi.suspend_data", "cmi.core.score.raw"]) {
      assert.ok(kept.sets.some((set) => set.includes(name)), name);
    }
  }
});

test("an answer from which nothing follows changes nothing", async () => {
  const { keeper, env, told, server } = await opened();
  server.found = answering("unknown");
  keeper.update(whole, "now");
  await env.pass(0);
  assert.equal(told.at(-1)?.kind, "saved");
});

test("where the server does not give the file at the start, it is not asked again", async () => {
  const { keeper, env, told, server } = await opened("gone");
  keeper.update(whole, "now");
  await env.pass(20);
  assert.deepEqual([told.at(-1)?.kind, server.asked], ["saved", 1]);
});

test("where there was no connection at the start, it is asked again, and believed from then on", async () => {
  const { keeper, env, told, server } = await opened("lost");
  assert.equal(told.at(-1)?.kind, "saved");
  server.found = answering("fine");
  keeper.update(half, "now");
  await env.pass(1);
  server.found = answering("gone");
  keeper.update(whole, "now");
  await env.pass(0);
  assert.equal(told.at(-1)?.kind, "not-saved");
});

test("routine saves ask at most once in fifteen seconds, and a completion asks at once", async () => {
  const { keeper, env, server } = await opened();
  const before = server.asked;
  for (let second = 0; second < 60; second++) {
    keeper.update({ ...half, position: second }, "routine");
    await env.pass(1);
  }
  assert.equal(server.asked, before + 4);
  keeper.update(whole, "now");
  await env.pass(0);
  assert.equal(server.asked, before + 5);
});

test("hiding waits for no server", async () => {
  const { keeper, env, server, kept } = await opened();
  const before = server.asked;
  keeper.update(whole, "routine");
  env.page?.hidden();
  assert.equal(kept.values.get("cmi.core.lesson_status"), "completed");
  assert.equal(server.asked, before);
});

test("Exit does not end a session of which the server knows nothing, and ends it once it does", async () => {
  const { keeper, env, server, kept } = await opened();
  keeper.update(whole, "now");
  await env.pass(1);
  server.found = answering("gone");
  assert.deepEqual([(await keeper.exit()).kind, kept.finishes], ["not-saved", 0]);
  server.found = answering("fine");
  assert.deepEqual([(await keeper.exit()).kind, kept.finishes], ["saved", 1]);
});
