/**
 * The state of a series as one text. Parts stand between `~`, each with a checksum of its own:
 * `sw2.` completed and audience `.` seconds; then of each module that was opened key `.` main fields
 * (bookmark.ts) `.` print, those that are complete first; then of each key `.` terms `.` detail, those that
 * are complete last. So a text that was cut short (RUNTIME F32) loses what was played before it loses that a
 * module is complete. Key and print are made from the module's id and from its terms: modules may be added,
 * moved or left out, and without the terms a print still tells whether they are the same.
 * `sw1.` texts have key `.` the module's own text instead.
 */

import { packPlayed } from "./bits.ts";
import {
  AUDIENCES, DETAIL, MAIN, MAIN_LENGTH, SUM_LENGTH, TERMS, TERMS_LENGTH, decode, fieldsOf, isSealed,
  longestDetail, sealed, stateOf, termsOf, unbroken, whole as number,
} from "./bookmark.ts";
import type { Fields } from "./bookmark.ts";
import { crc32 } from "./checksum.ts";
import type { Content } from "./content.ts";
import { forAudience } from "./criteria.ts";
import { newPlayed } from "./progress.ts";
import type { State } from "./state.ts";
import type { Whole } from "./whole.ts";

const MARK = "sw2";
const BETWEEN = "~";
const HEAD_FIELDS = 4;
const HEAD_LENGTH = MARK.length + 1 + 6;
const KEY_LENGTH = 7;
const PRINT_LENGTH = 3;

/**
 * At most `capacity` characters. The build has seen to it that they suffice (suspend.py); where they do not,
 * modules that are complete keep no record of what was played, then others, down to the one opened last.
 */
export function encodeWhole(whole: Whole, contents: readonly Content[], capacity: number): string {
  const opened = contents.flatMap((content) => {
    const state = whole.modules[content.module.id];
    return state === undefined ? [] : [openedOf(forAudience(content, whole.audience), state)];
  });
  const done = opened.filter(({ completed }) => completed);
  const last = ({ content }: Opened): number => Number(content.module.id === whole.at);
  const open = opened.filter(({ completed }) => !completed).sort((a, b) => last(b) - last(a));
  const written = (): string => [headOf(whole), ...[...done, ...open].map(mainOf), ...[...open, ...done].map(restOf)].join(BETWEEN);
  let text = written();
  for (const each of [...done, ...[...open].reverse()]) {
    if (text.length <= capacity) break;
    each.fields = withoutPlayed(each);
    text = written();
  }
  return text;
}

/** Most characters that the text of these modules has; suspend.py has the same. */
export function longestWhole(contents: readonly Content[]): number {
  const main = KEY_LENGTH + MAIN_LENGTH + PRINT_LENGTH + SUM_LENGTH + MAIN + 2;
  const rest = KEY_LENGTH + TERMS_LENGTH + SUM_LENGTH + TERMS + DETAIL + 1;
  const each = contents.map((content) => 2 * BETWEEN.length + main + rest + longestDetail(content));
  return each.reduce((sum, length) => sum + length, HEAD_LENGTH + SUM_LENGTH + HEAD_FIELDS - 1);
}

interface Opened {
  readonly content: Content;
  readonly completed: boolean;
  fields: Fields;
}

function openedOf(content: Content, state: State): Opened {
  return { content, completed: state.completed, fields: fieldsOf(state, content) };
}

function withoutPlayed({ content, fields }: Opened): Fields {
  const { duration, slices } = content.video;
  return { ...fields, detail: [...fields.detail.slice(0, -1), packPlayed(newPlayed(duration, slices))] };
}

function headOf({ completed, audience, seconds }: Whole): string {
  const flags = (completed ? 1 : 0) + AUDIENCES.indexOf(audience) * 2;
  return sealed([MARK, flags, number(seconds, 1, 6)].join("."));
}

function mainOf({ content, fields: { main } }: Opened): string {
  return sealed([key(content), ...main, print(content)].join("."));
}

function restOf({ content, fields: { terms, detail } }: Opened): string {
  return sealed([key(content), ...terms, ...detail].join("."));
}

/** null where the text holds nothing of ours. */
export function decodeWhole(text: string | null, contents: readonly Content[]): Whole | null {
  // Some encoders of URLs change `~`.
  const parts = unbroken(text).split(/~|%7E/i);
  const head = /sw[12](\.[0-9a-z]{1,7}){3}$/.exec(parts[0] ?? "")?.[0].split(".") ?? [];
  const sound = isSealed(head, HEAD_FIELDS);
  const flags = sound ? Number(head[1]) : 0;
  const read = contents.flatMap((content) => {
    const start = `${key(content)}.`;
    const own = parts.filter((part) => part.startsWith(start));
    const state = stateIn(own, content) ?? olderIn(own, content);
    return state === null ? [] : [[content.module.id, state] as const];
  });
  if (!sound && read.length === 0) return null;
  return {
    modules: Object.fromEntries(read),
    at: null,
    seconds: sound ? Number.parseInt(head[2] ?? "0", 36) : 0,
    completed: flags % 2 === 1,
    audience: AUDIENCES[flags >> 1] ?? null,
  };
}

function stateIn(parts: readonly string[], content: Content): State | null {
  const sealedParts = parts.map((part) => /^[\w.-]*/.exec(part)?.[0].split(".") ?? []);
  const main = sealedParts.find((fields) => isSealed(fields, MAIN + 3));
  const rest = sealedParts.find((fields) => isSealed(fields, TERMS + DETAIL + 2));
  if (main === undefined && rest === undefined) return null;
  const same = main?.[MAIN + 1] === print(content);
  return stateOf(
    {
      main: main?.slice(1, MAIN + 1) ?? [],
      terms: rest?.slice(1, TERMS + 1) ?? (same ? termsOf(content) : []),
      detail: rest?.slice(TERMS + 1, -1) ?? [],
    },
    content,
  );
}

/** Without its key, which may itself end in a mark. */
function olderIn([part = ""]: readonly string[], content: Content): State | null {
  return decode(part.slice(part.indexOf(".") + 1), content);
}

function key({ module }: Content): string {
  return crc32(module.id).toString(36);
}

/** Of what the fields of `main` are to be read with. */
function print(content: Content): string {
  const [, , ...same] = termsOf(content);
  return (crc32(same.join(".")) % 36 ** PRINT_LENGTH).toString(36);
}
