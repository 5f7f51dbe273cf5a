import { createContext, useContext } from "react";
import type { Defect, FilingCode } from "./api";
import { valueAt, type Value } from "./places";

export interface DraftContext {
  content: Value;
  /** Puts a value; null where the filing is only read. */
  put: ((place: string, value: Value) => void) | null;
  defects: readonly Defect[];
  codes: readonly FilingCode[];
}

export const Draft = createContext<DraftContext>({ content: {}, put: null, defects: [], codes: [] });

export interface Placed {
  value: Value;
  reading: boolean;
  put: (value: Value) => void;
  /** What has to be put right here. */
  error: string | undefined;
  /** What is worth knowing here and hinders nothing. */
  advice: string | undefined;
}

/** A place of the content with what is said of it; `within` takes what is said of anything inside it as well. */
export function usePlace(place: string, within = false): Placed {
  const { content, put, defects } = useContext(Draft);
  const here = defects.filter(({ input }) => input === place || (within && (input.startsWith(`${place}[`) || input.startsWith(`${place}.`))));
  const said = (hinders: boolean) => here.filter((defect) => defect.hinders === hinders).map(({ reason }) => reason).join(" ") || undefined;
  return { value: valueAt(content, place), reading: put === null, put: (value) => put?.(place, value), error: said(true), advice: said(false) };
}
