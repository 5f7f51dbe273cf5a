import { expect, test } from "vitest";
import { countries, countryName } from "./countries";

test("the United States come first, the others by name", () => {
  const all = countries();
  expect(all[0]).toEqual({ code: "US", name: "United States" });
  expect(all[1]?.name).toBe("Afghanistan");
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
});

test("a code that is none keeps its own letters", () => {
  expect(countryName("DE")).toBe("Germany");
  expect(countryName("not a code")).toBe("not a code");
});
