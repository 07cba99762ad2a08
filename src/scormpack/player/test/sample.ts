/** A small module for tests: a minute of video, two job aids, two questions. */

import type { Content, QuestionData } from "../src/content.ts";
import type { Found } from "../src/session.ts";

export const one: QuestionData = {
  id: "one",
  text: "Which?",
  several: false,
  choices: [
    { id: "a", text: "This", correct: true },
    { id: "b", text: "That", correct: false },
  ],
};

export const several: QuestionData = {
  id: "several",
  text: "Which of these?",
  several: true,
  choices: [
    { id: "a", text: "This", correct: true },
    { id: "b", text: "That", correct: false },
    { id: "c", text: "And this", correct: true },
  ],
};

export const content: Content = {
  module: {
    id: "sample",
    title: "Sample",
    series: null,
    version: "1.0.0",
    language: "en-US",
    minutes: 1,
    audience: "officer",
  },
  video: { duration: 60, chapters: [], transcriptCredit: false },
  captions: [],
  descriptions: [],
  aids: [
    { id: "card", title: "Card", packet: false, required: true },
    { id: "steps", title: "Steps", packet: false, required: false },
  ],
  questions: { attempts: 2, items: [one, several] },
  criteria: { watched: 0.9, questions: 0.5, attest: false },
};

/** A first launch by a learner, who is asked for nothing. */
export const found: Found = {
  mode: "normal", text: null, position: null, completed: false, learner: "ann", captions: null, muted: false,
  mastery: null, audience: null,
};
