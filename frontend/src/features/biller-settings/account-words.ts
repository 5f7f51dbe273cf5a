const COUNT = /^(?:\{(\d{1,2})\}|)$/;

/** "\\d{10}" -> "10 digits", "NE-\\d{6}" -> "NE, then 6 digits". Null when the pattern has parts that take more words than they save. */
export function formatDescription(pattern: string): string | null {
  const body = pattern.replace(/^\^/, "").replace(/\$$/, "");
  const words: string[] = [];
  let rest = body;
  while (rest !== "") {
    const part = /^(?:(\\d|\[0-9\])|(\[A-Z\])|([A-Za-z0-9]+(?![{?*+]))|\((?:\?:)?([A-Za-z0-9]+(?:\|[A-Za-z0-9]+)*)\)|([- ]|\\-))(\{\d{1,2}\})?/.exec(rest);
    if (!part || /^[{?*+]/.test(rest.slice(part[0].length))) return null;
    const [whole, digit, letter, literal, choices, , repeat] = part;
    const count = Number(COUNT.exec(repeat ?? "")?.[1] ?? 1);
    if (digit) words.push(count === 1 ? "a digit" : `${count} digits`);
    else if (letter) words.push(count === 1 ? "a letter" : `${count} letters`);
    else if (literal) words.push(literal.toUpperCase());
    else if (choices) words.push(choices.toUpperCase().split("|").join(" or "));
    rest = rest.slice(whole.length);
  }
  return words.length === 0 ? null : words.join(", then ");
}
