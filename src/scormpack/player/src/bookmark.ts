/**
 * The state as one short text, for an LMS to keep.
 *
 * `sp1.` head `.` checksum `.` detail `.` checksum. Head: flags, score, attempts, place, seconds,
 * criteria, and what the content was. Detail: acknowledgements, answers and the bitmap. The head has
 * its own checksum, so that a text cut short (RUNTIME F32) still says "complete" and where.
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
const HEAD_FIELDS = 9;
const DETAIL_FIELDS = 3;
const NONE = "-";
/** By the number that stands for each in a text. */
export const AUDIENCES: readonly (Audience | null)[] = [null, "officer", "commander"];

/** The text of `state`. Its worst case is `longest(content)` characters. */
export function encode(state: State, content: Content): string {
  const head = headOf(state, content);
  const detail = [
    packBits(content.aids.map((aid) => state.acknowledged.includes(aid.id))),
    packBits(choiceIds(content).map(([question, choice]) => chosen(state, question, choice))),
    packPlayed(state.played),
  ];
  return sealed(`${sealed([MARK, ...head].join("."))}.${detail.join(".")}`);
}

/** Most characters that `encode` gives for this content. */
export function longest(content: Content): number {
  const { duration, slices = sliceCount(duration) } = content.video;
  const bits = [content.aids.length, choiceIds(content).length, slices];
  // Two checksums of 7, the mark, nine numbers of at most 7 digits, what stands before the bitmap, dots.
  return 14 + MARK.length + HEAD_FIELDS * 7 + 5 + 14 + bits.reduce((sum, n) => sum + Math.ceil(n / 6), 0);
}

/**
 * The state that `text` holds, or null where it holds none of ours.
 * Of another length of video the place and the bitmap are dropped, of other job aids or questions what
 * was done with them; completion, score and time stay.
 */
export function decode(text: string | null | undefined, content: Content): State | null {
  const fields = /sp1(\.[\w-]*)+/.exec(typeof text === "string" ? text : "")?.[0].split(".") ?? [];
  const head = fields.slice(1, HEAD_FIELDS + 1);
  const headEnd = HEAD_FIELDS + 2;
  if (!isSealed(fields.slice(0, headEnd), headEnd)) return null;
  const state = fromHead(head, content);
  const end = headEnd + DETAIL_FIELDS + 1;
  if (!isSealed(fields.slice(0, end), end)) return state;
  return withDetail(state, fields.slice(headEnd), head, content);
}

function headOf(state: State, content: Content): string[] {
  const { watchedDone, aidsLeft, passed } = standing(content, state);
  const flags = [state.completed, watchedDone, aidsLeft.length === 0, passed === true];
  return [
    (flags.reduce((sum, flag, index) => sum + (flag ? 1 << index : 0), 0) + marks(state)).toString(36),
    millionths(state.score),
    whole(state.attempts, 1),
    whole(state.position, 1000),
    whole(state.seconds, 1),
    millionths(content.criteria.watched),
    millionths(content.criteria.questions),
    videoPrint(content),
    listPrint(content),
  ];
}

/** Bits 4 and 5 of the flags: the audience; bit 6: attested. */
function marks(state: State): number {
  return (AUDIENCES.indexOf(state.audience) << 4) + (state.attested ? 64 : 0);
}

function fromHead(head: readonly string[], content: Content): State {
  const [flags, score, attempts, position, seconds, , , video, lists] = head;
  const { duration, slices } = content.video;
  const sameVideo = video === videoPrint(content);
  const sameLists = lists === listPrint(content);
  const completed = (number(flags) & 1) === 1;
  return {
    ...freshState(duration, slices),
    position: sameVideo ? sliceStart(duration, number(position) / 1000, slices) : 0,
    attempts: sameLists ? number(attempts) : 0,
    score: (sameLists || completed) && score !== NONE ? Math.min(1, number(score) / 1e6) : null,
    seconds: number(seconds),
    completed,
    audience: AUDIENCES[(number(flags) >> 4) & 3] ?? null,
    attested: sameVideo && (number(flags) & 64) === 64,
  };
}

function withDetail(
  state: State,
  detail: readonly string[],
  head: readonly string[],
  content: Content,
): State {
  const [aids = "", answers = "", played = ""] = detail;
  const sameVideo = head[7] === videoPrint(content);
  const kept = sameVideo ? unpackPlayed(played, sliceCount(content.video.duration)) : null;
  const { slices } = state.played;
  const withPlayed = kept === null ? state : { ...state, played: kept.slices === slices ? kept : resliced(kept, slices) };
  if (head[8] !== listPrint(content)) return withPlayed;
  const acknowledged = unpackBits(aids, content.aids.length);
  const choices = choiceIds(content);
  const marks = unpackBits(answers, choices.length);
  return {
    ...withPlayed,
    acknowledged: content.aids.filter((_, index) => acknowledged[index]).map((aid) => aid.id),
    answers: grouped(choices.filter((_, index) => marks[index])),
  };
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

function videoPrint(content: Content): string {
  return whole(content.video.duration, 1000);
}

function listPrint(content: Content): string {
  const ids = [content.aids.map((aid) => aid.id), choiceIds(content)];
  return crc32(JSON.stringify(ids)).toString(36);
}

/** `text` with its checksum as one more field. */
export function sealed(text: string): string {
  return `${text}.${crc32(text).toString(36)}`;
}

export function isSealed(fields: readonly string[], count: number): boolean {
  return fields.length === count && sealed(fields.slice(0, -1).join(".")) === fields.join(".");
}

/** At most seven base-36 digits: 78 billion. */
function whole(value: number, scale: number): string {
  const scaled = Math.round(value * scale);
  return (scaled > 0 ? Math.min(scaled, 36 ** 7 - 1) : 0).toString(36);
}

function millionths(value: number | null): string {
  return value === null ? NONE : whole(value, 1e6);
}

function number(field: string | undefined): number {
  return Number.parseInt(field ?? "0", 36) || 0;
}
