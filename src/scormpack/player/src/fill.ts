/** A sentence of sentences.json with its blanks, `{name}`, filled in their order. */
export function fill(sentence: string, ...values: readonly (string | number)[]): string {
  let at = 0;
  return sentence.replace(/\{.*?\}/g, () => `${values[at++]}`);
}
