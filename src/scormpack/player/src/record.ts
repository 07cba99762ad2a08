/** What is known of the learner: the state, what earlier sessions kept, and the browser's journal. */

import type { Env } from "./env.ts";
import { openJournal } from "./journal.ts";
import type { Entry, Journal } from "./journal.ts";
import type { Found, Standing } from "./session.ts";
import type { Subject } from "./subject.ts";

export class LearnerRecord<S> {
  readonly #build: Subject<S>;
  readonly #name: string;
  readonly #env: Env;
  readonly #elapsed: () => number;
  /** With the criteria in force. */
  #subject: Subject<S>;
  #state: S;
  /** What the LMS and the journal held: merged into all that is written. */
  #kept: S | null = null;
  #journal: Journal | null = null;
  /** What the journal held when it was first opened. */
  #before: Entry | null = null;
  /** What this window wrote to the journal or took from it last. */
  #journaled: string | null = null;
  /** Seconds of this session that `#kept` has in it already. */
  #counted = 0;
  /** Whether the page has changed the state since it was made here. */
  #touched = false;
  /** The first of this session: the LMS is given it once, and the page shows the same. */
  #receipt: string | null = null;
  /** Whether the LMS has confirmed the completion, in this session. */
  #confirmed = false;

  /** `name`: the journal's, for each learner; `elapsed`: seconds of this session so far. */
  constructor(subject: Subject<S>, name: string, env: Env, elapsed: () => number) {
    this.#build = subject;
    this.#subject = subject;
    this.#name = name;
    this.#env = env;
    this.#elapsed = elapsed;
    this.#state = subject.fresh();
  }

  get state(): S {
    return this.#state;
  }

  /** Whether an earlier session was found. */
  get resumed(): boolean {
    return this.#kept !== null;
  }

  /** Merges what the LMS holds with what the browser holds of the same learner. */
  take(found: Found): void {
    const subject = this.#build.under(found);
    this.#subject = subject;
    const again = this.#journal !== null;
    // Where the LMS names nobody, the next learner here would get this one's record.
    if (found.learner !== "") {
      const { store, clock } = this.#env;
      this.#journal = openJournal(store, found.learner, this.#name, clock.now);
    }
    const entry = this.#journal?.read() ?? null;
    if (!again) this.#before = entry;
    this.#journaled = entry?.text ?? null;
    const held = [subject.decode(found.text), subject.decode(this.#journaled), subject.told(found)];
    this.#kept = held.reduce((a, b) => (a && b ? subject.merge(a, b) : (a ?? b)), null);
    // What this window has put there has its time in it.
    if (again && this.#journaled !== null) this.#counted = this.#elapsed();
    // Only the build's criteria were known so far, hence nothing before counts as complete.
    if (this.#touched) this.#state = this.#settled(subject.fresh());
    else this.#state = this.#kept ?? subject.fresh();
  }

  /** Takes what the page gives; true where it completes something. */
  change(given: S): boolean {
    const completions = this.#subject.completions(this.#state);
    this.join();
    const before = this.#state;
    this.#touched = true;
    this.#state = given;
    this.#state = this.#settled(before);
    return this.#subject.completions(this.#state) > completions;
  }

  /** Merges what another window has put in the journal since this one last did; true where there was something. */
  join(): boolean {
    const text = this.#journal?.read()?.text ?? null;
    if (text === null || text === this.#journaled) return false;
    this.#journaled = text;
    return this.merge(text);
  }

  /** Merges what another window or device wrote; true where there was something. */
  merge(text: string | null): boolean {
    const theirs = this.#subject.decode(text);
    if (theirs === null) return false;
    this.#kept = this.#subject.merge(this.#settled(this.#state), theirs);
    this.#counted = this.#elapsed();
    this.#state = this.#settled(this.#state);
    return true;
  }

  /** The one that `standing` gives; null until all is complete. */
  get receipt(): string | null {
    return this.#receipt ?? this.standing().receipt;
  }

  /** What is to be true in the LMS; see `Subject.standing` for `module`. */
  standing(module?: string): Standing {
    const standing = this.#subject.standing(this.#settled(this.#state), this.#elapsed(), module);
    return { ...standing, receipt: standing.receipt && (this.#receipt ??= standing.receipt) };
  }

  /** The standing, which the journal has first: what the write loses is then still known. */
  written(): Standing {
    this.join();
    const standing = this.standing();
    this.#journaled = standing.text;
    this.#journal?.append(standing.text, this.#confirmed);
    return standing;
  }

  /** As `written`, of what was done before it was known whose record it is. */
  keep(): void {
    if (this.#touched) this.written();
  }

  /** Gives the journal back what it held before: the launch was only to look. */
  undo(): void {
    this.#journal?.restore(this.#before);
  }

  /** Whoever goes on here may be another learner: the journal is told nothing more. */
  part(): void {
    this.#journal = null;
  }

  /** The LMS has read it back; `store`: the store itself did. */
  confirmed(standing: Standing, store: boolean): void {
    this.#confirmed ||= standing.completed;
    if (store) this.#journal?.clear(standing.text);
    else this.#journal?.seen(standing.text);
  }

  /** The LMS gave `text` back at a launch, so that it need not be kept here. */
  held(text: string | null): void {
    if (text !== null) this.#journal?.clear(text);
  }

  #settled(before: S): S {
    const seconds = this.#elapsed() - this.#counted;
    return this.#subject.settled(this.#state, before, this.#kept, seconds);
  }
}
