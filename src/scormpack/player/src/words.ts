/** Every sentence that the script says, in plain words; the others are in the templates. */

import type { Audience, Content } from "./content.ts";
import { requiredAids } from "./criteria.ts";
import type { CriteriaStanding } from "./criteria.ts";
import type { SaveState } from "./keeper.ts";

/** `1:05`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds) || 0);
  const pad = (n: number): string => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  const tail = pad(whole % 60);
  return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${tail}`;
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
  if (standing.done) return "Nothing. You are done.";
  const parts: string[] = [];
  if (standing.audience === null) parts.push("say who you are");
  if (!standing.watchedDone) parts.push(`Video ${percent(standing.watched)} of ${percent(standing.criteria.watched)}`);
  const aids = standing.aidsLeft.length;
  if (aids) parts.push(`${counted(aids, "job aid")} to read`);
  if (standing.questionsLeft) parts.push(standing.exhausted ? "questions: no attempts left" : "questions");
  if (standing.attestLeft) parts.push("confirm at the end");
  return parts.join(" · ");
}

/** Share of the whole, 0 to 1: each requirement weighs the same. */
export function doneShare(content: Content, standing: CriteriaStanding): number {
  const { watched, questions } = standing.criteria;
  const aids = requiredAids(content, standing.audience).length;
  const parts: number[] = standing.audience === null ? [0] : [];
  if (watched > 0) parts.push(standing.watchedDone ? 1 : Math.min(1, standing.watched / watched));
  for (let n = 0; n < aids; n += 1) parts.push(n < aids - standing.aidsLeft.length ? 1 : 0);
  if (content.questions && questions !== null) parts.push(standing.questionsLeft ? 0 : 1);
  if (standing.criteria.attest) parts.push(standing.attestLeft ? 0 : 1);
  if (standing.done || parts.length === 0) return 1;
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

/** What the footer says, beside the time of the last save. */
export function saveWords(save: SaveState, completed: boolean): string {
  switch (save.kind) {
    case "opening":
      return "Connecting to your training system…";
    case "saving":
      return completed ? "Complete. Saving your record…" : "Saving…";
    case "saved":
      return completed ? "Complete. Your record is saved." : "Saved";
    case "sent":
      return completed ? "Complete. Your record was sent." : "Sent";
    case "not-saved":
      return "";
    case "not-recording":
      if (!completed) return "Not recording.";
      if (save.why === "second-window") return "Finished. The other window keeps the record.";
      return save.why === "review" ? "Already complete." : "Finished. Nothing was recorded.";
  }
}

const reopen =
  "Close this window and open the briefing again from your training system, on this computer: it will send what is missing.";

/** The alert of a save that failed. */
export function alarm(save: SaveState, completed: boolean): string {
  if (save.kind !== "not-saved") return "";
  const what = completed ? "You are done, but your record is not saved yet." : "Not saved.";
  const now = save.final ? reopen : "Keep this window open; it tries again by itself.";
  return `${what} ${now}${save.why ? ` (${save.why})` : ""}`;
}

/** The banner under the header: why nothing is recorded; empty where it is. */
export function banner(save: SaveState): string {
  if (save.kind !== "not-recording") return "";
  switch (save.why) {
    case "web":
      return "";
    case "no-lms":
      return "Your training system was not found, so nothing is being recorded. You can watch and read everything. To get credit, close this window and open the briefing again from your training system.";
    case "ended":
      return "Reload ended recording: reopen from the LMS. What you do in this window is not recorded.";
    case "review":
      return "You completed this earlier; nothing will be changed. Look at anything again.";
    case "browse":
      return "Your training system opened this as a preview. Nothing is recorded.";
    case "second-window":
      return "This briefing was opened in another window, which keeps the record now. Go on there, or close it: this window then records again.";
  }
}

export const withoutMenu =
  "Nothing is recorded in this window. To get credit, close it and open the briefing from the list of briefings in your training system.";

export const resumedAt = (seconds: number): string => `Resumed at ${clock(seconds)}.`;

export const videoFailed =
  "The video could not be played. Check your connection and try again. The transcript has every word of it, but to complete the briefing the video must be played.";

export const watchFirst = "Watch the video first.";

export function takenAs(audience: Audience): string {
  return `You take this as: ${audience === "officer" ? "line officer" : "commander or supervisor"}.`;
}

export interface Closing {
  readonly title: string;
  readonly text: string;
  /** Whether the learner may go back to the page. */
  readonly back: boolean;
}

/** What the window says after Save and exit. */
export function closing(save: SaveState, completed: boolean): Closing {
  if (save.kind === "saved")
    return {
      title: completed ? "Complete. Your record is saved." : "Your progress is saved",
      text: completed
        ? "You can close this window now."
        : "You can close this window now. Next time you start where you left off.",
      back: false,
    };
  if (save.kind === "sent")
    return {
      title: completed ? "Complete. Your record was sent." : "Your progress was sent",
      text: "Your training system took it, but does not let this page check. You can close this window now.",
      back: false,
    };
  if (save.kind === "not-recording" && (save.why === "review" || save.why === "browse"))
    return { title: "You can close this window now", text: "Nothing was changed.", back: false };
  if (save.kind === "not-recording") {
    const title = save.why === "second-window" ? "The other window keeps the record" : "Nothing was recorded";
    return { title, text: banner(save) || "You can close this window now.", back: true };
  }
  if (save.kind === "not-saved" && save.final)
    return { title: "Not saved yet", text: reopen, back: true };
  return {
    title: "Not saved yet",
    text: "Your training system did not answer. Keep this window open and check your connection; saving goes on by itself. If it still fails, write down the time, tell your training coordinator, and open the briefing again on this computer: it will send what is missing.",
    back: true,
  };
}

export function next(save: SaveState): string {
  if (save.kind === "saved" || save.kind === "sent")
    return "Choose Save and exit, then close this window. You can come back to the video and the job aids at any time.";
  if (save.kind === "not-recording") return banner(save) || "Open the briefing from your training system to get credit.";
  return "Keep this window open until the record is saved.";
}

/** The same in a module behind a menu, whose bar leads on. */
export function nextInMenu(save: SaveState): string {
  if (save.kind === "saved" || save.kind === "sent")
    return "Go on with Next briefing or All briefings, at the top. Choose Save and exit when you want to leave.";
  return next(save);
}

export function scoreWords(right: number, of: number): string {
  return `${right} of ${of} right`;
}

export function attemptsLeft(attempts: number, allowed: number): string {
  if (allowed === 0) return "You may try again as often as you like.";
  const rest = allowed - attempts;
  if (rest > 0) return `You have ${counted(rest, "attempt")} left.`;
  return "You have no attempts left. Ask your training coordinator to reset this briefing for you.";
}
