import { CountryField } from "@/components/country-field";
import type { FormErrors } from "@/components/error-summary";
import { SelectField, TextField } from "@/components/field";
import type { NumberKind } from "./api";

/** What people show at a counter, the most usual first. */
const documents: readonly (readonly [NumberKind, string])[] = [
  ["government_id", "Driver’s license or identity card"],
  ["passport", "Passport"],
  ["alien_id", "Green card (USCIS number)"],
  ["ssn", "Social Security number"],
  ["itin", "ITIN"],
];

/** Who somebody is, copied from their document. `who` begins the fields' names. */
export function PersonFields({ who, legend, errors }: { who: "conductor" | "on_behalf_of"; legend: string; errors: FormErrors }) {
  const at = (name: string) => ({ name: `${who}.${name}`, error: errors[`${who}.${name}`] });
  return (
    <fieldset className="till-person">
      <legend>{legend}</legend>
      <div className="till-fields">
        <TextField label="Given names" {...at("given_names")} autoComplete="off" />
        <TextField label="Family name" {...at("family_name")} autoComplete="off" />
        <TextField label="Date of birth" {...at("birth_date")} type="date" autoComplete="off" width={20} />
        <TextField label="Street and number" {...at("address.line1")} autoComplete="off" />
        <TextField label="Apartment or unit" {...at("address.line2")} autoComplete="off" optional />
        <TextField label="City" {...at("address.city")} autoComplete="off" />
        <TextField label="State or region" {...at("address.region")} autoComplete="off" width={10} hint="Two letters in the United States, as in OH." />
        <TextField label="ZIP or postal code" {...at("address.postal_code")} autoComplete="off" width={10} />
        <CountryField label="Country they live in" {...at("address.country")} />
        <SelectField label="What they show" {...at("identification.kind")} defaultValue="government_id">
          {documents.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField label="Its number" {...at("identification.number")} autoComplete="off" spellCheck={false} width={20} />
        <CountryField label="Country that issued it" {...at("identification.country")} />
      </div>
    </fieldset>
  );
}
