import type { DocumentKind, NumberKind, OwnDocument } from "./api";

export const kindWords: Readonly<Record<DocumentKind, string>> = {
  passport: "Passport",
  id_card: "Identity card",
  driver_license: "Driver's license",
  residence_permit: "Residence permit",
  proof_of_address: "Bill or letter with your address",
};

export const numberWords: Readonly<Record<NumberKind, string>> = {
  ssn: "Social Security number",
  itin: "ITIN",
  ein: "EIN",
  passport: "Passport number",
  alien_id: "USCIS number (A-number)",
  government_id: "Number of another government's document",
};

/** An EIN names a business; a person cannot choose it. */
export const personalNumbers: readonly NumberKind[] = ["ssn", "itin", "passport", "alien_id", "government_id"];

export const documentWords: Readonly<Record<OwnDocument["state"], string>> = {
  uploaded: "Sent",
  checked: "Checked, waits for a person",
  verified: "Accepted",
  rejected: "Not accepted",
  expired: "Expired",
};
