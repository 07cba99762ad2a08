/** Keeps the record: merges what the LMS and the browser hold, and has it written. */

import { decode, encode } from "./bookmark.ts";
import { stopwatch } from "./clock.ts";
import type { Content } from "./content.ts";
import { inForce, standing } from "./criteria.ts";
import type { Env } from "./env.ts";
import { openJournal } from "./journal.ts";
import type { Journal } from "./journal.ts";
import type { Keeper, Opening, SaveState } from "./keeper.ts";
import { ranges, share, sliceStart } from "./progress.ts";
import { Saver } from "./saver.ts";
import { EndedError, SessionError } from "./session.ts";
import type { Found, Session, Standing, Stored } from "./session.ts";
import type { Settings } from "./settings.ts";
import { freshState, merge } from "./state.ts";
import type { LearnerEvent, State } from "./state.ts";

/** Seconds that the page waits for the LMS before it starts without it. */
const PATIENCE = 3;
const EXIT_WITHIN = 10;
/** Seconds. Sleep is told from the gap between two ticks. */
const TICK = 30;

export class RecordKeeper implements Keeper {
  readonly #session: Session;
  readonly #settings: Settings;
  readonly #env: Env;
  readonly #saver: Saver;
  readonly #elapsed: () => number;
  /** With the criteria in force. */
  #content: Content;
  #state: State;
  /** What the LMS and the journal held: merged into all that is written. */
  #kept: State | null = null;
  #journal: Journal | null = null;
  #found: Found | null = null;
  #phase: "new" | "opening" | "absent" | "open" | "aside" | "closed" = "new";
  #early: LearnerEvent[] = [];
  #answered = false;
  /** Whether the page has changed the state since it was made here. */
  #touched = false;
  /** Whether the LMS has confirmed the completion, in this session. */
  #confirmed = false;
  /** Whether Exit took longer than the learner was asked to wait: they may have gone on. */
  #overdue = false;
  #late: (opening: Opening) => void = () => undefined;

  constructor(session: Session, content: Content, settings: Settings, env: Env) {
    this.#session = session;
    this.#content = content;
    this.#settings = settings;
    this.#env = env;
    this.#state = freshState(content.video.duration);
    this.#elapsed = stopwatch(env.clock);
    this.#saver = new Saver(() => this.#store(), env);
  }

  async open(): Promise<Opening> {
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
    return answer ?? this.#opening();
  }

  onLateOpening(listener: (opening: Opening) => void): void {
    this.#late = listener;
  }

  update(state: State, urgency: "routine" | "now"): void {
    const before = this.#state.completed;
    this.#touched = true;
    this.#state = this.#settled(state);
    if (this.#phase === "closed" && this.#overdue) this.#missed();
    if (this.#phase !== "open") return;
    this.#record();
    if (this.#session.keeps === "nothing") return;
    this.#saver.request(urgency === "now" || this.#state.completed !== before);
  }

  note(event: LearnerEvent): void {
    if (this.#phase === "open") this.#session.note(event, this.#standing());
    else if (this.#phase === "opening") this.#early.push(event);
  }

  onSave(listener: (state: SaveState) => void): void {
    this.#saver.listen(listener);
  }

  async exit(): Promise<SaveState> {
    if (this.#phase !== "open" || this.#session.keeps === "nothing") return this.#exitAside();
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
    this.#record();
    if (this.#saver.state.kind === "not-saved") return;
    this.#saver.show({ kind: "not-saved", why: "The session has ended.", final: true });
  }

  /** Nothing is recorded here, so there is nothing to wait for; the session still ends in order. */
  async #exitAside(): Promise<SaveState> {
    if (this.#looking()) {
      await this.#session.close(this.#standing()).catch(() => undefined);
      this.#phase = "closed";
    }
    if (this.#finished()) this.#session.leave();
    return this.#saver.state;
  }

  async #openSession(): Promise<Opening> {
    this.#phase = "opening";
    try {
      await this.#take(await this.#session.open());
    } catch (error) {
      this.#phase = error instanceof SessionError && error.final ? "closed" : "absent";
      this.#early = [];
      const why = error instanceof EndedError ? "ended" : "no-lms";
      this.#saver.show({ kind: "not-recording", why });
    }
    const opening = this.#opening();
    if (this.#answered && this.#found !== null) this.#late(opening);
    return opening;
  }

  /** Merges what the LMS holds with what the browser holds of the same learner. */
  async #take(found: Found): Promise<void> {
    this.#found = found;
    const activity = this.#settings.activityId;
    // Where the LMS names nobody, the next learner here would get this one's record.
    if (found.learner !== "") {
      this.#journal = openJournal(this.#env.store, found.learner, activity, this.#env.clock.now);
    }
    const held = this.#read(found.text);
    const entry = this.#journal?.read() ?? null;
    const journaled = this.#read(entry?.text ?? null);
    const kept = this.#most([held, journaled, this.#told(found)]);
    this.#kept = kept;
    const criteria = inForce(this.#content.criteria, found.mastery);
    this.#content = { ...this.#content, criteria };
    // Only the build's criteria were known so far.
    this.#state = { ...this.#state, completed: false };
    this.#state = this.#touched ? this.#settled(this.#state) : (kept ?? this.#state);
    this.#phase = await this.#phaseOf(found, `scormpack ${activity} ${found.learner}`);
    if (this.#phase !== "open") return;
    for (const event of this.#early.splice(0)) this.note(event);
    if (this.#session.keeps === "nothing") return;
    if (entry !== null && entry.text === found.text) this.#journal?.clear(entry.text);
    // The first write also proves that the LMS takes what is sent.
    this.#saver.request(true);
  }

  async #phaseOf(found: Found, name: string): Promise<"open" | "aside"> {
    if (this.#session.keeps === "nothing") {
      this.#saver.show({ kind: "not-recording", why: "web" });
      return "open";
    }
    if (found.mode !== "normal") {
      this.#saver.show({ kind: "not-recording", why: found.mode });
      return "aside";
    }
    if (await this.#env.claim(name)) return "open";
    this.#saver.show({ kind: "not-recording", why: "second-window" });
    return "aside";
  }

  #opening(): Opening {
    const found = this.#found;
    const looking = this.#phase === "opening";
    const recording = this.#phase === "open" && this.#session.keeps !== "nothing";
    return {
      state: this.#state,
      resumed: this.#kept !== null,
      mode: found?.mode ?? "normal",
      recording: looking || recording,
      captions: found?.captions ?? null,
      muted: found?.muted ?? false,
      criteria: this.#content.criteria,
    };
  }

  async #store(): Promise<Stored> {
    const record = this.#record();
    return this.#stored(record, await this.#session.store(record));
  }

  async #close(): Promise<Stored> {
    const record = this.#record();
    const stored = await this.#session.close(record);
    this.#phase = "closed";
    this.#saver.stop();
    return this.#stored(record, stored);
  }

  /** Journal first, so that what the write loses is still known. */
  #record(): Standing {
    const record = this.#standing();
    this.#journal?.append(record.text, this.#confirmed);
    return record;
  }

  #stored(record: Standing, stored: Stored): Stored {
    if (stored !== "confirmed") return stored;
    this.#confirmed ||= record.completed;
    if (this.#session.keeps === "store") this.#journal?.clear(record.text);
    else this.#journal?.seen(record.text);
    return stored;
  }

  #hide(leaving: boolean): void {
    if (this.#phase !== "open" && !this.#looking()) return;
    const record = this.#phase === "open" ? this.#record() : this.#standing();
    this.#session.hide(record, leaving);
    if (!leaving) return;
    this.#phase = "closed";
    this.#saver.stop();
  }

  #awake(): void {
    if (this.#phase === "absent") void this.#openSession();
    else if (this.#phase === "open") this.#saver.nudge();
  }

  /** Review or browse; a second window has no session of its own to end. */
  #looking(): boolean {
    return this.#phase === "aside" && this.#found?.mode !== "normal";
  }

  #finished(): boolean {
    return this.#phase === "closed";
  }

  /** Reading the stopwatch now and then keeps sleep apart from work. */
  #tick(): void {
    this.#elapsed();
    void this.#env.wait(TICK).then(() => this.#tick());
  }

  #settled(state: State): State {
    const seconds = (this.#kept?.seconds ?? 0) + Math.round(this.#elapsed());
    const { duration } = this.#content.video;
    // The page may have judged before the LMS said what it asks for.
    const own = { ...state, seconds, completed: false };
    const all = this.#kept === null ? own : merge(this.#kept, own, duration);
    const done = this.#state.completed || standing(this.#content, all).done;
    return { ...all, completed: done };
  }

  #standing(): Standing {
    const state = this.#settled(this.#state);
    const { passed, exhausted } = standing(this.#content, state);
    const { duration } = this.#content.video;
    return {
      text: encode(state, this.#content),
      position: state.position,
      progress: share(state.played, duration),
      completed: state.completed,
      score: state.score,
      passed,
      exhausted,
      segments: ranges(state.played, duration),
      sessionSeconds: this.#elapsed(),
      totalSeconds: state.seconds,
    };
  }

  #read(text: string | null): State | null {
    return decode(text, this.#content);
  }

  #most(states: readonly (State | null)[]): State | null {
    const { duration } = this.#content.video;
    return states.reduce((a, b) => (a && b ? merge(a, b, duration) : (a ?? b)), null);
  }

  /** What the LMS's own fields say, for where the text is damaged or missing. */
  #told(found: Found): State | null {
    if (!found.completed && found.position === null) return null;
    const { duration } = this.#content.video;
    const position = sliceStart(duration, Math.min(found.position ?? 0, duration));
    return { ...freshState(duration), position, completed: found.completed };
  }
}
