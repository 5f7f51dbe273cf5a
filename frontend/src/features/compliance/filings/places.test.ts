import { expect, test } from "vitest";
import { changesBetween, outward, placeWords, together, valueAt, withValue, type Value } from "./places";

const base: Value = { narrative: "One.", dollars: 10, subjects: [{ person: { last_name: "Kessler", first_name: null } }] };

test("a value is read and put by its place, and nothing else changes", () => {
  const after = withValue(base, "subjects[0].person.last_name", "Kesler");

  expect(valueAt(after, "subjects[0].person.last_name")).toBe("Kesler");
  expect(valueAt(after, "subjects[0].person.first_name")).toBeNull();
  expect(valueAt(base, "subjects[0].person.last_name")).toBe("Kessler");
  expect(valueAt(base, "subjects[4].person")).toBeUndefined();
});

test("a place says what it stands in", () => {
  expect(outward("subjects[0].person.last_name")).toEqual(["subjects[0].person.last_name", "subjects[0].person", "subjects[0]", "subjects"]);
});

test("differences are told field by field; a list that grew as a whole", () => {
  const after = withValue(withValue(base, "dollars", 20), "subjects[0].person.first_name", "Mina");

  expect(changesBetween(base, after)).toEqual([
    { place: "dollars", before: 10, after: 20 },
    { place: "subjects[0].person.first_name", before: null, after: "Mina" },
  ]);
  expect(changesBetween(base, withValue(base, "subjects[1]", {})).map(({ place }) => place)).toEqual(["subjects"]);
});

test("what two people changed in different places is brought together", () => {
  const mine = withValue(base, "narrative", "Mine.");
  const theirs = withValue(base, "dollars", 30);

  expect(together(base, mine, theirs)).toEqual({ ...(base as object), narrative: "Mine.", dollars: 30 });
});

test.each([
  ["narrative", "narrative"],
  ["subjects[0].person.last_name", "subjects[1]"],
])("what both changed (%s, %s) is left to a person", (own, other) => {
  expect(together(base, withValue(base, own, "mine"), withValue(base, other, "theirs"))).toBeNull();
});

test("a place reads like words", () => {
  expect(placeWords("subjects[0].person.last_name")).toBe("subjects 1, person, last name");
});
