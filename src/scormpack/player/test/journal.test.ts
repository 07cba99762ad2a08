import assert from "node:assert/strict";
import { test } from "node:test";
import { browserStore, openJournal } from "../src/journal.ts";
import type { Store } from "../src/journal.ts";

class Shelf implements Store {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

const day = 24 * 3600 * 1000;
const at = (days: number) => () => new Date(days * day);

test("an entry waits for the same learner and activity alone", () => {
  const shelf = new Shelf();
  openJournal(shelf, "ann", "a", at(1)).append("text", false);
  assert.equal(openJournal(shelf, "ann", "a", at(1)).read()?.text, "text");
  assert.equal(openJournal(shelf, "bob", "a", at(1)).read(), null);
  assert.equal(openJournal(shelf, "ann", "b", at(1)).read(), null);
  assert.ok(![...shelf.kept.keys()].join().includes("ann"));
});

test("what was read back is kept for two weeks", () => {
  const shelf = new Shelf();
  const journal = openJournal(shelf, "ann", "a", at(1));
  journal.append("text", false);
  journal.seen("other");
  assert.equal(journal.read()?.seen, false);
  journal.seen("text");
  assert.equal(openJournal(shelf, "ann", "a", at(14)).read()?.text, "text");
  assert.equal(openJournal(shelf, "ann", "a", at(16)).read(), null);
});

test("what was never read back is kept for half a year, not until the training is due again", () => {
  const shelf = new Shelf();
  openJournal(shelf, "ann", "a", at(1)).append("text", false);
  assert.equal(openJournal(shelf, "ann", "a", at(180)).read()?.text, "text");
  assert.equal(openJournal(shelf, "ann", "a", at(182)).read(), null);
});

test("only what was written last is cleared", () => {
  const journal = openJournal(new Shelf(), "ann", "a", at(1));
  journal.append("one", false);
  journal.append("two", false);
  journal.clear("one");
  assert.deepEqual([journal.read()?.text, journal.read()?.sequence], ["two", 2]);
  journal.clear("two");
  assert.equal(journal.read(), null);
});

test("blocked or full storage becomes memory; foreign data is no entry", () => {
  const store = browserStore(() => {
    throw new Error("SecurityError");
  });
  const journal = openJournal(store, "ann", "a", at(1));
  journal.append("text", false);
  assert.equal(journal.read()?.text, "text");
  const shelf = new Shelf();
  openJournal(shelf, "ann", "a", at(1)).append("text", false);
  for (const foreign of ["", "null", "{", "7", '{"text":7}', '{"text":"x"}']) {
    for (const key of shelf.kept.keys()) shelf.setItem(key, foreign);
    assert.equal(openJournal(shelf, "ann", "a", at(1)).read(), null);
  }
});
