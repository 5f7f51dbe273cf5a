import type { components } from "@/api/schema";
import type { Value } from "./places";

type Schemas = components["schemas"];

const address = { street: "", city: "", state: "", postal_code: "", country: "US" } satisfies Required<Schemas["Address"]>;
const phone = { number: "", extension: "", kind: "" } satisfies Required<Schemas["Phone"]>;
const person = {
  last_name: "", first_name: "", middle_name: "", suffix: "", is_entity: false, other_names: [], birth_date: "", sex: "", occupation: "", naics_code: "",
  tax_number: { kind: "1", number: "" }, identifications: [], identification_unknown: false, address, phones: [], emails: [],
} satisfies Required<Schemas["Person"]>;
const institution = {
  name: "", trade_name: "", address, ein: "", kind: "4", subtype: "", other_kind: "", other_subtype: "", regulator: "7", control_number: "",
} satisfies Required<Schemas["Institution"]>;
const subject = { person, all_unknown: false, role: "", admitted: null, websites: [], relationships: [], accounts: [] } satisfies Required<Schemas["Subject"]>;
const participant = { person, role: "50", cash_in: null, cash_out: null, several_transactions: false, accounts: [] } satisfies Required<Schemas["Participant"]>;

/** What is added to a list: nothing of it is filled in. */
export const blank = {
  identification: { kind: "", number: "", country: "US", state: "", other: "" } satisfies Required<Schemas["Identification"]>,
  phone, institution, subject, participant,
  relationship: { institution_tin: "", kind: "customer", continues: true, other: "" } satisfies Required<Schemas["Relationship"]>,
  heldAccount: { number: "", institution_tin: "", closed: false } satisfies Required<Schemas["HeldAccount"]>,
  touchedAccount: { number: "", cash_in: true } satisfies Required<Schemas["TouchedAccount"]>,
  activity: { subtype: "", other: "" } satisfies Required<Schemas["Classification"]>,
  ipAddress: { address: "", day: null, time: "" } satisfies Required<Schemas["IpAddress"]>,
  instrument: { kind: "6", subtype: "33", other: "" } satisfies Required<Schemas["Instrument"]>,
  cashLine: { kind: "46", dollars: 0, country: "", other: "" } satisfies Required<Schemas["CashLine"]>,
} satisfies Record<string, Value>;
