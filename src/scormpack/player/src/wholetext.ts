/**
 * The state of a series as one text: `sw1.` completed and audience `.` seconds `.` checksum, then for
 * each module that was opened `~` key `.` and its own text (bookmark.ts). The key is made from the
 * module's id, so that modules may be added, moved or left out. Each part has its own checksums: of a text that was cut
 * short the parts before the cut are read.
 */

import { AUDIENCES, isSealed, sealed } from "./bookmark.ts";
import { crc32 } from "./checksum.ts";
import type { State } from "./state.ts";
import type { Subject } from "./subject.ts";
import type { Whole } from "./whole.ts";

const MARK = "sw1";
const BETWEEN = "~";
const HEAD_FIELDS = 4;

type Modules = ReadonlyMap<string, Subject<State>>;

/**
 * At most `capacity` characters: where they do not suffice, modules that are complete keep no record of
 * what was played, then others, the first modules first, down to completion, score and time.
 */
export function encodeWhole(whole: Whole, modules: Modules, capacity: number): string {
  const opened = [...modules.keys()].filter((id) => whole.modules[id] !== undefined);
  const done = (id: string): boolean => whole.modules[id]?.completed === true;
  const order = [...opened.filter(done), ...opened.filter((id) => !done(id) && id !== whole.at), whole.at ?? ""];
  let kept = whole;
  let text = written(kept, modules);
  for (const id of order) {
    if (text.length <= capacity) break;
    const [state, subject] = [kept.modules[id], modules.get(id)];
    if (state === undefined || subject === undefined) continue;
    const { played } = subject.fresh();
    kept = { ...kept, modules: { ...kept.modules, [id]: { ...state, played } } };
    text = written(kept, modules);
  }
  return text;
}

function written(whole: Whole, modules: Modules): string {
  const flags = (whole.completed ? 1 : 0) + AUDIENCES.indexOf(whole.audience) * 2;
  const head = sealed(`${MARK}.${flags}.${Math.max(0, Math.round(whole.seconds)).toString(36)}`);
  const parts = [...modules].flatMap(([id, subject]) => {
    const state = whole.modules[id];
    return state === undefined ? [] : [`${key(id)}.${subject.encode(state)}`];
  });
  return [head, ...parts].join(BETWEEN);
}

/** null where the text holds nothing of ours. */
export function decodeWhole(text: string | null, modules: Modules): Whole | null {
  const parts = (text ?? "").split(BETWEEN);
  const head = /sw1(\.[0-9a-z]{1,7}){3}$/.exec(parts[0] ?? "")?.[0].split(".") ?? [];
  const sound = isSealed(head, HEAD_FIELDS);
  const flags = sound ? Number(head[1]) : 0;
  const read = [...modules].flatMap(([id, subject]) => {
    const start = `${key(id)}.`;
    const part = parts.find((each) => each.startsWith(start));
    // Without its key, which may itself end in a mark.
    const state = part === undefined ? null : subject.decode(part.slice(start.length));
    return state === null ? [] : [[id, state] as const];
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

function key(id: string): string {
  return crc32(id).toString(36);
}
