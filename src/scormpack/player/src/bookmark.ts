/**
 * The state as one short text, for an LMS to keep.
 *
 * `sp1.` head `.` checksum `.` detail `.` checksum. Head: flags, score, attempts, place, seconds; criteria,
 * and what the content was. Detail: acknowledgements, answers and the bitmap. The head has its own
 * checksum, so that a text cut short (RUNTIME F32) still says "complete" and where.
 * Only letters, digits, `-`, `_` and `.` are used: escaping for XML or HTML changes nothing.
 */

import type { Audience, Content } from "./content.ts";
import { crc32 } from "./checksum.ts";
import { standing } from "./criteria.ts";
import { packBits, packPlayed, unpackBits, unpackPlayed } from "./bits.ts";
import { resliced, sliceCount, sliceStart } from "./progress.ts";
import { freshState } from "./state.ts";
import type { State } from "./state.ts";

const MARK = "sp1";
const NONE = "-";
/** By the number that stands for each in a text. */
export const AUDIENCES: readonly (Audience | null)[] = [null, "officer", "commander"];

/** What a text says of a module, in its fields. */
export interface Fields {
  /** Flags, score, attempts, place, seconds. */
  readonly main: readonly string[];
  /** The criteria's share watched and share right; the video's length; the lists' checksum. */
  readonly terms: readonly string[];
  /** Acknowledgements, answers and the bitmap; empty where they were lost. */
  readonly detail: readonly string[];
}

export const MAIN = 5;
export const TERMS = 4;
export const DETAIL = 3;
/** Most characters of the fields of `main` and `terms`, and of a checksum. */
export const MAIN_LENGTH = 2 + 4 + 3 + 6 + 6;
export const TERMS_LENGTH = 4 + 4 + 6 + 7;
export const SUM_LENGTH = 7;

/** The text of `state`. Its worst case is `longest(content)` characters. */
export function encode(state: State, content: Content): string {
  const { main, terms, detail } = fieldsOf(state, content);
  return sealed([sealed([MARK, ...main, ...terms].join(".")), ...detail].join("."));
}

/** Most characters that `encode` gives for this content; suspend.py has the same. */
export function longest(content: Content): number {
  const dots = MAIN + TERMS + DETAIL + 2;
  return MARK.length + MAIN_LENGTH + TERMS_LENGTH + longestDetail(content) + 2 * SUM_LENGTH + dots;
}

/** Most characters of the fields of `detail`: six bits each, and what stands before the bitmap. */
export function longestDetail(content: Content): number {
  const { duration, slices = sliceCount(duration) } = content.video;
  const bits = [content.aids.length, choiceIds(content).length, slices];
  return bits.reduce((sum, count) => sum + Math.ceil(count / 6), 2 + slices.toString(36).length);
}

/**
 * The state that `text` holds, or null where it holds none of ours.
 * Of another length of video the place and the bitmap are dropped, of other job aids or questions what
 * was done with them; completion, score and time stay.
 */
export function decode(text: string | null | undefined, content: Content): State | null {
  const fields = /sp1(\.[\w-]*)+/.exec(unbroken(text))?.[0].split(".") ?? [];
  const head = 1 + MAIN + TERMS;
  if (!isSealed(fields.slice(0, head + 1), head + 1)) return null;
  const all = head + 1 + DETAIL + 1;
  const whole = isSealed(fields.slice(0, all), all);
  return stateOf(
    {
      main: fields.slice(1, 1 + MAIN),
      terms: fields.slice(1 + MAIN, head),
      detail: whole ? fields.slice(head + 1) : [],
    },
    content,
  );
}

export function fieldsOf(state: State, content: Content): Fields {
  const { watchedDone, aidsLeft, passed } = standing(content, state);
  const flags = [state.completed, watchedDone, aidsLeft.length === 0, passed === true];
  return {
    main: [
      (flags.reduce((sum, flag, index) => sum + (flag ? 1 << index : 0), 0) + marks(state)).toString(36),
      millionths(state.score),
      whole(state.attempts, 1, 3),
      whole(state.position, 1000, 6),
      whole(state.seconds, 1, 6),
    ],
    terms: termsOf(content),
    detail: [
      packBits(content.aids.map((aid) => state.acknowledged.includes(aid.id))),
      packBits(choiceIds(content).map(([question, choice]) => chosen(state, question, choice))),
      packPlayed(state.played),
    ],
  };
}

/** What a text says of the content itself. */
export function termsOf(content: Content): readonly string[] {
  const { "watched": watched, questions } = content.criteria;
  const lists = [content.aids.map((aid) => aid.id), choiceIds(content)];
  return [
    millionths(watched),
    millionths(questions),
    whole(content.video.duration, 1000, 6),
    crc32(JSON.stringify(lists)).toString(36),
  ];
}

/** The state that the fields give; of terms that are missing nothing is taken to be the same. */
export function stateOf({ main, terms, detail }: Fields, content: Content): State {
  const [flags, score = NONE, attempts, position, seconds] = main;
  const [, , video, lists] = termsOf(content);
  const [sameVideo, sameLists] = [terms[2] === video, terms[3] === lists];
  const { duration, slices } = content.video;
  const completed = (number(flags) & 1) === 1;
  const fresh = freshState(duration, slices);
  return {
    ...fresh,
    position: sameVideo ? sliceStart(duration, number(position) / 1000, slices) : 0,
    attempts: sameLists ? number(attempts) : 0,
    score: (sameLists || completed) && score !== NONE ? Math.min(1, number(score) / 1e6) : null,
    seconds: number(seconds),
    completed,
    audience: AUDIENCES[(number(flags) >> 4) & 3] ?? null,
    attested: sameVideo && (number(flags) & 64) === 64,
    ...(sameVideo ? playedIn(detail, content, fresh) : {}),
    ...(sameLists ? chosenIn(detail, content) : {}),
  };
}

function playedIn([, , text = ""]: readonly string[], content: Content, fresh: State): Pick<State, "played"> {
  const played = unpackPlayed(text, sliceCount(content.video.duration)) ?? fresh.played;
  const { slices } = fresh.played;
  return { played: played.slices === slices ? played : resliced(played, slices) };
}

function chosenIn([aids = "", answers = ""]: readonly string[], content: Content): Pick<State, "acknowledged" | "answers"> {
  const acknowledged = unpackBits(aids, content.aids.length);
  const choices = choiceIds(content);
  const marks = unpackBits(answers, choices.length);
  return {
    acknowledged: content.aids.filter((_, index) => acknowledged[index]).map((aid) => aid.id),
    answers: grouped(choices.filter((_, index) => marks[index])),
  };
}

/** Bits 4 and 5 of the flags: the audience; bit 6: attested. */
function marks(state: State): number {
  return (AUDIENCES.indexOf(state.audience) << 4) + (state.attested ? 64 : 0);
}

function choiceIds(content: Content): (readonly [string, string])[] {
  const items = content.questions?.items ?? [];
  return items.flatMap((item) => item.choices.map((choice) => [item.id, choice.id] as const));
}

function chosen(state: State, question: string, choice: string): boolean {
  return state.answers[question]?.includes(choice) ?? false;
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const answers: Record<string, string[]> = {};
  for (const [question, choice] of pairs) (answers[question] ??= []).push(choice);
  return answers;
}

/** Without the line breaks and blanks that an LMS, or a report, may have put in; whatever `text` is. */
export function unbroken(text: unknown): string {
  return typeof text === "string" ? text.replace(/\s+/g, "") : "";
}

/** `text` with its checksum as one more field. */
export function sealed(text: string): string {
  return `${text}.${crc32(text).toString(36)}`;
}

export function isSealed(fields: readonly string[], count: number): boolean {
  return fields.length === count && sealed(fields.slice(0, -1).join(".")) === fields.join(".");
}

/** At most so many base-36 digits: four are 1.6 million, six 2 billion. */
export function whole(value: number, scale: number, digits: number): string {
  const scaled = Math.round(value * scale);
  return (scaled > 0 ? Math.min(scaled, 36 ** digits - 1) : 0).toString(36);
}

function millionths(value: number | null): string {
  return value === null ? NONE : whole(value, 1e6, 4);
}

function number(field: string | undefined): number {
  return Number.parseInt(field ?? "0", 36) || 0;
}
