/** The text of a series: what an LMS that cuts, mangles or keeps an older one leaves of it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { addRange, newPlayed, ranges, share } from "../src/progress.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { NOTHING } from "../src/whole.ts";
import type { Whole } from "../src/whole.ts";
import { decodeWhole, encodeWhole } from "../src/wholetext.ts";
import { content, one } from "./sample.ts";

const named = (id: string): Content => ({ ...content, module: { ...content.module, id } });
const ids = Array.from({ length: 8 }, (_, at) => `module-${at + 1}`);
const contents = ids.map(named);
const done: State = {
  ...freshState(60),
  position: 58,
  played: addRange(freshState(60).played, 60, 0, 60),
  acknowledged: ["card"],
  attempts: 1,
  score: 1,
  seconds: 99,
  completed: true,
};
const half: State = {
  ...freshState(60),
  position: 31,
  played: addRange(addRange(freshState(60).played, 60, 0, 12), 60, 20, 31),
  acknowledged: ["steps"],
  answers: { several: ["a", "c"] },
  attempts: 1,
  score: 0.5,
  seconds: 20,
};

/** Of eight modules the first five complete, two begun, one never opened. */
const modules = Object.fromEntries(ids.slice(0, 7).map((id, at) => [id, at < 5 ? done : half]));
const state: Whole = { modules, at: "module-7", seconds: 700, completed: false, audience: "officer" };
const text = encodeWhole(state, contents, 4096);

function complete(found: Whole | null): string[] {
  return Object.entries(found?.modules ?? {}).flatMap(([id, { completed }]) => (completed ? [id] : []));
}

test("what is encoded comes back, all but what was opened last", () => {
  const back = decodeWhole(text, contents);
  const whole = { ...half.played, rest: [] };
  assert.deepEqual(back, {
    ...state,
    at: null,
    modules: { ...modules, "module-6": { ...half, played: whole }, "module-7": { ...half, played: whole } },
  });
});

test("cut at 255 characters it still says which modules are complete, and when", () => {
  const back = decodeWhole(text.slice(0, 255), contents);
  assert.deepEqual(complete(back), ids.slice(0, 5));
  assert.deepEqual([back?.seconds, back?.audience], [700, "officer"]);
  const [first] = Object.values(back?.modules ?? {});
  assert.deepEqual([first?.score, first?.attempts, first?.seconds, first?.position], [1, 1, 99, 58]);
});

test("wherever it is cut, completions go last, and what was played in the module opened last before them", () => {
  const lengths = Array.from({ length: text.length + 1 }, (_, length) => length);
  const found = lengths.map((length) => decodeWhole(text.slice(0, length), contents));
  const counts = found.map((back) => complete(back).length);
  assert.deepEqual(counts, [...counts].sort((a, b) => a - b));
  const shortest = (has: (back: Whole | null) => boolean): number => found.findIndex(has);
  const all = shortest((back) => complete(back).length === 5);
  const opened = shortest((back) => Object.keys(back?.modules ?? {}).length === 7);
  const last = shortest((back) => (back?.modules["module-7"]?.acknowledged.length ?? 0) > 0);
  const other = shortest((back) => (back?.modules["module-6"]?.acknowledged.length ?? 0) > 0);
  const first = shortest((back) => (back?.modules["module-1"]?.acknowledged.length ?? 0) > 0);
  assert.ok(all < opened && opened < last && last < other && other < first);
  assert.ok(found.slice(opened).every((back) => back?.modules["module-6"]?.score === 0.5));
});

test("a cut text makes nothing complete that was not, and no score of another's", () => {
  for (let length = 0; length <= text.length; length++) {
    const back = decodeWhole(text.slice(0, length), contents);
    for (const [id, { score, completed, attempts }] of Object.entries(back?.modules ?? {})) {
      assert.ok(completed <= (modules[id]?.completed ?? false));
      assert.ok([null, modules[id]?.score].includes(score) && attempts <= 1);
    }
  }
});

test("one wrong character costs a part of one module at most", () => {
  for (let at = 0; at < text.length; at++) {
    const wrong = text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1);
    const back = decodeWhole(wrong, contents);
    // A `~` is the end of two.
    const hit = text[at] === "~" ? 2 : 1;
    assert.ok(complete(back).length >= 5 - hit, `${complete(back)} at ${at}`);
    const same = Object.entries(modules).filter(([id, { acknowledged, completed }]) => {
      const found = back?.modules[id];
      return found?.completed === completed && found.acknowledged.length === acknowledged.length;
    });
    assert.ok(same.length >= 7 - hit, `${same.length} at ${at}`);
  }
});

test("white space, line breaks, quotes and escaping in and around it do no harm", () => {
  const broken = text.replace(/.{76}/g, "$&\r\n");
  const spellings = [` ${text}\n`, broken, `"${text}"`, `&quot;${text}&quot;`, `<![CDATA[${text}]]>`, text.replaceAll("~", "%7E")];
  for (const spelling of spellings) assert.deepEqual(decodeWhole(spelling, contents), decodeWhole(text, contents));
});

test("of what is none of ours nothing is believed, and nothing is thrown", () => {
  const strange = [
    ...["", "null", "undefined", "{}", "sw2", "sw2.", "sw2~~~", "sw2.1.0.0", "~~~~", "%7E%7E"],
    ...['{"cpv":"9_m0Z9Q2","d":[123,34,256]}', "viewed=1,2,3|lastviewed=5", "2V0l6%7E%24nV2OEPX", "&lt;state/&gt;"],
  ];
  for (const each of [...strange, null, undefined, 7]) assert.equal(decodeWhole(each as string | null, contents), null);
});

test("a module's own text is none of a series, and the other way round", () => {
  assert.equal(decodeWhole(encode(done, named("module-1")), contents), null);
  assert.equal(decode(text, named("module-1")), null);
});

test("of other videos and lists completion, score and time stay; of the same module elsewhere, all", () => {
  const longer = contents.map((each) => ({ ...each, video: { ...each.video, duration: 61 } }));
  const other = contents.map((each) => ({ ...each, questions: { attempts: 2, items: [one] } }));
  const [a, b] = [longer, other].map((changed) => decodeWhole(text, changed));
  for (const back of [a, b]) assert.deepEqual(complete(back ?? null), ids.slice(0, 5));
  assert.deepEqual([a?.modules["module-7"]?.position, share(a?.modules["module-7"]?.played ?? half.played)], [0, 0]);
  assert.deepEqual([a?.modules["module-7"]?.score, a?.modules["module-1"]?.score], [0.5, 1]);
  assert.deepEqual([b?.modules["module-7"]?.score, b?.modules["module-1"]?.score], [null, 1]);
  assert.deepEqual(ranges(b?.modules["module-7"]?.played ?? newPlayed(60), 60), [[0, 12], [20, 31]]);
  const moved = ["new", "module-7", "module-2"].map(named);
  const found = decodeWhole(text, moved)?.modules;
  assert.deepEqual(found, { "module-7": { ...half, played: { ...half.played, rest: [] } }, "module-2": done });
});

test("of other videos or lists a text that was cut keeps completion and time alone", () => {
  const other = contents.map((each) => ({ ...each, questions: { attempts: 2, items: [one] } }));
  const cut = text.split("~").slice(0, 8).join("~");
  const back = decodeWhole(cut, other)?.modules["module-7"];
  assert.deepEqual([back?.completed, back?.score, back?.attempts, back?.position, back?.seconds], [false, null, 0, 0, 20]);
  assert.equal(decodeWhole(cut, contents)?.modules["module-7"]?.score, 0.5);
  assert.deepEqual(complete(decodeWhole(cut, other)), ids.slice(0, 5));
});

test("a text of the first version is read", () => {
  const old =
    "sw1.4.1o.122b99x~xyuwoh.sp1.f.lfls.1.0.14.jag0.apsw.1aao.18mmhna.1jrqvz1.B..r0_go.aszsuf~jmxhit.sp1.0.-.0." +
    `9is.k.jag0.apsw.1aao.18mmhna.1qh3r38..C.b${"V".repeat(50)}B.14ey0jo`;
  const back = decodeWhole(old, ["one", "two", "three"].map(named));
  assert.deepEqual([back?.seconds, back?.audience, Object.keys(back?.modules ?? {})], [60, "commander", ["one", "three"]]);
  const { one: first, three } = back?.modules ?? {};
  assert.deepEqual([first?.completed, first?.score, share(first?.played ?? newPlayed(60))], [true, 1, 1]);
  assert.deepEqual([three?.answers, three?.seconds, three?.position], [{ one: ["b"] }, 20, 12.3]);
  assert.deepEqual(three?.played.bits.slice(0, 300), Array.from({ length: 300 }, (_, at) => at % 2 === 0));
  assert.deepEqual(complete(decodeWhole(old.slice(0, -9), ["one", "two", "three"].map(named))), ["one"]);
});

test("nothing but numbers of our own is written, whatever the state has", () => {
  const odd = { ...half, position: Number.NaN, seconds: -3, attempts: 1e9, score: Number.POSITIVE_INFINITY };
  const whole = { ...NOTHING, modules: { "module-1": odd }, seconds: Number.NaN };
  const back = decodeWhole(encodeWhole(whole, contents, 4096), contents);
  const found = back?.modules["module-1"];
  assert.deepEqual([back?.seconds, found?.position, found?.seconds, found?.attempts], [0, 0, 0, 46_655]);
  assert.ok((found?.score ?? 0) <= 1);
});
