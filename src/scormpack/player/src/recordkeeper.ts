/** Keeps the record: opens the session, and has written what the page changes. */

import type { Claim } from "./claim.ts";
import { stopwatch } from "./clock.ts";
import type { Env } from "./env.ts";
import type { Keeper, Opening, SaveState } from "./keeper.ts";
import { LearnerRecord } from "./record.ts";
import { retryDelay } from "./retry.ts";
import { Saver } from "./saver.ts";
import { EndedError, SessionError } from "./session.ts";
import type { Found, Session, Standing, Stored } from "./session.ts";
import type { Settings } from "./settings.ts";
import type { LearnerEvent } from "./state.ts";
import type { Subject } from "./subject.ts";

/** Seconds that the page waits for the LMS before it starts without it. */
const PATIENCE = 3;
const EXIT_WITHIN = 10;
/** Seconds. Sleep is told from the gap between two ticks. */
const TICK = 30;

export class RecordKeeper<S> implements Keeper<S> {
  readonly #session: Session;
  /** What the browser keeps the record as. */
  readonly #kept: string;
  readonly #env: Env;
  readonly #saver: Saver;
  readonly #elapsed: () => number;
  readonly #record: LearnerRecord<S>;
  #found: Found | null = null;
  /** "looking": review or browse. "aside": another window has taken the record over. */
  #phase: "new" | "opening" | "absent" | "open" | "looking" | "aside" | "closed" = "new";
  /** None before the learner is known, and where nothing is recorded. */
  #claim: Claim | null = null;
  #early: LearnerEvent[] = [];
  #answered = false;
  /** Tries at the session that found no LMS. */
  #absences = 0;
  /** Whether the record is that of whom the launch names, without a word of the LMS yet. */
  #expected = false;
  /** Whether the session ended, or Exit took its time, while the learner may go on. */
  #overdue = false;
  #late: (opening: Opening<S>) => void = () => undefined;

  constructor(session: Session, subject: Subject<S>, settings: Settings, env: Env) {
    this.#session = session;
    this.#env = env;
    this.#elapsed = stopwatch(env.clock);
    // What a roll-call briefing completed does not complete the same module as in-service training.
    this.#kept = `${settings.activityId} ${settings.package}`;
    this.#record = new LearnerRecord(subject, this.#kept, env, this.#elapsed);
    this.#saver = new Saver(() => this.#store(), env);
  }

  async open(): Promise<Opening<S>> {
    this.#env.watch({
      hidden: () => this.#hide(false),
      leaving: () => this.#hide(true),
      awake: () => this.#awake(),
      unsaved: () => this.#saver.unsaved,
    });
    this.#tick();
    const opening = this.#openSession();
    const answer = await Promise.race([opening, this.#env.wait(PATIENCE).then(() => null)]);
    this.#answered = true;
    if (answer !== null) return answer;
    this.#expect();
    return this.#opening();
  }

  onLateOpening(listener: (opening: Opening<S>) => void): void {
    this.#late = listener;
  }

  update(state: S, urgency: "routine" | "now"): void {
    const completes = this.#record.change(state);
    if (this.#phase === "closed" && (this.#overdue || completes)) this.#missed();
    // The window that keeps the record, or the next launch, finds it there.
    if (this.#phase !== "looking" && this.#phase !== "closed") this.#record.written();
    if (this.#phase !== "open") return;
    if (this.#session.keeps === "nothing") return;
    this.#saver.request(urgency === "now" || completes);
  }

  note(event: LearnerEvent): void {
    if (this.#phase === "open") this.#session.note(event, this.#record.standing(event.module));
    else if (this.#phase === "opening" || this.#phase === "absent") this.#early.push(event);
  }

  onSave(listener: (state: SaveState) => void): void {
    this.#saver.listen(listener);
  }

  async exit(): Promise<SaveState> {
    if (!this.#mine() || this.#session.keeps === "nothing") return this.#exitAside();
    this.#overdue = false;
    const late = this.#env.wait(EXIT_WITHIN).then((): SaveState => {
      this.#overdue = !this.#finished();
      return { kind: "not-saved", why: "The LMS has not answered.", final: false };
    });
    const state = await Promise.race([this.#saver.last(() => this.#close()), late]);
    if (this.#finished()) this.#session.leave();
    return state;
  }

  /** Done after the session was closed: the journal has it for the next launch. */
  #missed(): void {
    const { kind } = this.#saver.state;
    if (kind === "not-recording") return;
    this.#record.written();
    if (kind === "not-saved") return;
    this.#saver.show({ kind: "not-saved", why: "The session has ended.", final: true });
  }

  /** Nothing is recorded here, so there is nothing to wait for; the session still ends in order. */
  async #exitAside(): Promise<SaveState> {
    if (this.#phase === "looking") {
      await this.#session.close(this.#record.standing()).catch(() => undefined);
      this.#phase = "closed";
    }
    const { state } = this.#saver;
    if (this.#finished() && state.kind !== "not-saved") this.#session.leave();
    return state;
  }

  async #openSession(): Promise<Opening<S>> {
    this.#phase = "opening";
    try {
      this.#take(await this.#session.open());
      this.#absences = 0;
    } catch (error) {
      this.#absent(error);
    }
    const opening = this.#opening();
    if (this.#answered && this.#found !== null) this.#late(opening);
    return opening;
  }

  /** Nothing is recorded yet. Who has no API to wait for is asked again. */
  #absent(error: unknown): void {
    const final = error instanceof SessionError && error.final;
    this.#phase = final ? "closed" : "absent";
    if (final) this.#early = [];
    else if (this.#session.launched !== undefined) {
      this.#env.after(retryDelay(++this.#absences, this.#env.random), () => this.#lookAgain());
    }
    if (!final && this.#expect()) {
      this.#saver.show({ kind: "not-saved", why: (error as Error).message, final });
    } else {
      this.#saver.show({ kind: "not-recording", why: error instanceof EndedError ? "ended" : "no-lms" });
    }
  }

  /** Until the LMS answers, what is done waits in the journal, where the launch says whose it is. */
  #expect(): boolean {
    const launched = this.#session.launched ?? null;
    if (launched !== null && !this.#expected) this.#record.take(launched);
    this.#expected = launched !== null;
    return this.#expected;
  }

  #lookAgain(): void {
    if (this.#phase === "absent") void this.#openSession();
  }

  #take(found: Found): void {
    this.#found = found;
    this.#phase = this.#phaseOf(found);
    this.#record.take(found);
    if (this.#phase !== "open") return;
    for (const event of this.#early.splice(0)) this.note(event);
    if (this.#session.keeps === "nothing") return;
    this.#record.held(found.text);
    // The first write also proves that the LMS takes what is sent.
    this.#saver.request(true);
  }

  #phaseOf(found: Found): "open" | "looking" {
    if (this.#session.keeps === "nothing") {
      this.#saver.show({ kind: "not-recording", why: "web" });
      return "open";
    }
    if (found.mode !== "normal") {
      this.#saver.show({ kind: "not-recording", why: found.mode });
      return "looking";
    }
    this.#claim = this.#env.claim(`${this.#kept} ${found.learner}`, () => this.#mine());
    this.#claim.take();
    return "open";
  }

  /** Whether this window may write; where another one has taken the record over, it is set aside. */
  #mine(): boolean {
    if (this.#phase !== "open") return false;
    if (this.#claim === null || this.#claim.keep()) return true;
    this.#phase = "aside";
    this.#saver.rest({ kind: "not-recording", why: "second-window" });
    return false;
  }

  /** Where the other window is gone, this one goes on with what both did. */
  #takeOver(): void {
    if (this.#claim?.keep() !== true) return;
    this.#phase = "open";
    this.#saver.resume();
    this.#record.join();
    this.#late(this.#opening());
  }

  /** What another window did meanwhile is shown here, and written. */
  #join(): void {
    if (!this.#record.join()) return;
    this.#late(this.#opening());
    this.#saver.request(true);
  }

  #opening(): Opening<S> {
    const found = this.#found;
    const looking = this.#phase === "opening";
    const recording = this.#phase === "open" && this.#session.keeps !== "nothing";
    return {
      state: this.#record.state,
      resumed: this.#record.resumed,
      mode: found?.mode ?? "normal",
      recording: looking || recording,
      captions: found?.captions ?? null,
      muted: found?.muted ?? false,
      mastery: found?.mastery ?? null,
      audience: found?.audience ?? null,
    };
  }

  async #store(): Promise<Stored> {
    this.#mustBeMine();
    const record = this.#record.written();
    try {
      return this.#stored(record, await this.#session.store(record));
    } catch (error) {
      if (error instanceof SessionError && error.final) this.#shutOut();
      throw error;
    }
  }

  /** The LMS has ended the session: all that is done from here on is for the next launch, or another window. */
  #shutOut(): void {
    this.#phase = "closed";
    this.#overdue = true;
    this.#claim?.release();
  }

  async #close(): Promise<Stored> {
    this.#mustBeMine();
    const record = this.#record.written();
    const stored = await this.#session.close(record);
    this.#phase = "closed";
    this.#claim?.release();
    this.#saver.stop();
    return this.#stored(record, stored);
  }

  #mustBeMine(): void {
    if (!this.#mine()) throw new SessionError("Another window keeps the record.");
  }

  #stored(record: Standing, stored: Stored): Stored {
    if (stored === "confirmed") this.#record.confirmed(record, this.#session.keeps === "store");
    return stored;
  }

  #hide(leaving: boolean): void {
    if (this.#mine()) this.#session.hide(this.#record.written(), leaving);
    else if (this.#phase === "looking") this.#session.hide(this.#record.standing(), leaving);
    if (!leaving) return;
    this.#phase = "closed";
    this.#claim?.release();
    this.#saver.stop();
  }

  #awake(): void {
    if (this.#phase === "absent") this.#lookAgain();
    else if (this.#phase === "aside") this.#takeOver();
    else if (this.#mine()) {
      this.#join();
      this.#saver.nudge();
    }
  }

  #finished(): boolean {
    return this.#phase === "closed";
  }

  /** Reading the stopwatch now and then keeps sleep apart from work; the claim is renewed. */
  #tick(): void {
    this.#elapsed();
    this.#mine();
    void this.#env.wait(TICK).then(() => this.#tick());
  }
}
