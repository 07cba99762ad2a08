/** The menu's side of a series in one package: one session, whose record all modules' pages write. */

import { stopwatch } from "./clock.ts";
import type { Clock } from "./clock.ts";
import type { Audience, Content } from "./content.ts";
import { askedOfEach, forAudience, inForce } from "./criteria.ts";
import type { Keeper, Opening, SaveState } from "./keeper.ts";
import { freshState } from "./state.ts";
import type { LearnerEvent, State } from "./state.ts";
import type { Subject } from "./subject.ts";
import { copied } from "./whole.ts";
import type { Whole } from "./whole.ts";
import { closing } from "./words.ts";

declare global {
  interface Window {
    /** Set by the menu; the page of a module, in its frame, finds it in `parent`. */
    scormpackHost?: SeriesHost;
  }
}

export class SeriesHost {
  readonly #keeper: Keeper<Whole>;
  readonly #build: Subject<Whole>;
  /** With what the launch asks for. */
  #subject: Subject<Whole>;
  readonly #contents: readonly Content[];
  readonly #clock: Clock;
  #whole: Whole;
  #opening: Opening<Whole> | null = null;
  /** The first opening; what a late launch says takes its place in `#opening`. */
  #ready: Promise<Opening<Whole>> | null = null;
  /** The page in the frame; that of an earlier one is told nothing more. */
  #part: Part | null = null;
  #save: SaveState = { kind: "opening" };
  #ended = false;
  #listeners: (() => void)[] = [];

  constructor(keeper: Keeper<Whole>, subject: Subject<Whole>, contents: readonly Content[], clock: Clock) {
    this.#keeper = keeper;
    this.#build = subject;
    this.#subject = subject;
    this.#contents = contents;
    this.#clock = clock;
    this.#whole = subject.fresh();
  }

  /** Opens the session; the menu may be used before it is there. */
  open(): void {
    this.#keeper.onLateOpening((opening) => {
      const asked = this.#opened(opening);
      this.#part?.late(this.#openingOf(this.#part.content, asked));
    });
    this.#keeper.onSave((save) => {
      this.#save = save;
      this.#part?.saved(save);
    });
    this.#ready = this.#keeper.open().then((opening) => this.#opening ?? this.#opened(opening));
  }

  /** The content of a module as it is judged in this session. */
  content(content: Content): Content {
    const asked = this.#opening === null ? content : inForce(content, this.#opening);
    return forAudience(asked, this.#whole.audience);
  }

  /** What the learner says to be, for all modules. */
  choose(audience: Audience): void {
    this.#whole = { ...this.#whole, audience };
    this.#judge(this.#whole);
    this.#keeper.update(this.#whole, "now");
    this.#tell();
  }

  /** Whether it is the learner who says so: not where the launch did. */
  get chooses(): boolean {
    const all = this.#contents.some(({ module }) => module.audience === "all");
    return all && (this.#opening?.audience ?? null) === null;
  }

  /** Whether the launch has said what it has to say. */
  get known(): boolean {
    return this.#opening !== null;
  }

  get audience(): Audience | null {
    return this.#opening?.audience ?? this.#whole.audience;
  }

  state(content: Content): State {
    return this.#whole.modules[content.module.id] ?? freshState(content.video.duration, content.video.slices);
  }

  get completed(): boolean {
    const all = this.#contents.every((content) => this.state(content).completed);
    return all || this.#whole.completed;
  }

  /** Whether a module's page has ended the session: nothing that is done after it is recorded. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether the series is only looked at: nothing is done then that could open a module. */
  get looking(): boolean {
    return (this.#opening?.mode ?? "normal") !== "normal";
  }

  /** Calls back at once and after every change. */
  watch(listener: () => void): void {
    this.#listeners.push(listener);
    listener();
  }

  /** The keeper of the page that was opened in the frame; ends that of the page before. */
  part(id: string): Keeper {
    const content = this.#contents.find(({ module }) => module.id === id);
    if (content === undefined) throw new Error(`no module ${id}`);
    // The frame may have reloaded by itself.
    this.left();
    let [before, elapsed] = [0, stopwatch(this.#clock)];
    const part: Part = {
      content,
      begin: () => {
        [before, elapsed] = [this.state(content).seconds, stopwatch(this.#clock)];
      },
      seconds: () => before + Math.round(elapsed()),
      late: () => undefined,
      saved: () => undefined,
    };
    part.begin();
    this.#part = part;
    const keeper = this.#keeper;
    return {
      open: async () => {
        const first = await (this.#ready ?? Promise.reject(new Error("not open")));
        return this.#openingOf(content, this.#opening ?? first);
      },
      onLateOpening: (listener) => {
        part.late = listener;
      },
      update: (state, urgency) => {
        if (this.#part === part) this.#change(id, { ...copied(state), seconds: part.seconds() }, urgency);
      },
      note: (event) => {
        if (this.#part === part) this.#keeper.note({ ...JSON.parse(JSON.stringify(event)), module: id } as LearnerEvent);
      },
      onSave: (listener) => {
        part.saved = listener;
        listener(this.#save);
      },
      // It is made out for the series: the menu shows it.
      receipt: () => null,
      get waits() {
        return keeper.waits;
      },
      exit: () => this.#exit(),
    };
  }

  /** The frame is empty again. */
  left(): void {
    if (this.#part !== null) this.#keeper.note({ kind: "left", module: this.#part.content.module.id });
    this.#part = null;
  }

  /** Gives what the launch asks of each module. */
  #opened(opening: Opening<Whole>): Opening<Whole> {
    const asked = askedOfEach(this.#contents, opening);
    this.#opening = asked;
    this.#subject = this.#build.under(opening);
    // The pages have judged by the build's criteria so far.
    const unjudged = Object.entries(this.#whole.modules).map(([id, state]) => [id, { ...state, completed: false }]);
    const here = { ...this.#whole, modules: Object.fromEntries(unjudged) as Whole["modules"] };
    this.#judge(this.#subject.merge(opening.state, here));
    // The page's record has to be the later one of the two, for its place and answers to stand.
    this.#part?.begin();
    this.#tell();
    return asked;
  }

  /** As the record does: what is complete stays so. */
  #judge(whole: Whole): void {
    this.#whole = { ...this.#subject.settled(whole, whole, null, 0), seconds: whole.seconds };
  }

  async #exit(): Promise<SaveState> {
    const save = await this.#keeper.exit();
    this.#ended = !closing(save, this.completed).back;
    this.#tell();
    return save;
  }

  #openingOf(content: Content, opening: Opening<Whole>): Opening {
    const resumed = opening.state.modules[content.module.id] !== undefined;
    return { ...opening, resumed, state: this.state(content), audience: this.audience };
  }

  #change(id: string, state: State, urgency: "routine" | "now"): void {
    this.#whole = { ...this.#whole, at: id, modules: { ...this.#whole.modules, [id]: state } };
    this.#keeper.update(this.#whole, urgency);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

interface Part {
  readonly content: Content;
  /** Counts from what is known of earlier sessions. */
  begin(): void;
  /** Seconds spent in the module, in all sessions. */
  seconds(): number;
  late(opening: Opening): void;
  saved(save: SaveState): void;
}
