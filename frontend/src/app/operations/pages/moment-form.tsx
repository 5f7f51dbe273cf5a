import type { ReactNode } from "react";
import { SelectField, TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { choiceParam, dayParam } from "@/components/search-params";
import type { MomentSearch } from "../routes";

/** As of which day, and by which of an entry's two dates. */
export function MomentForm({ moment, onApply, clear }: { moment: MomentSearch; onApply: (moment: MomentSearch) => void; clear: ReactNode }) {
  return (
    <FilterForm
      key={`${moment.asOf} ${moment.by}`}
      label="Balances"
      onApply={(values) => onApply({ asOf: dayParam(values["asOf"]), by: choiceParam(values["by"], ["effective", "recorded"] as const) })}
      clear={clear}
    >
      <TextField label="At the end of day (UTC), blank for now" name="asOf" type="date" defaultValue={moment.asOf} />
      <SelectField label="Counted by" name="by" defaultValue={moment.by ?? "effective"}>
        <option value="effective">effective date: when it counts</option>
        <option value="recorded">recorded date: when we knew it</option>
      </SelectField>
    </FilterForm>
  );
}
