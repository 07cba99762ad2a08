/** What a record is kept of: one module (modulesubject.ts), or a series in one package. */

import type { Asked, Found, Standing } from "./session.ts";

/**
 * The rules of a record. `S` is its state: plain data that is never changed, only replaced. The
 * keeper knows nothing else of it, so all that differs between a module and a series is here.
 */
export interface Subject<S> {
  /** The same, judged by what a launch asks for. Called on the subject of the build, once a launch. */
  under(asked: Asked): Subject<S>;
  /** Nothing done yet. */
  fresh(): S;
  /** The most of two records of one learner; what can only be one thing is that of the later one. */
  merge(a: S, b: S): S;
  /** The text that the LMS keeps; `decode` reads it, however old, damaged or strange it is. */
  encode(state: S): string;
  /** null where the text holds nothing of ours. */
  decode(text: string | null): S | null;
  /** What the LMS's own fields say, for where the text is damaged or missing; null: nothing. */
  told(found: Found): S | null;
  /**
   * What the page gives, merged with what was kept, with the time added and completion judged anew.
   * `before` is the last such state of this session: what it calls complete stays so; what `given`
   * calls complete does not, since the page may have judged before the LMS said what it asks for.
   * `seconds`: of this session so far. Called often, also with what it returned itself.
   */
  settled(given: S, before: S, kept: S | null, seconds: number): S;
  /** How many things the state calls complete: the keeper writes at once when there are more. */
  completions(state: S): number;
  /**
   * What is to be true in the LMS. `seconds`: of this session. `module`: the module of the event that
   * the standing goes with, whose place, segments and share it then has.
   */
  standing(state: S, seconds: number, module?: string): Standing;
}

/** The text of two records of one learner; ours where theirs cannot be read. */
export function mergedText<S>(subject: Subject<S>, theirs: string | null, ours: string): string {
  const [a, b] = [subject.decode(theirs), subject.decode(ours)];
  return a === null || b === null ? ours : subject.encode(subject.merge(a, b));
}
