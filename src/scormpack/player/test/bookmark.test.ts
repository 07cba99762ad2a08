import assert from "node:assert/strict";
import { test } from "node:test";
import { packPlayed, unpackPlayed } from "../src/bits.ts";
import { decode, encode, longest } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { addRange, newPlayed, sliceStart } from "../src/progress.ts";
import type { Played } from "../src/progress.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { content, one } from "./sample.ts";
import { random } from "./seeded.ts";

const state: State = {
  position: 31.25,
  played: addRange(addRange(newPlayed(60), 60, 0, 12), 60, 20, 31.25),
  acknowledged: ["steps"],
  answers: { several: ["a", "c"] },
  attempts: 1,
  score: 0.5,
  seconds: 77,
  completed: false,
  audience: "commander",
  attested: true,
};

/** What a text keeps: whole slices alone. */
function stored(played: Played): Played {
  return { ...played, rest: [] };
}

test("what is encoded comes back", () => {
  const back = decode(encode(state, content), content);
  assert.deepEqual(back, {
    ...state,
    position: sliceStart(60, 31.25),
    played: stored(state.played),
  });
});

test("any state comes back, and is never longer than promised", () => {
  const next = random(3);
  for (let round = 0; round < 100; round++) {
    const duration = 1 + next() * 12_000;
    const module = { ...content, video: { ...content.video, duration } };
    let played = newPlayed(duration);
    for (let range = 0; range < next() * 80; range++) {
      const from = next() * duration;
      played = addRange(played, duration, from, from + next() * 9);
    }
    const any = { ...state, played, position: next() * duration, seconds: Math.floor(next() * 1e6) };
    const text = encode({ ...any, completed: next() > 0.5 }, module);
    assert.ok(text.length <= longest(module));
    assert.match(text, /^[\w.-]+$/);
    assert.deepEqual(decode(text, module)?.played, stored(played));
  }
});

test("the longest video with the most questions fits SCORM 1.2", () => {
  const choices = Array.from({ length: 10 }, (_, at) => ({ ...one.choices[0], id: `choice-${at}` }));
  const items = Array.from({ length: 50 }, (_, at) => ({ ...one, id: `question-${at}`, choices }));
  const large = {
    ...content,
    video: { ...content.video, duration: 10 * 3600 },
    questions: { attempts: 99, items },
  } as Content;
  const played = { ...newPlayed(36_000), bits: Array.from({ length: 8192 }, (_, at) => at % 2 === 1) };
  const text = encode({ ...state, played, position: 35_999, seconds: 1e9 }, large);
  assert.ok(text.length <= longest(large));
  assert.ok(longest(large) <= 4096, String(longest(large)));
});

test("a text cut short keeps completion and place", () => {
  const text = encode({ ...state, completed: true }, content);
  const detail = text.split(".").slice(0, 11).join(".");
  for (let length = detail.length; length < text.length; length++) {
    const back = decode(text.slice(0, length), content);
    assert.equal(back?.completed, true);
    assert.ok((back?.position ?? 0) > 31);
    assert.deepEqual(back?.acknowledged, []);
  }
  for (let length = 0; length < detail.length; length++) {
    assert.equal(decode(text.slice(0, length), content), null);
  }
});

test("cut at 255 characters, as by an LMS that keeps no more, it keeps completion, score and place", () => {
  const long = { ...content, video: { ...content.video, duration: 600 } };
  const played = { ...newPlayed(600), bits: Array.from({ length: 6000 }, (_, at) => at % 2 === 1) };
  const text = encode({ ...state, played, completed: true }, long);
  assert.ok(text.length > 1000);
  const back = decode(text.slice(0, 255), long);
  const { completed, score, attempts, seconds, position } = back ?? state;
  assert.deepEqual([completed, score, attempts, seconds, position], [true, 0.5, 1, 77, sliceStart(600, 31.25)]);
  assert.deepEqual([back?.played, back?.acknowledged, back?.answers], [newPlayed(600), [], {}]);
  assert.deepEqual(decode(text.slice(0, 4096), long)?.played, played);
});

test("a text of the first version is read", () => {
  const text = `sp1.0.-.0.9is.k.jag0.apsw.1aao.18mmhna.1qh3r38..C.b${"V".repeat(50)}B.14ey0jo`;
  const back = decode(text, content);
  assert.deepEqual([back?.seconds, back?.answers, back?.completed], [20, { one: ["b"] }, false]);
  assert.deepEqual(back?.played.bits.slice(0, 300), Array.from({ length: 300 }, (_, at) => at % 2 === 0));
  assert.equal(back?.played.bits.includes(true, 304), false);
});

test("one wrong character is noticed", () => {
  const text = encode(state, content);
  const head = text.split(".").slice(0, 11).join(".").length;
  for (let at = 0; at < text.length; at++) {
    const wrong = text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1);
    const back = decode(wrong, content);
    if (at <= head) assert.equal(back, null);
    else assert.deepEqual(back?.acknowledged, []);
  }
});

test("garbage is no state", () => {
  const others = [
    '{"cpv":"9_m0Z9Q2","d":[123,34,256,345]}', "2V0l6%7E%24nV2OEPX", "&lt;state a=&quot;1&quot;/&gt;", "[object Object]", "0",
    "sp2.f.lfls.1.0.14.jag0.apsw.1aao.18mmhna.1jrqvz1.B..r0_go.aszsuf", "sp1.f.lfls.1.0.14.jag0.apsw.1aao.18mmhna.1jrqvz2.B..r0_go",
  ];
  for (const text of others) assert.equal(decode(text, content), null);
  const strange = ["", "null", "undefined", "{}", "sp1", "sp1.", "sp1..........", "viewed=1,2,3|lastviewed=5"];
  for (const text of [...strange, null, undefined, 7 as unknown as string]) {
    assert.equal(decode(text, content), null);
  }
  const next = random(4);
  for (let round = 0; round < 300; round++) {
    const length = Math.floor(next() * 80);
    const text = Array.from({ length }, () => String.fromCharCode(32 + Math.floor(next() * 95))).join("");
    assert.equal(decode(`sp1.${text}`, content), null);
  }
});

test("white space, quotes and escaping around it do no harm", () => {
  for (const around of [["  ", "\n"], ['"', '"'], ["&quot;", "&quot;"], ["<![CDATA[", "]]>"], ["&amp;", "&amp;"]]) {
    assert.deepEqual(decode(around.join(encode(state, content)), content), decode(encode(state, content), content));
  }
  const broken = encode(state, content).replace(/.{30}/g, "$&\r\n ");
  assert.deepEqual(decode(broken, content), decode(encode(state, content), content));
});

test("of a changed video the place and the bitmap are dropped", () => {
  const longer = { ...content, video: { ...content.video, duration: 61 } };
  const back = decode(encode({ ...state, completed: true }, content), longer);
  assert.equal(back?.position, 0);
  assert.deepEqual(back?.played, newPlayed(61));
  assert.deepEqual(back?.acknowledged, ["steps"]);
  assert.equal(back?.completed, true);
});

test("of another number of slices what was played whole stays", () => {
  const coarse = { ...content, video: { ...content.video, slices: 4 } };
  const back = decode(encode(state, content), coarse);
  assert.deepEqual(back?.played, addRange(newPlayed(60, 4), 60, 30, 30));
  assert.equal(back?.position, 30);
  const finer = decode(encode({ ...state, played: addRange(newPlayed(60, 4), 60, 0, 30) }, coarse), content);
  assert.deepEqual(finer?.played, addRange(newPlayed(60), 60, 0, 30));
});

test("a bitmap without its number of slices is read as one of the usual number", () => {
  const alternating = { ...newPlayed(60), bits: Array.from({ length: 600 }, (_, at) => at % 2 === 0) };
  assert.match(packPlayed(alternating), /^cgo_V{99,100}$/);
  const old = packPlayed(alternating).replace("cgo_", "b");
  assert.deepEqual(unpackPlayed(old, 600), alternating);
  for (const text of ["", "x", "c", "c_", "czzzz_V", "rzzzz", "r1_", "b.", "c1_%"]) assert.equal(unpackPlayed(text, 600), null);
});

test("of changed questions or job aids what was done with them is dropped, not the completion", () => {
  const other = { ...content, questions: { attempts: 2, items: [one] } };
  const back = decode(encode(state, content), other);
  assert.deepEqual([back?.attempts, back?.score, back?.answers], [0, null, {}]);
  assert.deepEqual(back?.played, stored(state.played));
  const done = decode(encode({ ...state, completed: true }, content), other);
  assert.deepEqual([done?.completed, done?.score], [true, 0.5]);
});

test("numbers that are none are written as nothing", () => {
  const odd = { ...freshState(60), position: Number.NaN, seconds: -3, score: Number.NaN, attempts: -1 };
  const back = decode(encode(odd, content), content);
  assert.deepEqual([back?.position, back?.seconds, back?.score, back?.attempts], [0, 0, 0, 0]);
  const most = { ...odd, seconds: 9999 * 3600 + 3599, position: Number.POSITIVE_INFINITY, score: 7 };
  const held = decode(encode(most, content), content);
  assert.deepEqual([held?.seconds, held?.position, held?.score], [35_999_999, sliceStart(60, 60), 1]);
});
