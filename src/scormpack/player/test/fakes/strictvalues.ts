/** Data types of the SCORM data models: what is wrong with a value. */

/** `range`: of the right type, but out of bounds, for which SCORM 2004 has an error of its own. */
export interface Wrong {
  readonly range: boolean;
  readonly why: string;
}

export type Check = (value: string) => Wrong | null;

export function mistyped(why: string): Wrong {
  return { range: false, why };
}

export function oneOf(...words: readonly string[]): Check {
  return (value) => (words.includes(value) ? null : mistyped("not in the vocabulary"));
}

export function matching(pattern: RegExp, what: string, most = Number.POSITIVE_INFINITY): Check {
  return (value) => (pattern.test(value) ? atMost(most)(value) : mistyped(`not ${what}`));
}

/** The smallest permitted maximum, at which LMSs cut or refuse. */
export function atMost(most: number): Check {
  return (value) => (value.length > most ? mistyped(`${value.length} characters, at most ${most}`) : null);
}

/** A number written in `form`, from `low` to `high`. */
export function between(low: number, high: number, form: RegExp): Check {
  return (value) => {
    if (!form.test(value)) return mistyped("not a number of the standard");
    const fits = Number(value) >= low && Number(value) <= high;
    return fits ? null : { range: true, why: `not between ${low} and ${high}` };
  };
}

export function either(...checks: readonly Check[]): Check {
  return (value) => {
    const wrong = checks.map((check) => check(value));
    return wrong.includes(null) ? null : (wrong.at(-1) ?? null);
  };
}

/** Values divided by `separator`, each of which passes; at most `most`. */
export function list(separator: string, item: Check, most = 36): Check {
  return (value) => {
    const items = value.split(separator);
    if (items.length > most) return mistyped(`${items.length} values, at most ${most}`);
    return items.map(item).find((wrong) => wrong !== null) ?? null;
  };
}

/** As `list`, each value once. */
export function set(separator: string, item: Check, most = 36): Check {
  const each = list(separator, item, most);
  return (value) => {
    const items = value.split(separator);
    return new Set(items).size < items.length ? mistyped("a value twice") : each(value);
  };
}

/** Two values with `separator` between them. */
export function pair(separator: string, first: Check, second: Check): Check {
  return (value) => {
    const at = value.indexOf(separator);
    if (at < 0) return mistyped(`no ${separator}`);
    return first(value.slice(0, at)) ?? second(value.slice(at + separator.length));
  };
}
