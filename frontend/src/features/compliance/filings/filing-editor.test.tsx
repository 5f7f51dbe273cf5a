import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Filing } from "./api";
import { blank } from "./blanks";
import { FilingEditor } from "./filing-editor";

const content = { ofac: { institution: blank.institution, contact: { office: "", phone: blank.phone }, contact_email: "", target: blank.subject.person, facts: "", property: "One transfer", currency: "USD", transfer_ids: [], other_parties: [] } };
const missing = { code: "missing", severity: "error", field: "facts", reason: "What happened?", path: "facts", input: "facts", hinders: true };
const filing = { id: "fil_1", kind: "ofac_blocking", state: "draft", version: 1, content, defects: [missing] } as unknown as Filing;

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
let saves: { version: number; content: typeof content }[];
let answers: { save: () => Response; check: () => Response; read: () => Response };
const onSaved = vi.fn();
const onDirty = vi.fn();

beforeEach(() => {
  saves = [];
  onSaved.mockClear();
  onDirty.mockClear();
  answers = { save: () => json(200, { ...filing, version: 2, defects: [] }), check: () => json(200, { defects: [] }), read: () => json(500, {}) };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if (url.includes("/codes")) return json(200, []);
    if (url.includes("/check")) return answers.check();
    if (init.method !== "PUT") return answers.read();
    saves.push(JSON.parse(String(init.body)));
    return answers.save();
  });
  Element.prototype.scrollIntoView = () => undefined;
});

async function opened() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FilingEditor filing={filing} onSaved={onSaved} onDirty={onDirty} acts={(hindered) => <p>{`${hindered} hinder`}</p>} />
    </QueryClientProvider>,
  );
  return screen.findByLabelText<HTMLTextAreaElement>("The facts");
}

// One change instead of many keys, and what is looked for by its text: the form is large.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });
const write = (field: HTMLElement, text: string) => fireEvent.change(field, { target: { value: text } });
const press = (text: string) => userEvent.click(screen.getByText(text, { selector: "button, a" }));
const save = () => press("Save");

test("what is wrong stands beside its field and in a summary that leads to it; it is judged again while somebody types", async () => {
  const facts = await opened();
  expect(facts.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("1 thing to put right")).toBeTruthy();
  await press("facts");
  expect(document.activeElement).toBe(facts);

  write(facts, "A transfer was blocked.");

  expect(await screen.findByText("Nothing hinders")).toBeTruthy();
  expect(screen.getByText("0 hinder")).toBeTruthy();
  expect(facts.getAttribute("aria-invalid")).toBeNull();
  expect(saves).toEqual([]);
});

test("a save names the version that was edited, and the next one the version that it made", async () => {
  const facts = await opened();
  write(facts, "First.");
  await save();
  await screen.findByText("Saved");
  write(facts, "Second.");
  await save();

  await waitFor(() => expect(saves.map(({ version }) => version)).toEqual([1, 2]));
  expect(saves[1]?.content.ofac.facts).toBe("Second.");
  expect(onSaved).toHaveBeenCalledTimes(2);
});

test("what was written outlives a save that fails, and can be saved then", async () => {
  answers.save = () => json(503, { code: "filings_unavailable", detail: "We cannot read the filings just now." });
  const facts = await opened();
  write(facts, "An hour of work.");
  await save();
  expect(await screen.findByText(/It could not be saved\./)).toBeTruthy();
  expect(facts.value).toBe("An hour of work.");
  expect(onDirty).toHaveBeenLastCalledWith(true);

  answers.save = () => json(200, { ...filing, version: 2, defects: [] });
  await save();

  expect(await screen.findByText("Saved")).toBeTruthy();
  expect(onDirty).toHaveBeenLastCalledWith(false);
});

test("what somebody else saved meanwhile is shown, and both are brought together", async () => {
  const theirs = { ...filing, version: 7, content: { ofac: { ...content.ofac, property: "Two transfers" } } };
  answers.save = () => json(409, { code: "filing_has_changed", detail: "This filing has changed since." });
  answers.read = () => json(200, theirs);
  const facts = await opened();
  write(facts, "Mine.");
  await save();
  expect(await screen.findByText("Somebody else saved this filing meanwhile")).toBeTruthy();
  expect(facts.value).toBe("Mine.");
  expect(screen.getByText("property").parentElement?.textContent).toContain("Two transfers");

  answers.save = () => json(200, { ...theirs, version: 8, defects: [] });
  await press("Bring both together");
  await save();

  await waitFor(() => expect(saves).toHaveLength(2));
  expect(saves[1]).toMatchObject({ version: 7, content: { ofac: { facts: "Mine.", property: "Two transfers" } } });
});
