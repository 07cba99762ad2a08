/** A data model as a table, and its lists. Names have `n` for an index: `cmi.objectives.n.id`. */

import type { Check } from "./strictvalues.ts";
import { mistyped } from "./strictvalues.ts";

export interface Element {
  readonly access: "rw" | "ro" | "wo";
  readonly check: Check;
  /** What a fresh attempt holds. */
  readonly initial?: string;
}

export interface Model {
  readonly elements: Readonly<Record<string, Element>>;
  /** Elements that have `_children`. */
  readonly parents: readonly string[];
  /** Lists, with the field that begins an entry; null where any does. */
  readonly lists: Readonly<Record<string, string | null>>;
}

export type Found =
  | { readonly kind: "value"; readonly element: Element }
  | { readonly kind: "children"; readonly names: readonly string[] }
  | { readonly kind: "count" | "no-children" | "no-count" | "unknown" };

export function readWrite(check: Check, initial?: string): Element {
  return { access: "rw", check, ...(initial === undefined ? {} : { initial }) };
}

export function writeOnly(check: Check): Element {
  return { access: "wo", check };
}

/** Without `initial`, an element that has a value only where the LMS was given one. */
export function readOnly(initial?: string): Element {
  return { access: "ro", check: () => mistyped("read-only"), ...(initial === undefined ? {} : { initial }) };
}

export function lookUp(model: Model, name: string): Found {
  const generic = genericName(name);
  const element = Object.hasOwn(model.elements, generic) ? model.elements[generic] : undefined;
  if (element !== undefined) return { kind: "value", element };
  const [, owner = "", keyword] = /^(.+)\._(children|count)$/.exec(generic) ?? [];
  if (keyword === "count" && Object.hasOwn(model.lists, owner)) return { kind: "count" };
  const names = childrenOf(model, owner);
  if (keyword === "children" && model.parents.includes(owner)) return { kind: "children", names };
  const known = Object.hasOwn(model.elements, owner) || names.length > 0;
  if (!known || keyword === undefined) return { kind: "unknown" };
  return { kind: keyword === "children" ? "no-children" : "no-count" };
}

/** `cmi.objectives.3.id` → `cmi.objectives.n.id`; a target of navigation likewise loses its name. */
export function genericName(name: string): string {
  return name.replace(/\.(0|[1-9]\d*)(?=\.)/g, ".n").replace(/\{target=[^{}]+\}$/, "{target}");
}

function childrenOf(model: Model, owner: string): readonly string[] {
  const prefix = `${owner}.${Object.hasOwn(model.lists, owner) ? "n." : ""}`;
  const below = Object.keys(model.elements).filter((name) => name.startsWith(prefix));
  return [...new Set(below.map((name) => name.slice(prefix.length).split(".")[0] ?? ""))];
}

/** Lists have no gaps, and an entry begins with its id. */
export class Lists {
  readonly #model: Model;
  readonly #values: ReadonlyMap<string, string>;

  constructor(model: Model, values: ReadonlyMap<string, string>) {
    this.#model = model;
    this.#values = values;
  }

  /** How many entries `list` has, as `cmi.interactions.0.objectives`. */
  count(list: string): number {
    const start = `${list}.`;
    const within = [...this.#values.keys()].filter((name) => name.startsWith(start));
    return new Set(within.map((name) => Number.parseInt(name.slice(start.length), 10))).size;
  }

  /** Whether each index in `name` is that of an entry. */
  has(name: string): boolean {
    return this.#steps(name).every(({ list, index }) => index < this.count(list));
  }

  place(name: string): "fits" | "skips" | "needs-id" {
    for (const { list, index, rest } of this.#steps(name)) {
      const count = this.count(list);
      if (index > count) return "skips";
      const first = this.#model.lists[genericName(list)] ?? null;
      if (index === count && first !== null && rest !== first) return "needs-id";
    }
    return "fits";
  }

  /** Each index of `name`: the list it is in, and what of the name follows. */
  #steps(name: string): readonly { list: string; index: number; rest: string }[] {
    return [...name.matchAll(/\.(\d+)\./g)].map((match) => ({
      list: name.slice(0, match.index),
      index: Number(match[1]),
      rest: name.slice(match.index + match[0].length),
    }));
  }
}
