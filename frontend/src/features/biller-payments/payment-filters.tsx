import type { ReactNode } from "react";
import { TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { dayParam } from "@/components/search-params";
import type { PaymentFilters } from "./api";

interface PaymentFilterFormProps {
  filters: PaymentFilters;
  onApply: (filters: Pick<PaymentFilters, "q" | "from" | "to">) => void;
  clear?: ReactNode;
}

/** Search and days. The key makes the fields follow the address, when Back or a link changes it. */
export function PaymentFilterForm({ filters, onApply, clear }: PaymentFilterFormProps) {
  return (
    <FilterForm
      key={JSON.stringify([filters.q, filters.from, filters.to])}
      label="Payments"
      clear={clear}
      onApply={(values) => onApply({ q: values["q"], from: dayParam(values["from"]), to: dayParam(values["to"]) })}
    >
      <TextField
        label="Confirmation, account or bill number, or a card’s last four digits"
        name="q"
        type="search"
        defaultValue={filters.q}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField label="From day" name="from" type="date" defaultValue={filters.from} />
      <TextField label="To day" name="to" type="date" defaultValue={filters.to} />
    </FilterForm>
  );
}
