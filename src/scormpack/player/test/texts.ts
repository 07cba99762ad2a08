/**
 * Prints texts of the player's with what it reads in them, for the Python that reads them too
 * (tests/test_decode.py): random states of random modules and series, whole, cut short, and damaged.
 */

import { decode, encode } from "../src/bookmark.ts";
import type { Content, QuestionData } from "../src/content.ts";
import { standing } from "../src/criteria.ts";
import { addRange, newPlayed, ranges, share, sliceCount } from "../src/progress.ts";
import type { State } from "../src/state.ts";
import { copied } from "../src/whole.ts";
import type { Whole } from "../src/whole.ts";
import { decodeWhole, encodeWhole } from "../src/wholetext.ts";
import { content as sample, one } from "./sample.ts";
import { random } from "./seeded.ts";

const next = random(Number(process.argv[2] ?? "1"));
const below = (limit: number): number => Math.floor(next() * limit);
const maybe = (): boolean => next() < 0.5;
const some = <T>(make: (at: number) => T, most: number): T[] => Array.from({ length: below(most + 1) }, (_, at) => make(at));
const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T;

function anyContent(id: string): Content {
  const question = (at: number): QuestionData => ({
    ...one, id: `q${at}`, choices: Array.from({ length: 2 + below(4) }, (_, n) => ({ ...pick(one.choices), id: "abcdef"[n] ?? "" })),
  });
  const items = some(question, 6);
  const duration = Math.round((1 + next() ** 3 * 12_000) * 1000) / 1000;
  const slices = maybe() ? {} : { slices: 1 + below(sliceCount(duration)) };
  return {
    ...sample,
    module: { ...sample.module, id, audience: maybe() ? "all" : "officer" },
    video: { ...sample.video, duration, ...slices },
    aids: some((at) => ({ id: `aid-${at}`, title: "", packet: maybe(), required: maybe() }), 9),
    questions: items.length ? { attempts: below(4), items } : null,
    criteria: { watched: pick([0, 0.5, 0.9, 1]), questions: items.length ? pick([null, 1 / 3, 0.8]) : null, attest: maybe() },
  };
}

function anyState({ video: { duration, slices }, aids, questions }: Content): State {
  let played = newPlayed(duration, slices);
  if (maybe()) played = { ...played, bits: played.bits.map(maybe) };
  else {
    for (const from of some(() => next() * duration, 9)) played = addRange(played, duration, from, from + next() * duration);
  }
  const items = questions?.items ?? [];
  const answers = items.map(({ id, choices }) => [id, choices.filter(maybe).map((choice) => choice.id)] as const);
  return {
    position: next() * duration,
    played,
    acknowledged: aids.filter(maybe).map(({ id }) => id),
    answers: Object.fromEntries(answers.filter(([, chosen]) => chosen.length)),
    attempts: below(5),
    score: maybe() ? null : next(),
    seconds: below(1e6),
    completed: maybe(),
    audience: pick([null, "officer", "commander"] as const),
    attested: maybe(),
  };
}

/** As it is; cut where an LMS cuts and somewhere; with a character changed, doubled, or lost. */
function damaged(text: string): string[] {
  const [cut, at] = [below(text.length), below(text.length)];
  const put = (middle: string): string => text.slice(0, at) + middle + text.slice(at + 1);
  const changed = [put(pick(["x", "~", ".", "#", "9", "_"])), put((text[at] ?? "").repeat(2)), put("")];
  return [text, text.slice(0, 255), text.slice(0, 4096), text.slice(0, cut), ...changed];
}

function shown(state: State | null | undefined, content: Content): unknown {
  if (!state) return null;
  const { duration } = content.video;
  return {
    ...copied(state),
    slice: duration / state.played.slices,
    played: ranges(state.played, duration),
    watched: share(state.played),
    acknowledged: content.aids.map(({ id }) => state.acknowledged.includes(id)),
    chosen: (content.questions?.items ?? []).flatMap(({ id, choices }) =>
      choices.map((choice) => state.answers[id]?.includes(choice.id) ?? false),
    ),
  };
}

function ofModule(): unknown {
  const content = anyContent("module");
  const state = anyState(content);
  const { watchedDone, aidsLeft, passed } = standing(content, state);
  return {
    kind: "module",
    duration: content.video.duration,
    slices: state.played.slices,
    criteria: content.criteria,
    judged: [watchedDone, aidsLeft.length === 0, passed === true],
    texts: damaged(encode(state, content)).map((text) => ({ text, state: shown(decode(text, content), content) })),
  };
}

function ofSeries(): unknown {
  const contents = Array.from({ length: 1 + below(6) }, (_, at) => anyContent(`module-${at}`));
  const opened = contents.filter(maybe);
  const whole: Whole = {
    modules: Object.fromEntries(opened.map((content) => [content.module.id, anyState(content)])),
    at: null,
    seconds: below(1e6),
    completed: maybe(),
    audience: pick([null, "officer", "commander"] as const),
  };
  const read = (text: string): unknown => {
    const back = decodeWhole(text, contents);
    const each = contents.map((content) => [content.module.id, shown(back?.modules[content.module.id], content)] as const);
    return back && { ...back, modules: Object.fromEntries(each) };
  };
  const texts = damaged(encodeWhole(whole, contents, pick([4096, 64_000])));
  return { kind: "series", texts: texts.map((text) => ({ text, state: read(text) })) };
}

console.log(JSON.stringify([...Array.from({ length: 200 }, ofModule), ...Array.from({ length: 60 }, ofSeries)]));
