import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Choice, ChoiceGroup, SelectField, TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { createApiKey, type NewApiKey, type ShownOnce } from "./api";
import { scopes } from "./scope-words";

const terms = [30, 90, 180, 365];

export function NewKeyForm({ billerId, onMade }: { billerId: string; onMade: (made: ShownOnce) => void }) {
  const form = useForm({
    validate,
    submit: async (fields) => onMade(await createApiKey(billerId, asked(fields))),
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="New API key">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label="Name" name="name" hint="Which program will use it, for example “Nightly bill upload”." error={form.errors["name"]} autoComplete="off" width={20} />
      <ChoiceGroup legend="What it may do" error={form.errors["scope"]}>
        {scopes.map(([permission, words]) => (
          <Choice key={permission} name="scope" value={permission} label={words} />
        ))}
      </ChoiceGroup>
      <SelectField label="Ends after" name="expires_in_days" error={form.errors["expires_in_days"]} defaultValue="90">
        {terms.map((days) => (
          <option key={days} value={days}>
            {days} days
          </option>
        ))}
      </SelectField>
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText="Making the key">
          Make the key
        </Button>
      </div>
    </form>
  );
}

function validate(fields: FormData): FormErrors {
  const errors: FormErrors = {};
  if (textOf(fields, "name") === "") errors["name"] = "Write a name for the key.";
  if (fields.getAll("scope").length === 0) errors["scope"] = "Choose at least one thing the key may do.";
  return errors;
}

function asked(fields: FormData): NewApiKey {
  return {
    name: textOf(fields, "name"),
    scope: scopes.map(([permission]) => permission).filter((permission) => fields.getAll("scope").includes(permission)),
    expires_in_days: Number(textOf(fields, "expires_in_days")),
  };
}
