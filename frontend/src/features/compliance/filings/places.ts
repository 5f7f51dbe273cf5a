/**
 * A filing's content by place. A place is written as the API writes it in a defect's `input`:
 * `subjects[0].person.last_name`. Nothing here changes a value; a change makes a new one.
 */
export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value };
type Step = string | number;

export function stepsOf(place: string): Step[] {
  return [...place.matchAll(/([A-Za-z_]\w*)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

export function valueAt(content: Value, place: string): Value {
  return stepsOf(place).reduce<Value>((value, step) => below(value, step), content);
}

function below(value: Value, step: Step): Value {
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return typeof value === "object" && value !== null ? value[step] : undefined;
}

export function withValue(content: Value, place: string, value: Value): Value {
  return changed(content, stepsOf(place), value);
}

function changed(content: Value, [step, ...rest]: Step[], value: Value): Value {
  if (step === undefined) return value;
  const next = changed(below(content, step), rest, value);
  if (typeof step === "number") return Object.assign([...(Array.isArray(content) ? content : [])], { [step]: next });
  return { ...(typeof content === "object" && content !== null && !Array.isArray(content) ? content : {}), [step]: next };
}

/** The place and what it stands in, from the inside out: `a[0].b`, `a[0]`, `a`. */
export function outward(place: string): string[] {
  const steps = stepsOf(place);
  return steps.map((_, count) => written(steps.slice(0, steps.length - count)));
}

const written = (steps: Step[]): string => steps.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");

export interface Change {
  place: string;
  before: Value;
  after: Value;
}

/** Where two contents differ. A list that grew or shrank differs as a whole. */
export function changesBetween(before: Value, after: Value, place = ""): Change[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((value, index) => changesBetween(value, after[index], `${place}[${index}]`));
  }
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => changesBetween(before[name], after[name], place === "" ? name : `${place}.${name}`));
  }
  return [{ place, before, after }];
}

const isRecord = (value: Value): value is { [name: string]: Value } => typeof value === "object" && value !== null && !Array.isArray(value);

/** What both changed, each where the other did not; null where they touched the same. */
export function together(base: Value, mine: Value, theirs: Value): Value | null {
  const own = changesBetween(base, mine);
  const other = changesBetween(base, theirs);
  const meet = own.some(({ place }) => other.some((change) => outward(place).includes(change.place) || outward(change.place).includes(place)));
  return meet ? null : own.reduce((content, { place, after }) => withValue(content, place, after), theirs);
}

/** "subjects[0].person.last_name" for people: "subjects 1, person, last name". */
export const placeWords = (place: string): string =>
  stepsOf(place)
    .reduce<string[]>((words, step) => (typeof step === "number" ? [...words.slice(0, -1), `${words.at(-1) ?? ""} ${step + 1}`] : [...words, step.replaceAll("_", " ")]), [])
    .join(", ");

/** A value in a few words, for a comparison. */
export function valueWords(value: Value): string {
  if (value === null) return "unknown";
  if (value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 1 ? "1 entry" : `${value.length} entries`;
  return typeof value === "object" ? "filled in" : String(value);
}
