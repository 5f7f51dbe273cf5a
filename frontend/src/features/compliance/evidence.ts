/**
 * Reads what an alert rests on. Each rule brings its own evidence, so it is looked at piece by piece: what is not in the
 * form we know is left out of the pictures and still shown in the table of figures.
 */
type Json = Record<string, unknown>;

export interface Beside {
  asked: string;
  listed: string;
  how: string;
  likeness: number;
}

export interface ListHit {
  list: string;
  listId: string;
  listedName: string;
  listedNameIs: string;
  primaryName: string;
  type: string;
  programs: string[];
  score: number;
  strength: string;
  reasons: string[];
  beside: Beside[];
}

export interface Movement {
  at: string;
  amountMinor: number;
  direction: "in" | "out";
  with: string;
  transferId: string;
}

export interface Step {
  from: string;
  to: string;
  amountMinor: number | null;
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter((one) => one !== "") : []);

export function hitsOf(evidence: Json): ListHit[] {
  return objects(evidence["hits"]).map((hit) => ({
    list: text(hit["list"]),
    listId: text(hit["list_id"]),
    listedName: text(hit["listed_name"]),
    listedNameIs: text(hit["listed_name_is"]),
    primaryName: text(hit["primary_name"]),
    type: text(hit["type"]),
    programs: texts(hit["programs"]),
    score: number(hit["score"]),
    strength: text(hit["strength"]),
    reasons: texts(hit["reasons"]),
    beside: objects(hit["side_by_side"]).map((row) => ({ asked: text(row["asked"]), listed: text(row["listed"]), how: text(row["how"]), likeness: number(row["likeness"]) })),
  }));
}

export function movementsOf(evidence: Json): Movement[] {
  return objects(evidence["timeline"])
    .map((point) => ({
      at: text(point["at"]),
      amountMinor: number(point["amount_minor"]),
      direction: point["direction"] === "in" ? ("in" as const) : ("out" as const),
      with: text(point["with"]),
      transferId: text(point["transfer_id"]),
    }))
    .filter((point) => !Number.isNaN(Date.parse(point.at)));
}

export function stepsOf(evidence: Json): Step[] {
  return objects(evidence["path"])
    .map((step) => ({ from: text(step["from"]), to: text(step["to"]), amountMinor: typeof step["amount_minor"] === "number" ? step["amount_minor"] : null }))
    .filter((step) => step.from !== "" && step.to !== "");
}

const drawn = new Set(["hits", "timeline", "path", "about", "party_id", "party_name", "role", "list_version"]);

/** Which version of the list was asked. */
export const listVersionOf = (evidence: Json): string => text(evidence["list_version"]);

/** The figures that are in no picture: name and value, amounts named by `_minor` as they are. */
export function figuresOf(evidence: Json): { name: string; value: string | number; isAmount: boolean }[] {
  return Object.entries(evidence)
    .filter(([name]) => !drawn.has(name))
    .flatMap(([name, value]) => {
      const isAmount = name.endsWith("_minor");
      const words = name.replace(/_minor$/, "").replaceAll("_", " ");
      if (typeof value === "string" || typeof value === "number") return [{ name: words, value, isAmount: isAmount && typeof value === "number" }];
      if (Array.isArray(value)) return [{ name: words, value: texts(value).join(", "), isAmount: false }];
      return [];
    })
    .filter(({ value }) => value !== "");
}

/** Where each party of a money path stands: senders left of receivers, in steps from the first ones. */
export function columnsOf(steps: readonly Step[]): string[][] {
  const parties = [...new Set(steps.flatMap(({ from, to }) => [from, to]))];
  const depth = new Map(parties.map((party) => [party, 0]));
  // A circle would go on for ever: nobody stands further right than there are parties.
  for (let round = 0; round < parties.length; round += 1) {
    for (const { from, to } of steps) {
      const wanted = (depth.get(from) ?? 0) + 1;
      if (wanted > (depth.get(to) ?? 0) && wanted < parties.length && !comesBefore(steps, to, from)) depth.set(to, wanted);
    }
  }
  const columns: string[][] = [];
  for (const party of parties) (columns[depth.get(party) ?? 0] ??= []).push(party);
  return columns.filter((column) => column !== undefined);
}

/** Whether money had gone from `one` on to `other` in an earlier step: then the step back closes a circle. */
function comesBefore(steps: readonly Step[], one: string, other: string): boolean {
  const reached = new Set([one]);
  for (const { from, to } of steps) if (reached.has(from)) reached.add(to);
  return one !== other && reached.has(other) && steps.findIndex(({ from }) => from === one) < steps.findIndex(({ from, to }) => from === other && to === one);
}
