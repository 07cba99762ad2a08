/**
 * Prints what the player keeps of modules that a build made, for the Python that reads it
 * (tests/test_decode_source.py): their texts, the text of them all as a series, and receipts.
 * On standard input: contents, and of each what was done, with `played` as ranges in seconds.
 */

import { readFileSync } from "node:fs";
import { encode } from "../src/bookmark.ts";
import type { Content } from "../src/content.ts";
import { addRange, newPlayed } from "../src/progress.ts";
import type { Range } from "../src/progress.ts";
import { moduleReceipt } from "../src/receipt.ts";
import { freshState } from "../src/state.ts";
import type { State } from "../src/state.ts";
import { NOTHING } from "../src/whole.ts";
import { encodeWhole } from "../src/wholetext.ts";

type Done = Omit<State, "played"> & { readonly played: readonly Range[] };
interface Asked {
  readonly contents: readonly Content[];
  readonly done: readonly Done[];
  readonly build: string;
}

const { contents, done, build } = JSON.parse(readFileSync(0, "utf8")) as Asked;
const states = contents.map(({ video: { duration } }, at): State => {
  const { played = [], ...rest } = done[at] ?? {};
  const bits = played.reduce((sum, [from, to]) => addRange(sum, duration, from, to), newPlayed(duration));
  return { ...freshState(duration), ...rest, played: bits };
});
const of = <T>(make: (content: Content, state: State) => T): T[] => contents.map((content, at) => make(content, states[at] as State));
const modules = Object.fromEntries(of((content, state) => [content.module.id, state]));
console.log(
  JSON.stringify({
    modules: of((content, state) => encode(state, content)),
    series: encodeWhole({ ...NOTHING, modules, seconds: 4000, audience: "commander" }, contents, 64_000),
    receipts: of((content, state) => moduleReceipt(content, state, build)),
  }),
);
