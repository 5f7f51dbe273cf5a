import { useContext, useMemo } from "react";
import { Draft } from "./draft-context";
import type { Option } from "./inputs";

/** FinCEN's codes for a place of the form, as choices. */
export function useOptions(field: string): Option[] {
  const { codes } = useContext(Draft);
  return useMemo(() => codes.filter((each) => each.field === field).map(({ code, words, group }) => ({ value: code, words, group })), [codes, field]);
}
