import { useMemo } from "react";
import { countries } from "@/lib/countries";
import { SelectField } from "./field";

export function CountryField({ label, name, value, error, hint, none }: { label: string; name: string; value?: string | undefined; error?: string | undefined; hint?: string; none?: string }) {
  const all = useMemo(() => countries(), []);
  return (
    <SelectField label={label} name={name} defaultValue={value ?? (none === undefined ? "US" : "")} error={error} {...(hint === undefined ? {} : { hint })}>
      {none === undefined ? null : <option value="">{none}</option>}
      {all.map((country) => (
        <option key={country.code} value={country.code}>
          {country.name}
        </option>
      ))}
    </SelectField>
  );
}
