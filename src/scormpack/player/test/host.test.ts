/** A series behind a menu: its pages come and go, and one keeper records them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content } from "../src/content.ts";
import { SeriesHost } from "../src/host.ts";
import { createKeeper } from "../src/keeper.ts";
import type { Keeper, Opening, SaveState } from "../src/keeper.ts";
import { SessionError } from "../src/session.ts";
import { NOTHING } from "../src/whole.ts";
import type { Whole } from "../src/whole.ts";
import { wholeSubject } from "../src/wholesubject.ts";
import { FakeBrowser } from "./fakes/browser.ts";
import { FakeEnv, FakeSession, half, settle, whole } from "./fakes/page.ts";
import { settings } from "./hosts.ts";
import { content } from "./sample.ts";

const named = (id: string): Content => ({ ...content, module: { ...content.module, id } });
const two = [named("one"), named("two")];

function menu(contents: readonly Content[] = two, session = new FakeSession(), env = new FakeEnv()) {
  const subject = wholeSubject(contents, 64_000);
  const keeper: Keeper<Whole> = createKeeper<Whole>(session, subject, settings("scorm12"), env);
  const host = new SeriesHost(keeper, subject, contents, env.clock);
  host.open();
  return { session, env, host, subject };
}

test("a module's page that ended the session says so to the menu, unless nothing was saved", async () => {
  const { host, session, env } = menu();
  await env.pass(1);
  const page = host.part("one");
  await page.open();
  session.answer = () => Promise.reject(new SessionError("busy"));
  const first = page.exit();
  await env.pass(1);
  assert.deepEqual([(await first).kind, host.ended], ["not-saved", false]);
  session.answer = () => Promise.resolve("confirmed");
  const second = page.exit();
  await env.pass(1);
  assert.deepEqual([(await second).kind, host.ended], ["saved", true]);
});

test("what is completed after the session was closed is told to be unsaved, and found by the next launch", async () => {
  const env = new FakeEnv();
  const { host, session } = menu(two, new FakeSession(), env);
  await env.pass(1);
  const one = host.part("one");
  await one.open();
  one.update({ ...half }, "routine");
  const exit = one.exit();
  await env.pass(0);
  assert.equal((await exit).kind, "saved");
  assert.equal(session.closed, 1);
  host.left();
  const second = host.part("two");
  const said: SaveState[] = [];
  second.onSave((state) => said.push(state));
  second.update({ ...whole, completed: true }, "now");
  await env.pass(1);
  assert.equal(said.at(-1)?.kind, "not-saved");
  const again = menu(two, new FakeSession(), env);
  await env.pass(1);
  assert.equal(again.host.state(two[1] as Content).completed, true);
});

test("a page that called itself complete before the launch asked for more is not complete", async () => {
  const session = new FakeSession();
  let found: () => void = () => undefined;
  session.opening = new Promise((resolve) => (found = resolve));
  session.found = { ...session.found, mastery: 1 };
  const { host, env } = menu(two, session);
  const part = host.part("one");
  const opening = part.open();
  await env.pass(4);
  await opening;
  part.update({ ...whole, score: 0.5, completed: true }, "now");
  let late = true;
  part.onLateOpening((given) => (late = given.state.completed));
  found();
  await env.pass(1);
  assert.equal(late, false);
  assert.equal(host.state(two[0] as Content).completed, false);
});

test("a page that is opened after a late launch judges by what that one asks for", async () => {
  const session = new FakeSession();
  let found: () => void = () => undefined;
  session.opening = new Promise((resolve) => (found = resolve));
  session.found = { ...session.found, mastery: 0.9, captions: true };
  const { host, env } = menu(two, session);
  const early = host.part("one").open();
  await env.pass(4);
  assert.deepEqual([(await early).mastery, (await early).captions], [null, null]);
  found();
  await env.pass(1);
  const { mastery, captions } = await host.part("two").open();
  assert.deepEqual([mastery, captions], [0.9, true]);
});

test("each page judges by its module's own share where the launch gives back the mean", async () => {
  const mixed = two.map((each, at) => ({ ...each, criteria: { ...content.criteria, questions: at === 0 ? 0.6 : 1 } }));
  const session = new FakeSession();
  session.found = { ...session.found, mastery: 0.8 };
  const { host, env } = menu(mixed, session);
  await env.pass(1);
  assert.equal((await host.part("two").open()).mastery, null);
  assert.equal(host.content(mixed[1] as Content).criteria.questions, 1);
});

test("a page that loads anew in the frame has left first", async () => {
  const { host, session, env } = menu();
  await env.pass(1);
  await host.part("one").open();
  await host.part("one").open();
  host.left();
  host.left();
  const noted = session.noted.map(([event]) => [event.kind, event.module]);
  assert.deepEqual(noted, [["left", "one"], ["left", "one"]]);
});

test("in review and browse the series is only looked at", async () => {
  for (const mode of ["normal", "review", "browse"] as const) {
    const session = new FakeSession();
    session.found = { ...session.found, mode };
    const { host, env } = menu(two, session);
    await env.pass(1);
    assert.equal(host.looking, mode !== "normal");
  }
});

test("place and open answers of a page opened before the launch was found are kept", async () => {
  const session = new FakeSession();
  const subject = wholeSubject(two, 64_000);
  const kept = { ...NOTHING, seconds: 300, modules: { one: { ...half, position: 12, seconds: 300, answers: { one: ["b"] } } } };
  session.found = { ...session.found, text: subject.encode(kept) };
  session.opening = settle();
  const { host, env } = menu(two, session);
  const part = host.part("one");
  await env.pass(1);
  await part.open();
  part.update({ ...half, position: 45, answers: { one: ["a"] } }, "now");
  await env.pass(1);
  const back = subject.decode(session.stored.at(-1)?.text ?? null)?.modules["one"];
  assert.deepEqual([back?.answers, Math.round(back?.position ?? 0)], [{ one: ["a"] }, 45]);
});

test("what another answer to the chooser completes is shown", async () => {
  const plan = { id: "plan", title: "Plan", packet: true, required: true };
  const all = two.map((each) => ({ ...each, aids: [...each.aids, plan], module: { ...each.module, audience: "all" as const } }));
  const { host, env, session } = menu(all);
  await env.pass(1);
  host.choose("commander");
  for (const id of ["one", "two"]) {
    const part = host.part(id);
    await part.open();
    part.update({ ...whole, completed: false }, "now");
    host.left();
  }
  assert.equal(host.completed, false);
  host.choose("officer");
  await env.pass(1);
  assert.equal(session.stored.at(-1)?.completed, true);
  assert.equal(host.completed, true);
});

test("a menu that another window set aside takes over with what was done there", async () => {
  const browser = new FakeBrowser();
  const [first, newer] = [new FakeEnv(browser), new FakeEnv(browser)].map((env) => menu(two, new FakeSession(), env));
  await first?.env.pass(1);
  const here = first?.host.part("one");
  await here?.open();
  const said: SaveState[] = [];
  here?.onSave((state) => said.push(state));
  const late: Opening[] = [];
  here?.onLateOpening((opening) => late.push(opening));
  await newer?.env.pass(1);
  assert.deepEqual(said.at(-1), { kind: "not-recording", why: "second-window" });
  newer?.host.part("two").update({ ...whole, completed: true }, "now");
  here?.update({ ...whole, completed: true }, "now");
  newer?.env.page?.leaving();
  first?.env.page?.awake();
  await first?.env.pass(0);
  assert.deepEqual([said.at(-1)?.kind, first?.host.completed, late.length], ["saved", true, 1]);
  assert.equal(first?.session.stored.at(-1)?.completed, true);
});
