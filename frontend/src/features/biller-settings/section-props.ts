import type { FormErrors } from "@/components/error-summary";
import type { Draft } from "./draft";

export interface SectionProps {
  draft: Draft;
  errors: FormErrors;
  set: (name: string, value: string) => void;
}
