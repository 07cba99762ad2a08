/** The knowledge check: answers kept as they are given, judged together, retried as configured. */

import type { Content, QuestionData, QuestionsData } from "./content.ts";
import { all, made, on, one, show, the } from "./dom.ts";
import { fill } from "./fill.ts";
import { grade, isRight, unanswered } from "./grading.ts";
import type { Answers, Grade } from "./grading.ts";
import says from "./sentences.json" with { type: "json" };
import { createStopwatch } from "./stopwatch.ts";
import type { Store } from "./store.ts";
import { mayTry, verdict } from "./verdict.ts";
import { counted, percent, scoreWords } from "./words.ts";

export function setUpQuiz(content: Content, store: Store): void {
  const { questions } = content;
  if (!questions) return;
  const form = the<HTMLFormElement>("check");
  const stopwatch = createStopwatch(form);
  show(the("check-actions"), true);
  let judged: Grade | null = null;
  let wanted = content.criteria.questions;
  let touched = false;
  on(form, "change", () => {
    touched = true;
    store.change({ answers: given(questions) }, "routine");
  });
  on(form, "submit", (event) => {
    event.preventDefault();
    const answers = given(questions);
    const missing = unanswered(questions.items, answers);
    if (judged || !mayTry(content, store.state())) return;
    if (questions["attempts"] && store.waits()) return void present("problem", says.notCheckedYet, says.attemptWaits).focus();
    tellMissing(questions, missing);
    if (missing.length) return;
    judged = finish(questions, answers, store, stopwatch);
    feedback(questions, answers);
    tellResult(content, store, judged).focus();
  });
  on(the("try-again"), "click", () => {
    judged = null;
    clear(form, questions);
    one("input", form)?.focus();
  });
  store.watch((state, standing) => {
    const changed = standing.criteria.questions !== wanted;
    wanted = standing.criteria.questions;
    // The LMS came late, and asks for more or less.
    if (judged && changed) tellResult(content, store, judged);
    // What is being answered stays, unless no attempt is left for it.
    if (judged || (touched && mayTry(content, state))) return;
    tick(state.answers);
    if (state.attempts > 0) tellEarlier(content, store);
  });
}

function given(questions: QuestionsData): Answers {
  const chosen = (id: string): string[] =>
    all<HTMLInputElement>("input:checked", cardOf(id)).map((input) => input.value);
  return Object.fromEntries(questions.items.map((each) => [each.id, chosen(each.id)]).filter(([, ids]) => ids?.length));
}

function cardOf(id: string): HTMLElement {
  return the(`question-${id}`);
}

function tick(answers: Answers): void {
  for (const [id, chosen] of Object.entries(answers)) {
    const card = document.getElementById(`question-${id}`);
    if (!card) continue;
    for (const input of all<HTMLInputElement>("input", card)) input.checked = chosen.includes(input.value);
  }
}

function finish(
  questions: QuestionsData,
  answers: Answers,
  store: Store,
  stopwatch: { take(question: string): number },
): Grade {
  const result = grade(questions.items, answers);
  const { score, attempts } = store.state();
  for (const question of questions.items) {
    const response = answers[question.id] ?? [];
    store.note({
      kind: "answered",
      question: question.id,
      response,
      correct: isRight(question, response),
      seconds: stopwatch.take(question.id),
      attempt: attempts + 1,
    });
  }
  store.change({ answers: {}, attempts: attempts + 1, score: Math.max(score ?? 0, result.share) }, "now");
  return result;
}

/** Says what is missing: a summary that takes the focus, and a line in each question. */
function tellMissing(questions: QuestionsData, missing: readonly string[]): void {
  for (const { id } of questions.items) {
    const lacks = missing.includes(id);
    show(the(`problem-${id}`), lacks);
    if (lacks) cardOf(id).setAttribute("aria-describedby", `problem-${id}`);
    else cardOf(id).removeAttribute("aria-describedby");
  }
  const summary = the("result");
  show(summary, missing.length > 0);
  if (!missing.length) return;
  const list = made("ul");
  for (const id of missing) {
    const link = made("a", `Question ${questions.items.findIndex((each) => each.id === id) + 1}`) as HTMLAnchorElement;
    link.href = `#question-${id}`;
    const row = made("li");
    row.append(link);
    list.append(row);
  }
  present("problem", fill(says.unanswered, counted(missing.length, "question")), list).focus();
}

function feedback(questions: QuestionsData, answers: Answers): void {
  for (const question of questions.items) reveal(question, answers[question.id] ?? []);
  lock(true);
}

/** Whether no answer can be changed: while they are judged, and once no attempt is left. */
function lock(locked: boolean): void {
  for (const input of all<HTMLInputElement>("input", the("check"))) input.disabled = locked;
  show(the("check-answers"), !locked);
}

/** Shows what the page has ready on it: what is told in any case, and of each choice that was made. */
function reveal(question: QuestionData, chosen: readonly string[]): void {
  const card = cardOf(question.id);
  card.classList.add(isRight(question, chosen) ? "is-right" : "is-wrong");
  for (const id of ["", ...chosen]) for (const part of all(`[data-told="${id}"]`, card)) show(part, true);
}

function tellResult(content: Content, store: Store, result: Grade): HTMLElement {
  const score = scoreWords(result.right.length, content.questions?.items.length ?? 0);
  const said = verdict(content, store.state(), store.standing(), score);
  show(the("try-again"), said.mayTry);
  return present(said.good ? "passed" : "failed", said.title, `${score} (${percent(result.share)}).`, ...said.lines);
}

/** After a relaunch: how earlier attempts went. Does not move the focus. */
function tellEarlier(content: Content, store: Store): void {
  const { score, attempts } = store.state();
  const said = verdict(content, store.state(), store.standing(), says.takenBefore);
  const best = fill(says.bestResult, percent(score ?? 0), counted(attempts, "attempt"));
  present(said.good ? "passed" : "failed", said.title, best, ...said.lines);
  if (said.mayTry) return;
  lock(true);
}

function present(kind: string, title: string, ...content: (HTMLElement | string)[]): HTMLElement {
  const box = the("result");
  box.className = `result is-${kind}`;
  const parts = content.map((part) => (typeof part === "string" ? made("p", part) : part));
  box.replaceChildren(made("h3", title), ...parts);
  show(box, true);
  return box;
}

function clear(form: HTMLFormElement, questions: QuestionsData): void {
  form.reset();
  for (const { id } of questions.items) {
    cardOf(id).classList.remove("is-right", "is-wrong");
    for (const part of all("[data-told],[data-problem]", cardOf(id))) show(part, false);
  }
  lock(false);
  show(the("result"), false);
  show(the("try-again"), false);
}
