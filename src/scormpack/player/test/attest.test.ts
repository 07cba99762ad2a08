/** The learner's word, at the end, that the briefing was watched and understood. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { standing } from "../src/criteria.ts";
import { createKeeper } from "../src/keeper.ts";
import { moduleSubject } from "../src/modulesubject.ts";
import { merge } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { isDone } from "../src/todo.ts";
import { doneShare, left } from "../src/words.ts";
import { FakeEnv, FakeSession, half, whole } from "./fakes/page.ts";
import { hosts, settings } from "./hosts.ts";
import { content } from "./sample.ts";
import { record } from "./standings.ts";

const asking: Content = { ...content, criteria: { ...content.criteria, attest: true } };
const said: State = { ...whole, attested: true };

test("where it is asked for it is needed, and alone it is not enough", () => {
  assert.deepEqual([standing(asking, whole).attestLeft, standing(asking, whole).done], [true, false]);
  assert.equal(standing(asking, said).done, true);
  assert.equal(standing(asking, { ...said, played: half.played }).done, false);
});

test("where it is not asked for nothing is left of it", () => {
  assert.deepEqual([standing(content, whole).attestLeft, standing(content, whole).done], [false, true]);
});

test("it is never taken back", () => {
  for (const [a, b] of [[whole, said], [said, whole]] as const) assert.equal(merge(a, b, 60).attested, true);
});

test("the checklist and the ring count it", () => {
  const before = standing(asking, whole);
  assert.equal(left(before), "confirm at the end");
  assert.equal(doneShare(asking, before), 3 / 4);
  assert.deepEqual([isDone("attest", before), isDone("attest", standing(asking, said))], [false, true]);
});

test("it completes at once, and is known at the next launch", async () => {
  const launch = (text: string | null) => {
    const [session, env] = [new FakeSession(), new FakeEnv()];
    session.found = { ...session.found, text };
    return { session, env, keeper: createKeeper(session, moduleSubject(asking), settings("scorm12"), env) };
  };
  const first = launch(null);
  await first.keeper.open();
  first.keeper.update(whole, "now");
  await first.env.pass(1);
  assert.equal(first.session.stored.at(-1)?.completed, false);
  first.keeper.update(said, "routine");
  await first.env.pass(0);
  assert.equal(first.session.stored.at(-1)?.completed, true);
  const text = encode({ ...said, played: half.played, completed: false }, asking);
  assert.equal((await launch(text).keeper.open()).state.attested, true);
});

for (const make of hosts.filter((each) => /cmi5|xapi/.test(each().name))) {
  test(`${make().name}: it is a statement of its own`, async () => {
    const host = make();
    const session = host.launch(asking);
    await session.open();
    session.note({ kind: "attested" }, record(said));
    await session.close(record(said));
    assert.equal(host.attestations(), 1);
    assert.deepEqual(host.faults(), []);
  });
}
