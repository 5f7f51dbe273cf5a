import { Fragment, useMemo, useState, type ReactNode } from "react";
import { Choice, SelectField, TextField } from "@/components/field";
import { TextArea } from "@/components/text-area";
import { countries } from "@/lib/countries";
import { formatDate } from "@/lib/dates";
import { formatMoney, parseMoney, toInputText } from "@/lib/money";
import { usePlace } from "./draft-context";
import type { Value } from "./places";

interface InputProps {
  at: string;
  label: string;
  hint?: string;
  width?: 5 | 10 | 20;
}

const textOf = (value: Value): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** A label and a value, where a filing is only read; nothing for what is not there. */
function Read({ label, value }: { label: string; value: ReactNode }) {
  if (value === "" || value === null || value === undefined) return null;
  return (
    <div className="filing-read">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const hinted = (hint: string | undefined, advice: string | undefined) => {
  const words = [hint, advice && `Note: ${advice}`].filter(Boolean).join(" ");
  return words === "" ? {} : { hint: words };
};

/** Said of a field that FinCEN lets be unknown: then it is empty and says so in the file. */
function Unknown({ label, isUnknown, onChange }: { label: string; isUnknown: boolean; onChange: (isUnknown: boolean) => void }) {
  return <Choice label={<>Unknown<span className="visually-hidden">: {label}</span></>} checked={isUnknown} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

export function Text({ at, label, hint, width, maybeUnknown = false, kept = (typed) => typed, shown = (text) => text }: InputProps & { maybeUnknown?: boolean; kept?: (typed: string) => string; shown?: (text: string) => string }) {
  const { value, reading, put, error, advice } = usePlace(at);
  if (reading) return <Read label={label} value={value === null ? (maybeUnknown ? "Unknown" : "") : shown(textOf(value))} />;
  return (
    <div className="filing-field">
      <TextField
        label={label} name={at} {...hinted(hint, advice)} {...(width ? { width } : {})} error={error} autoComplete="off" spellCheck={false}
        value={shown(textOf(value))} readOnly={value === null} placeholder={value === null ? "Unknown" : undefined}
        onChange={(event) => put(kept(event.currentTarget.value))}
      />
      {maybeUnknown ? <Unknown label={label} isUnknown={value === null} onChange={(isUnknown) => put(isUnknown ? null : "")} /> : null}
    </div>
  );
}

const asDate = (digits: string) => (digits.length === 8 ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : digits);

/** Eight digits, of which the month's and the day's may be 00. */
export function BirthDate({ at }: { at: string }) {
  return <Text at={at} label="Date of birth" hint="As 1975-04-30; 00 for a month or day that is unknown." width={10} maybeUnknown kept={(typed) => typed.replaceAll(/\D/g, "").slice(0, 8)} shown={asDate} />;
}

export function Day({ at, label, hint }: InputProps) {
  const { value, reading, put, error, advice } = usePlace(at);
  if (reading) return <Read label={label} value={typeof value === "string" ? formatDate(value) : ""} />;
  return <TextField label={label} name={at} type="date" {...hinted(hint, advice)} width={20} error={error} value={textOf(value)} onChange={(event) => put(event.currentTarget.value || null)} />;
}

/** Whole dollars, rounded up as FinCEN asks, or minor units. `blank` is what an empty field means. */
export function Amount({ at, label, hint, blank, maybeUnknown = false, minor = false }: InputProps & { blank: 0 | null; maybeUnknown?: boolean; minor?: boolean }) {
  const { value, reading, put, error, advice } = usePlace(at);
  const [typed, setTyped] = useState<string | null>(null);
  const scale = minor ? 1 : 100;
  const known = typeof value === "number" && (value !== 0 || blank !== 0);
  const text = known ? toInputText({ amount_minor: value * scale, currency: "USD" }).replace(minor ? "" : /\D00$/, "") : "";
  const parsed = typed === null ? null : parseMoney(typed, "USD");
  const fault = parsed && !parsed.ok && parsed.reason !== "empty" ? "This is no amount of dollars, such as 9,400." : undefined;
  if (reading) return <Read label={label} value={known ? formatMoney({ amount_minor: value * scale, currency: "USD" }).replace(minor ? "" : /\D00$/, "") : value === null && maybeUnknown ? "Unknown" : ""} />;
  return (
    <div className="filing-field">
      <TextField
        label={label} name={at} width={10} inputMode="decimal" autoComplete="off" {...hinted(hint, advice)} error={fault ?? error}
        value={typed ?? text} readOnly={maybeUnknown && value === null} placeholder={maybeUnknown && value === null ? "Unknown" : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          const amount = parseMoney(event.currentTarget.value, "USD");
          if (amount.ok) put(Math.ceil(amount.amountMinor / scale));
          else if (amount.reason === "empty") put(blank);
        }}
        onBlur={() => (fault ? undefined : setTyped(null))}
      />
      {maybeUnknown ? <Unknown label={label} isUnknown={value === null} onChange={(isUnknown) => (setTyped(null), put(isUnknown ? null : blank))} /> : null}
    </div>
  );
}

export function Check({ at, label, hint }: InputProps) {
  const { value, reading, put, error } = usePlace(at);
  if (reading) return value === true ? <Read label={label} value="Yes" /> : null;
  return (
    <div className="field" data-invalid={error === undefined ? undefined : ""}>
      {error === undefined ? null : <p className="field-error"><span>Error:</span> {error}</p>}
      <Choice label={label} name={at} {...(hint ? { hint } : {})} checked={value === true} onChange={(event) => put(event.currentTarget.checked)} />
    </div>
  );
}

export interface Option {
  value: string;
  words: string;
  group?: string;
}

interface PickProps extends InputProps {
  options: readonly Option[];
  /** Offered where nothing may be chosen. */
  none?: string;
  /** Where the content has another value than the option's text. */
  read?: (value: Value) => string;
  keep?: (chosen: string) => Value;
  onPicked?: (chosen: string) => void;
}

/** One of several. What is there and not among them stays there. */
export function Pick({ at, label, hint, options, none, read = textOf, keep = (chosen) => chosen, onPicked }: PickProps) {
  const { value, reading, put, error, advice } = usePlace(at);
  const chosen = read(value);
  // Countries are many, and a key pressed anywhere draws the form anew.
  const choices = useMemo(() => choicesOf(options), [options]);
  if (reading) return <Read label={label} value={options.find((option) => option.value === chosen)?.words ?? chosen} />;
  const known = chosen === "" || options.some((option) => option.value === chosen);
  return (
    <SelectField
      label={label} name={at} {...hinted(hint, advice)} error={error} value={chosen}
      onChange={(event) => {
        put(keep(event.currentTarget.value));
        onPicked?.(event.currentTarget.value);
      }}
    >
      {none !== undefined || chosen === "" ? <option value="">{none ?? "Choose"}</option> : null}
      {known ? null : <option value={chosen}>{chosen}</option>}
      {choices}
    </SelectField>
  );
}

function choicesOf(options: readonly Option[]): ReactNode[] {
  const groups = [...new Set(options.map(({ group }) => group ?? ""))];
  return groups.map((group) => {
    const inside = options.filter((option) => (option.group ?? "") === group).map(({ value, words }) => <option key={value} value={value}>{words}</option>);
    return group === "" ? <Fragment key={group}>{inside}</Fragment> : <optgroup key={group} label={group}>{inside}</optgroup>;
  });
}

const countryOptions: Option[] = countries().map(({ code, name }) => ({ value: code, words: name }));
const unknownToo: Option[] = [{ value: "?", words: "Unknown" }, ...countryOptions];

export function Country({ at, label = "Country", maybeUnknown = false }: { at: string; label?: string; maybeUnknown?: boolean }) {
  return (
    <Pick
      at={at} label={label} options={maybeUnknown ? unknownToo : countryOptions} none="Not filled in"
      read={(value) => (value === null ? "?" : textOf(value))} keep={(chosen) => (chosen === "?" ? null : chosen)}
    />
  );
}

/** Short texts, one a line. */
export function Lines({ at, label, hint = "One a line." }: InputProps) {
  const { value, reading, put, error, advice } = usePlace(at, true);
  const lines = Array.isArray(value) ? value.map(textOf) : [];
  if (reading) return <Read label={label} value={lines.join(", ")} />;
  return <TextArea label={label} name={at} {...hinted(hint, advice)} rows={Math.max(2, lines.length)} error={error} value={lines.join("\n")} onChange={(event) => put(event.currentTarget.value === "" ? [] : event.currentTarget.value.split("\n"))} onBlur={() => put(lines.map((line) => line.trim()).filter(Boolean))} />;
}

export function LongText({ at, label, hint, rows }: InputProps & { rows: number }) {
  const { value, reading, put, error, advice } = usePlace(at, true);
  if (reading) return <p className="case-words">{textOf(value)}</p>;
  return <TextArea label={label} name={at} {...hinted(hint, advice)} rows={rows} error={error} value={textOf(value)} onChange={(event) => put(event.currentTarget.value)} />;
}
