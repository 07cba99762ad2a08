/** Keeps the record: opens the session, and has written what the page changes. */

import { parsed } from "./attempt.ts";
import { stopwatch } from "./clock.ts";
import type { Env } from "./env.ts";
import type { Keeper, Opening, SaveState } from "./keeper.ts";
import { Launcher } from "./launcher.ts";
import { LearnerRecord } from "./record.ts";
import { Recording } from "./recording.ts";
import says from "./sentences.json" with { type: "json" };
import { EndedError } from "./session.ts";
import type { Found, Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { LearnerEvent } from "./state.ts";
import type { Subject } from "./subject.ts";

/** Seconds that the page waits for the LMS before it starts without it. */
const PATIENCE = 3;
/** Seconds. Sleep is told from the gap between two ticks. */
const TICK = 30;
/** Events kept for a session that is not found yet; the state has what matters of those beyond. */
const MOST_EARLY = 200;

export class RecordKeeper<S> implements Keeper<S> {
  readonly #session: Session;
  /** What the browser keeps the record as. */
  readonly #kept: string;
  readonly #env: Env;
  readonly #launcher: Launcher;
  readonly #recording: Recording;
  readonly #elapsed: () => number;
  readonly #record: LearnerRecord<S>;
  #found: Found | null = null;
  /** Whether there was no LMS when it was last looked for. */
  #absent = false;
  #early: LearnerEvent[] = [];
  #answered = false;
  /** Whose record it is by what the launch names, without a word of the LMS yet. */
  #expected: string | null = null;
  #late: (opening: Opening<S>) => void = () => undefined;

  constructor(session: Session, subject: Subject<S>, settings: Settings, env: Env) {
    this.#session = session;
    this.#env = env;
    this.#elapsed = stopwatch(env.clock);
    // What a roll-call briefing completed does not complete the same module as in-service training.
    this.#kept = `${settings.activityId} ${settings.package}`;
    // What the window holds is of an earlier launch, maybe another learner's, unless this is the same once more.
    if (!env.reloaded) env.session.removeItem(this.#kept);
    this.#record = new LearnerRecord(subject, this.#kept, env, this.#elapsed);
    this.#recording = new Recording(session, this.#record, env, () => this.#late(this.#opening()));
    this.#launcher = new Launcher(session, env, {
      found: (found) => this.#take(found),
      absent: (error, final) => this.#miss(error, final),
    });
  }

  async open(): Promise<Opening<S>> {
    this.#env.watch({
      hidden: () => this.#recording.hide(false),
      leaving: () => this.#recording.hide(true),
      awake: () => this.#awake(),
      unsaved: () => this.#recording.saver.unsaved,
    });
    this.#tick();
    await Promise.race([this.#launcher.open(), this.#env.wait(PATIENCE)]);
    this.#answered = true;
    if (this.#recording.phase === "opening") this.#expect();
    return this.#opening();
  }

  onLateOpening(listener: (opening: Opening<S>) => void): void {
    this.#late = listener;
  }

  update(state: S, urgency: "routine" | "now"): void {
    // A browser that crashes next has the record all the same.
    if (this.#recording.phase === "opening") this.#expect();
    const completes = this.#record.change(state);
    this.#recording.changed(urgency === "now" || completes, completes);
  }

  note(event: LearnerEvent): void {
    const { phase } = this.#recording;
    if (phase === "open") this.#session.note(event, this.#record.standing(event.module));
    else if (phase === "opening" && this.#early.length < MOST_EARLY) this.#early.push(event);
  }

  onSave(listener: (state: SaveState) => void): void {
    this.#recording.saver.listen(listener);
  }

  get waits(): boolean {
    return this.#recording.phase === "opening" && (!this.#absent || this.#expected !== null);
  }

  receipt(): string | null {
    return this.#record.receipt;
  }

  exit(): Promise<SaveState> {
    return this.#recording.exit();
  }

  /** Nothing is recorded, or nothing yet. */
  #miss(error: unknown, final: boolean): void {
    const { saver } = this.#recording;
    this.#absent = true;
    const ended = error instanceof EndedError;
    const expected = this.#expect(ended);
    if (final && !expected) this.#recording.end();
    if (expected && !ended) saver.show({ kind: "not-saved", why: (error as Error).message, final });
    else saver.show({ kind: "not-recording", why: ended ? "ended" : "no-lms" });
  }

  /**
   * Until the LMS answers, what is done waits in the journal, where the launch says whose it is, or, of a
   * session that has ended, the launch before this window was reloaded.
   */
  #expect(ended = false): boolean {
    const launched = this.#session.launched ?? (ended ? this.#before() : null);
    if (launched !== null && this.#expected === null) {
      this.#record.take(launched);
      this.#record.keep();
      this.#expected = launched.learner;
    }
    return launched !== null;
  }

  #before(): Found | null {
    const found = parsed(this.#env.session.getItem(this.#kept)) as Found | null;
    return found?.mode === "normal" ? found : null;
  }

  #take(found: Found): void {
    if (this.#expected !== null && this.#expected !== found.learner) {
      this.#record.part();
      this.#recording.end();
      this.#recording.saver.show({ kind: "not-saved", why: says.otherSession, final: true });
      return;
    }
    this.#found = found;
    this.#env.session.setItem(this.#kept, JSON.stringify(found));
    this.#recording.begin(found, `${this.#kept} ${found.learner}`);
    if (this.#expected !== null && found.mode !== "normal") this.#record.undo();
    this.#record.take(found);
    if (this.#recording.phase === "open") this.#begin(found);
    if (this.#answered) this.#late(this.#opening());
  }

  #begin(found: Found): void {
    for (const event of this.#early.splice(0)) this.note(event);
    if (this.#session.keeps === "nothing") return;
    this.#record.held(found.text);
    // The first write also proves that the LMS takes what is sent.
    this.#recording.saver.request(true);
  }

  #opening(): Opening<S> {
    const { phase } = this.#recording;
    const looking = phase === "opening" && !this.#absent;
    const recording = looking || (phase === "open" && this.#session.keeps !== "nothing");
    const { state, resumed } = this.#record;
    const { mode = "normal", captions = null, muted = false, mastery = null, audience = null } = this.#found ?? {};
    return { state, resumed, mode, recording, captions, muted, mastery, audience };
  }

  #awake(): void {
    if (this.#recording.phase === "opening") this.#launcher.nudge();
    else if (this.#recording.awake()) this.#late(this.#opening());
  }

  /** Reading the stopwatch now and then keeps sleep apart from work; the claim is renewed. */
  #tick(): void {
    this.#elapsed();
    this.#recording.mine();
    void this.#env.wait(TICK).then(() => this.#tick());
  }
}
