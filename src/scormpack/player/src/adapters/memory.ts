/** No LMS: the package for the web, opened from a server or from disk. Nothing is recorded. */

import type { Found, Session, Stored } from "../session.ts";

export class MemorySession implements Session {
  readonly keeps = "nothing";

  open(): Promise<Found> {
    return Promise.resolve({
      mode: "normal",
      text: null,
      position: null,
      completed: false,
      learner: "web",
      captions: null,
      muted: false,
      mastery: null,
      audience: null,
    });
  }

  store(): Promise<Stored> {
    return Promise.resolve("unverifiable");
  }

  note(): void {}

  hide(): void {}

  close(): Promise<Stored> {
    return Promise.resolve("unverifiable");
  }

  leave(): void {}
}
