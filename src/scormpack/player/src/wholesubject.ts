/** A series in one package as the subject of a record. */

import type { Content } from "./content.ts";
import { askedOfEach, forAudience, inForce, standing } from "./criteria.ts";
import { figuresOf, moduleSubject } from "./modulesubject.ts";
import type { Figures } from "./modulesubject.ts";
import { receipt } from "./receipt.ts";
import type { Issue } from "./receipt.ts";
import type { Found, Objective } from "./session.ts";
import { freshState } from "./state.ts";
import type { State } from "./state.ts";
import type { Subject } from "./subject.ts";
import { NOTHING } from "./whole.ts";
import type { Whole } from "./whole.ts";
import { decodeWhole, encodeWhole } from "./wholetext.ts";

/**
 * `contents`: the modules in teaching order; `capacity`: most characters that the LMS keeps; `issue`: what
 * the receipt is made out for.
 */
export function wholeSubject(contents: readonly Content[], capacity: number, issue?: Issue): Subject<Whole> {
  const modules = new Map(contents.map((content) => [content.module.id, moduleSubject(content)]));
  return {
    under: (asked) => {
      const own = askedOfEach(contents, asked);
      return wholeSubject(contents.map((content) => inForce(content, own)), capacity, issue);
    },
    fresh: () => NOTHING,
    merge: (a, b) => ({
      modules: each(modules, (id, subject) => both(subject, a.modules[id], b.modules[id])),
      at: b.at ?? a.at,
      seconds: Math.max(a.seconds, b.seconds),
      completed: a.completed || b.completed,
      audience: b.audience ?? a.audience,
    }),
    encode: (whole) => encodeWhole(whole, contents, capacity),
    decode: (text) => decodeWhole(text, contents),
    told: (found) => told(found, contents),
    settled: (given, before, kept, seconds) => {
      const audience = given.audience ?? kept?.audience ?? null;
      const settled = each(modules, (id, subject) => {
        const [own, held] = [given.modules[id], kept?.modules[id]];
        if (own === undefined) return held;
        const all = both(subject, held, { ...own, completed: false }) ?? own;
        const content = contents.find(({ module }) => module.id === id);
        const done = content !== undefined && standing(forAudience(content, audience), all).done;
        return { ...all, completed: (before.modules[id]?.completed ?? false) || done };
      });
      return {
        modules: settled,
        at: given.at,
        seconds: (kept?.seconds ?? 0) + Math.round(seconds),
        completed: before.completed || (kept?.completed ?? false) || allComplete(contents, settled),
        audience,
      };
    },
    completions: (whole) =>
      Number(whole.completed) + Object.values(whole.modules).filter((state) => state.completed).length,
    standing: (whole, seconds, module) => {
      const done = contents.map((content) => {
        const state = whole.modules[content.module.id] ?? freshState(content.video.duration, content.video.slices);
        return [forAudience(content, whole.audience), state] as const;
      });
      const each = done.map(([content, state]) => figuresOf(content, state));
      const of = (id: string | null | undefined): Figures | undefined =>
        each[contents.findIndex((content) => content.module.id === id)];
      const [asked, last] = [of(module), of(whole.at)];
      const verdict = judged(contents, each);
      return {
        ...verdict,
        ...(asked === undefined ? acrossAll(each) : place(asked)),
        ...(whole.at === null || last === undefined ? {} : { at: { module: whole.at, ...place(last) } }),
        text: encodeWhole(whole, contents, capacity),
        completed: whole.completed,
        sessionSeconds: seconds,
        totalSeconds: whole.seconds,
        receipt: issue === undefined ? null : receipt(issue, done, verdict.score),
        objectives: contents.map((content, index) => objective(content, each[index])),
      };
    },
  };
}

/** The LMS keeps each module as an objective, which outlasts a text that is cut or damaged. */
function told({ completed, objectives = [] }: Found, contents: readonly Content[]): Whole | null {
  const done = contents.filter(({ module }) => objectives.includes(module.id));
  if (!completed && done.length === 0) return null;
  const states = done.map(({ module, video }) => {
    return [module.id, { ...freshState(video.duration, video.slices), completed: true }] as const;
  });
  return { ...NOTHING, completed, modules: Object.fromEntries(states) };
}

function both(subject: Subject<State>, a: State | undefined, b: State | undefined): State | undefined {
  return a && b ? subject.merge(a, b) : (a ?? b);
}

/** What `make` makes for each module, where it makes anything. */
function each(
  modules: ReadonlyMap<string, Subject<State>>,
  make: (id: string, subject: Subject<State>) => State | undefined,
): Record<string, State> {
  const made = [...modules].map(([id, subject]) => [id, make(id, subject)] as const);
  return Object.fromEntries(made.filter((pair): pair is [string, State] => pair[1] !== undefined));
}

function allComplete(contents: readonly Content[], states: Readonly<Record<string, State>>): boolean {
  return contents.every((content) => states[content.module.id]?.completed === true);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * Passed once each module whose questions count is; failed once one is for good. The score is then the
 * mean of theirs, or that of the module that failed: no score says the contrary of the verdict.
 */
function judged(
  contents: readonly Content[],
  each: readonly Figures[],
): Pick<Figures, "scored" | "score" | "passed" | "exhausted"> {
  const counted = each.filter((_, index) => contents[index]?.criteria.questions !== null);
  const scored = counted.length > 0;
  const scores = counted.flatMap(({ score }) => (score === null ? [] : [score]));
  const exhausted = counted.some((one) => one.exhausted);
  const complete = scored && counted.every(({ passed }) => passed !== null);
  if (!complete && !exhausted) return { scored, score: null, passed: null, exhausted };
  const passed = counted.every((one) => one.passed === true);
  return { scored, score: passed ? mean(scores) : Math.min(...scores), passed, exhausted };
}

type Shown = Pick<Figures, "position" | "progress" | "watched" | "segments">;

function place({ position, progress, watched, segments }: Figures): Shown {
  return { position, progress, watched, segments };
}

/** Of all videos together: there is no one place. */
function acrossAll(each: readonly Figures[]): Shown {
  return {
    position: 0,
    progress: mean(each.map(({ completed, progress }) => (completed ? 1 : progress))),
    watched: each.every(({ watched }) => watched),
    segments: [],
  };
}

function objective(content: Content, of: Figures | undefined): Objective {
  const { completed = false, passed = null, exhausted = false, score = null, progress = 0 } = of ?? {};
  const failed = exhausted ? false : null;
  const verdict = passed === true || (passed === null && completed) ? true : failed;
  return { id: content.module.id, completed, passed: verdict, score, progress };
}
