/** In a package for all the learner says who takes it, and that audience's criteria apply. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { inForce, standing } from "../src/criteria.ts";
import { createKeeper } from "../src/keeper.ts";
import { audienceIn } from "../src/launchdata.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { addRange } from "../src/progress.ts";
import { freshState, merge } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { joined } from "../src/store.ts";
import { isDone } from "../src/todo.ts";
import { doneShare, left } from "../src/words.ts";
import { FakeEnv, FakeSession } from "./fakes/page.ts";
import { hosts, settings } from "./hosts.ts";
import { content } from "./sample.ts";

const plan = { id: "plan", title: "Plan", packet: true, required: true };
const forAll: Content = {
  ...content,
  module: { ...content.module, audience: "all" },
  aids: [...content.aids, plan],
};
const done: State = {
  ...freshState(60),
  played: addRange(freshState(60).played, 60, 0, 60),
  acknowledged: ["card"],
  attempts: 1,
  score: 1,
};

test("nothing is complete before the learner has said who takes it", () => {
  assert.equal(standing(forAll, { ...done, acknowledged: ["card", "plan"] }).done, false);
});

test("an item of the packet is asked of commanders alone", () => {
  assert.equal(standing(forAll, { ...done, audience: "officer" }).done, true);
  const commander = standing(forAll, { ...done, audience: "commander" });
  assert.deepEqual([commander.done, commander.aidsLeft], [false, ["plan"]]);
});

test("what the launch says stands before what the learner said", () => {
  const asked = inForce(forAll, { mastery: null, audience: "commander" });
  assert.equal(standing(asked, { ...done, audience: "officer" }).audience, "commander");
  assert.equal(inForce(content, { mastery: null, audience: "commander" }), content);
});

test("the answer is kept, and the later one stands", () => {
  const officer: State = { ...done, audience: "officer", seconds: 10 };
  assert.equal(decode(encode(officer, forAll), forAll)?.audience, "officer");
  const commander: State = { ...done, audience: "commander", seconds: 5 };
  assert.equal(merge(officer, commander, 60).audience, "officer");
  assert.equal(merge({ ...officer, audience: null }, commander, 60).audience, "commander");
});

/** Written by the player before there were audiences. */
const OLD = [
  ["sp1.8.apsw.1.o42.25.jag0.apsw.1aao.18mmhna.m5m1m8.C.U.r0_3c_28_34_80.1cj9pay", false],
  ["sp1.f.lfls.1.o42.25.jag0.apsw.1aao.18mmhna.1l35eyi.B.U.r0_go.sfmovr", true],
] as const;

test("a text of a player that knew no audience still reads", () => {
  for (const [text, completed] of OLD) {
    const old = decode(text, content);
    assert.deepEqual([old?.completed, old?.seconds, old?.attempts], [completed, 77, 1]);
    assert.deepEqual([old?.audience, old?.attested], [null, false]);
  }
});

test("each audience and the learner's word come back beside everything else", () => {
  for (const audience of [null, "officer", "commander"] as const) {
    for (const attested of [false, true]) {
      for (const completed of [false, true]) {
        const back = decode(encode({ ...done, audience, attested, completed }, forAll), forAll);
        assert.deepEqual([back?.audience, back?.attested, back?.completed], [audience, attested, completed]);
      }
    }
  }
});

test("the learner's word is of the video that was watched; the audience stays", () => {
  const text = encode({ ...done, audience: "commander", attested: true }, forAll);
  const back = decode(text, { ...forAll, video: { ...forAll.video, duration: 61 } });
  assert.deepEqual([back?.attested, back?.audience], [false, "commander"]);
});

test("launch data name an audience among other things, or none", () => {
  assert.equal(audienceIn("audience=commander"), "commander");
  assert.equal(audienceIn("a=1&audience=Officer&b=2"), "officer");
  assert.equal(audienceIn(' audience = "commander" '), "commander");
  assert.equal(audienceIn('{"audience": "officer"}'), "officer");
  assert.equal(audienceIn("a=1&amp;audience=officer\r\n"), "officer");
  for (const other of ["", "audience=officers", "xaudience=officer", "audience=all", "audience", null, 7, {}]) {
    assert.equal(audienceIn(other), null);
  }
});

for (const make of hosts) {
  test(`${make().name}: the launch may say who takes it, in a package for all`, async () => {
    const launched = async (text: string | null, module: Content): Promise<unknown> => {
      const host = make();
      if (text !== null) host.says(text);
      const { audience } = await host.launch(module).open();
      assert.deepEqual(host.faults(), []);
      return audience;
    };
    assert.equal(await launched("audience=commander", forAll), "commander");
    assert.equal(await launched("group=7&audience=officer", forAll), "officer");
    assert.equal(await launched("group=7", forAll), null);
    assert.equal(await launched(null, forAll), null);
  });
}

function opened(session = new FakeSession(), env = new FakeEnv()) {
  return { session, env, keeper: createKeeper(session, moduleSubject(forAll), settings("scorm12"), env) };
}

test("the keeper judges by the choice, and writes at once what it completes", async () => {
  const { session, env, keeper } = opened();
  await keeper.open();
  keeper.update({ ...done, completed: true }, "routine");
  await env.pass(1);
  assert.equal(session.stored.at(-1)?.completed, false);
  keeper.update({ ...done, audience: "commander" }, "routine");
  await env.pass(15);
  assert.equal(session.stored.at(-1)?.completed, false);
  keeper.update({ ...done, audience: "officer" }, "routine");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.completed, true);
  keeper.update({ ...done, audience: "commander" }, "now");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.completed, true);
});

test("a launch that names the audience is obeyed, and the learner's own choice outlives it", async () => {
  const { session, env, keeper } = opened();
  const text = encode({ ...done, acknowledged: [], audience: "officer", seconds: 40 }, forAll);
  session.found = { ...session.found, text, audience: "commander" };
  const { audience, state } = await keeper.open();
  assert.deepEqual([audience, state.audience], ["commander", "officer"]);
  keeper.update({ ...state, acknowledged: ["card"] }, "now");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.completed, false);
  assert.equal(decode(session.stored.at(-1)?.text, forAll)?.audience, "officer");
  keeper.update({ ...state, acknowledged: ["card", "plan"] }, "now");
  await env.pass(0);
  assert.equal(session.stored.at(-1)?.completed, true);
});

test("a launch that comes late takes back what was complete for another audience", async () => {
  const { session, env, keeper } = opened();
  let arrive: () => void = () => undefined;
  session.opening = new Promise((resolve) => (arrive = resolve));
  session.found = { ...session.found, audience: "commander" };
  const early = keeper.open();
  await env.pass(4);
  assert.equal((await early).audience, null);
  keeper.update({ ...done, audience: "officer", completed: true }, "now");
  arrive();
  await env.pass(1);
  assert.deepEqual(session.stored.map(({ completed }) => completed), [false]);
});

test("a choice made before the record arrived stands", () => {
  const kept: State = { ...done, audience: "officer", seconds: 90 };
  assert.equal(joined(kept, { ...freshState(60), audience: "commander" }, 60).audience, "commander");
  assert.equal(joined(kept, freshState(60), 60).audience, "officer");
});

test("whoever was asked is told so, and no ring is full before", () => {
  const asked = standing(forAll, { ...done, acknowledged: ["card"] });
  assert.equal(left(asked), "say who you are");
  assert.ok(doneShare(forAll, asked) < 1);
  assert.equal(isDone("audience", asked), false);
  const chosen = standing(forAll, { ...done, audience: "commander" });
  assert.equal(left(chosen), "1 job aid to read");
  assert.equal(isDone("audience", chosen), true);
  assert.equal(doneShare(forAll, chosen), 3 / 4);
});
