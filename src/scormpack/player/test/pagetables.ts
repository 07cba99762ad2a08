/** The tables of docs/standards/, as data: what a page says, the tests have the player do. */

import { readFileSync } from "node:fs";

/** By the heading of its column. */
export type Row = Readonly<Record<string, string>>;

export function page(name: string): string {
  return readFileSync(new URL(`../../../../docs/standards/${name}.md`, import.meta.url), "utf8");
}

/** The rows of the one table under a heading of the page. */
export function tableUnder(text: string, heading: string): readonly Row[] {
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  const [head, , ...rows] = (section ?? "").split("\n").filter((line) => line.startsWith("|")).map(cells);
  if (head === undefined) throw new Error(`no table under ${heading}`);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

/** What a cell has in code, in order. */
export function coded(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

function cells(line: string): string[] {
  return line.slice(1, -1).split("|").map((cell) => cell.trim());
}
