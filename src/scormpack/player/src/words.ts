/** Which of sentences.json the script says, and numbers in words; other sentences are in the templates. */

import type { Audience, Content } from "./content.ts";
import { requiredAids } from "./criteria.ts";
import type { CriteriaStanding } from "./criteria.ts";
import { fill } from "./fill.ts";
import type { SaveState } from "./keeper.ts";
import says from "./sentences.json" with { type: "json" };

/** `1:05`, `1:02:03`; no video is a day long. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds) || 0);
  return new Date(whole * 1000).toISOString().slice(11, 19).replace(/^(00:)?0?/, "");
}

/** `1 minute 5 seconds`, for who hears it. */
export function spoken(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds) || 0);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts = minutes ? [counted(minutes, "minute")] : [];
  if (rest || !minutes) parts.push(counted(rest, "second"));
  return parts.join(" ");
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Rounded down: 89.9 % is never shown as the 90 % that is asked for. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}

/** A sentence of the page, with the share of right answers that is asked for instead of its own. */
export function asking(sentence: string, wanted: number): string {
  return sentence.replace(/\d+%/, `${Math.round(wanted * 100)}%`);
}

/** `Video 62% · 1 job aid to acknowledge · questions`. */
export function left(standing: CriteriaStanding): string {
  if (standing.done) return says.nothingLeft;
  const parts: string[] = [];
  if (standing.audience === null) parts.push(says.sayWho);
  if (!standing.watchedDone) parts.push(fill(says.videoLeft, percent(standing.watched), percent(standing.criteria["watched"])));
  const aids = standing.aidsLeft.length;
  if (aids) parts.push(fill(says.aidsLeft, counted(aids, "job aid")));
  if (standing.questionsLeft) parts.push(standing.exhausted ? says.questionsExhausted : "questions");
  if (standing.attestLeft) parts.push(says.confirmAtEnd);
  return parts.join(" · ");
}

/** Share of the whole, 0 to 1: each requirement weighs the same. */
export function doneShare(content: Content, standing: CriteriaStanding): number {
  const { "watched": watched, questions } = standing.criteria;
  const aids = requiredAids(content, standing.audience).length;
  const parts: number[] = standing.audience === null ? [0] : [];
  if (watched > 0) parts.push(standing.watchedDone ? 1 : Math.min(1, standing.watched / watched));
  if (content.questions && questions !== null) parts.push(Number(!standing.questionsLeft));
  if (standing.criteria.attest) parts.push(Number(!standing.attestLeft));
  const all = parts.length + aids;
  if (standing.done || all === 0) return 1;
  return parts.reduce((sum, part) => sum + part, aids - standing.aidsLeft.length) / all;
}

/** What the page says of the record in one state of its saving; of two, the second once all is complete. */
interface Told {
  readonly line?: readonly string[];
  readonly alarm?: readonly string[];
  readonly banner?: string;
  /** Title and text; the banner's where there is no text. */
  readonly closing?: readonly (readonly string[])[];
  readonly next?: string;
}

const states: Readonly<Record<string, Told>> = says.states;

function told(save: SaveState): Told {
  const state = save.kind === "not-saved" && save.final ? "lost" : save.kind;
  return states[save.kind === "not-recording" ? save.why : state] ?? {};
}

/** What the footer says, beside the time of the last save. */
export function saveWords(save: SaveState, completed: boolean): string {
  return told(save).line?.[Number(completed)] ?? "";
}

/** The alert of a save that failed. */
export function alarm(save: SaveState, completed: boolean): string {
  if (save.kind !== "not-saved") return "";
  return `${told(save).alarm?.[Number(completed)]}${save.why ? ` (${save.why})` : ""}`;
}

/** The banner under the header: why nothing is recorded; empty where it is. */
export function banner(save: SaveState): string {
  return told(save).banner ?? "";
}

export const resumedAt = (seconds: number): string => fill(says.resumedAt, clock(seconds));

export function takenAs(audience: Audience): string {
  return audience === "officer" ? says.takenAsOfficer : says.takenAsCommander;
}

export interface Closing {
  readonly title: string;
  readonly text: string;
  /** Whether the learner may go back to the page. */
  readonly back: boolean;
}

/** What the window says after Save and exit. */
export function closing(save: SaveState, completed: boolean): Closing {
  const [title = says.notSavedYet, text = banner(save) || says.notAnswered] = told(save).closing?.[Number(completed)] ?? [];
  const looking = save.kind === "not-recording" && (save.why === "review" || save.why === "browse");
  return { title, text, back: !("at" in save) && !looking };
}

export function next(save: SaveState): string {
  return told(save).next ?? (banner(save) || says.nextNotSaved);
}

/** The same in a module behind a menu, whose bar leads on. */
export function nextInMenu(save: SaveState): string {
  return "at" in save ? says.nextBriefing : next(save);
}

export function scoreWords(right: number, of: number): string {
  return fill(says.scored, right, of);
}

export function attemptsLeft(attempts: number, allowed: number): string {
  if (allowed === 0) return says.noLimit;
  const rest = allowed - attempts;
  if (rest > 0) return fill(says.attemptsLeft, counted(rest, "attempt"));
  return says.noAttempts;
}
