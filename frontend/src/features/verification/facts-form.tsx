import { useState } from "react";
import { Button } from "@/components/button";
import { CountryField } from "@/components/country-field";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Choice, SelectField, TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { parseMoney, toInputText } from "@/lib/money";
import { saveFacts, type Facts, type NumberKind, type Verification } from "./api";
import { numberWords, personalNumbers } from "./words";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What the law wants to know of a person. Kept as typed; what is missing is said when it is handed in. */
export function FactsForm({ facts, onSaved }: { facts: Facts | null; onSaved: (now: Verification) => void }) {
  const [saved, setSaved] = useState(false);
  const form = useForm({
    validate: problemsOf,
    submit: async (fields) => {
      onSaved(await saveFacts(factsOf(fields)));
      setSaved(true);
    },
  });
  const { errors } = form;
  const place = facts?.address;
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} onChange={() => setSaved(false)} aria-label="About you">
      <ErrorSummary errors={errors} attempt={form.attempt} />
      <TextField label="Given names" name="given_names" defaultValue={facts?.given_names} error={errors["given_names"]} autoComplete="given-name" hint="As on your document." />
      <TextField label="Family name" name="family_name" defaultValue={facts?.family_name} error={errors["family_name"]} autoComplete="family-name" />
      <TextField label="Date of birth" name="birth_date" type="date" defaultValue={facts?.birth_date} error={errors["birth_date"]} autoComplete="bday" width={20} />
      <TextField label="Street and number" name="address.line1" defaultValue={place?.line1} error={errors["address.line1"]} autoComplete="address-line1" hint="Where you live. A post office box is not enough." />
      <TextField label="Apartment or unit" name="address.line2" defaultValue={place?.line2} error={errors["address.line2"]} autoComplete="address-line2" optional />
      <TextField label="City" name="address.city" defaultValue={place?.city} error={errors["address.city"]} autoComplete="address-level2" />
      <TextField label="State or region" name="address.region" defaultValue={place?.region} error={errors["address.region"]} autoComplete="address-level1" width={10} hint="In the United States two letters, as in OH." />
      <TextField label="ZIP or postal code" name="address.postal_code" defaultValue={place?.postal_code} error={errors["address.postal_code"]} autoComplete="postal-code" width={10} />
      <CountryField label="Country you live in" name="address.country" value={place?.country} error={errors["address.country"]} />
      <CountryField label="Citizen of" name="citizenships" value={facts?.citizenships[0]} error={errors["citizenships"]} />
      <CountryField label="Also a citizen of" name="citizenships.1" value={facts?.citizenships[1]} none="No other country" />
      <SelectField label="Which number do you have?" name="identification.kind" defaultValue={facts?.identification.kind ?? "ssn"} error={errors["identification.kind"]} hint="U.S. citizens give their Social Security number.">
        {personalNumbers.map((kind) => (
          <option key={kind} value={kind}>
            {numberWords[kind]}
          </option>
        ))}
      </SelectField>
      <TextField label="The number" name="identification.number" defaultValue={facts?.identification.number} error={errors["identification.number"]} autoComplete="off" spellCheck={false} width={20} />
      <CountryField label="Country that issued it" name="identification.country" value={facts?.identification.country} error={errors["identification.country"]} />
      <TextField
        label="About how much will you pay in a month?"
        name="expected_monthly_minor"
        inputMode="decimal"
        defaultValue={facts === null ? "" : toInputText({ amount_minor: facts.expected_monthly_minor, currency: "USD" })}
        error={errors["expected_monthly_minor"]}
        hint="In US dollars. A guess will do."
        width={10}
      />
      <Choice label="I hold a prominent public office, or somebody close to me does" name="is_exposed" defaultChecked={facts?.is_exposed ?? false} hint="Such as a minister, a judge of a high court, or a general." />
      <div className="row">
        <Button type="submit" kind={facts === null ? "primary" : "secondary"} busy={form.busy} busyText="Saving">
          Save
        </Button>
        <span role="status">{saved ? "Saved." : ""}</span>
      </div>
    </form>
  );
}

export function problemsOf(fields: FormData): FormErrors {
  const errors: FormErrors = {};
  if (textOf(fields, "family_name") === "") errors["family_name"] = "Enter your family name.";
  if (!DATE.test(textOf(fields, "birth_date"))) errors["birth_date"] = "Enter your date of birth.";
  if (textOf(fields, "address.line1") === "") errors["address.line1"] = "Enter the street and number where you live.";
  if (textOf(fields, "address.city") === "") errors["address.city"] = "Enter the city.";
  if (textOf(fields, "identification.number") === "") errors["identification.number"] = "Enter the number.";
  if (!parseMoney(textOf(fields, "expected_monthly_minor"), "USD").ok) errors["expected_monthly_minor"] = "Enter an amount, such as 250.";
  return errors;
}

export function factsOf(fields: FormData): Facts {
  const text = (name: string) => textOf(fields, name);
  const amount = parseMoney(text("expected_monthly_minor"), "USD");
  return {
    given_names: text("given_names"),
    family_name: text("family_name"),
    birth_date: text("birth_date"),
    address: {
      line1: text("address.line1"),
      line2: text("address.line2"),
      city: text("address.city"),
      region: text("address.region"),
      postal_code: text("address.postal_code"),
      country: text("address.country"),
    },
    citizenships: [text("citizenships"), text("citizenships.1")].filter((code) => code !== ""),
    identification: { kind: text("identification.kind") as NumberKind, number: text("identification.number"), country: text("identification.country") },
    expected_monthly_minor: amount.ok ? amount.amountMinor : 0,
    is_exposed: fields.get("is_exposed") !== null,
  };
}
