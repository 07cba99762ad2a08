// Faults between content and engine, as tests/browser/scorm_setup.py describes them in `Rule`.

export class Rules {
  #rules = [];

  constructor(given) {
    for (const rule of given) this.add(rule);
  }

  add(rule) {
    const element = rule.element === undefined ? null : new RegExp(`^(?:${rule.element})$`);
    this.#rules.push({ ...rule, element, skip: rule.skip ?? 0, times: rule.times ?? Infinity });
  }

  clear() {
    this.#rules.length = 0;
  }

  /** The rule that holds for this call, or null; it has then been used once. */
  take(method, args) {
    for (const rule of this.#rules) {
      if (rule.method !== method || rule.times === 0) continue;
      if (rule.element !== null && !rule.element.test(String(args[0]))) continue;
      if (rule.skip > 0) {
        rule.skip--;
        continue;
      }
      rule.times--;
      return rule;
    }
    return null;
  }
}

/** JSON lacks `undefined`. */
export function answerOf(given) {
  return given !== null && typeof given === "object" && given.undefined === true ? undefined : given;
}

/** Blocks the page as an LMS does: by a request that is long in coming. */
export function block(milliseconds) {
  const request = new XMLHttpRequest();
  request.open("GET", `/lms/wait?seconds=${milliseconds / 1000}`, false);
  try {
    request.send();
  } catch {
    // A page that goes is not held up.
  }
}
