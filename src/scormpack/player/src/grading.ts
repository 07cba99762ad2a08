/** Judging answers; nothing here touches the page. */

import type { QuestionData } from "./content.ts";

export type Answers = Readonly<Record<string, readonly string[]>>;

export interface Grade {
  /** Ids of the questions answered right. */
  readonly right: readonly string[];
  /** 0 to 1. */
  readonly share: number;
}

/** A question is right when exactly its right choices are chosen. */
export function isRight(question: QuestionData, chosen: readonly string[]): boolean {
  return question.choices.every((choice) => choice.correct === chosen.includes(choice.id));
}

export function grade(questions: readonly QuestionData[], answers: Answers): Grade {
  const right = questions.filter((each) => isRight(each, answers[each.id] ?? [])).map((each) => each.id);
  return { right, share: questions.length ? right.length / questions.length : 0 };
}

/** Ids of the questions without an answer. */
export function unanswered(questions: readonly QuestionData[], answers: Answers): string[] {
  return questions.filter((each) => (answers[each.id] ?? []).length === 0).map((each) => each.id);
}
