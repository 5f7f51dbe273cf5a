import { blank } from "./blanks";
import { Fields, Items, Section } from "./groups";
import { Amount, Check, Country, Day, Pick, Text, type Option } from "./inputs";
import { PersonFields } from "./party-fields";
import { PlacesAndFiler } from "./places-and-filer";
import { useOptions } from "./use-options";

const roles: Option[] = [
  { value: "50", words: "Acted for themselves" },
  { value: "17", words: "Acted for somebody else" },
  { value: "23", words: "On whose behalf it was" },
  { value: "58", words: "Common carrier" },
];
const directions: Option[] = [
  { value: "in", words: "Cash went into it" },
  { value: "out", words: "Cash came out of it" },
];

/** FinCEN Form 112, in the order in which a person thinks of it. */
export function CurrencyForm() {
  const kinds = useOptions("cash");
  return (
    <>
      <Section title="Who took part">
        <Items at="participants" noun="Person" blank={blank.participant}>
          {(place) => (
            <>
              <Fields>
                <Pick at={`${place}.role`} label="Part in it" options={roles} />
                <Amount at={`${place}.cash_in`} label="Their cash in" hint="Whole dollars, rounded up." blank={null} />
                <Amount at={`${place}.cash_out`} label="Their cash out" blank={null} />
                <Check at={`${place}.several_transactions`} label="More than one transaction" />
              </Fields>
              <PersonFields at={`${place}.person`} />
              <Items at={`${place}.accounts`} noun="Account" blank={blank.touchedAccount}>
                {(each) => (
                  <Fields>
                    <Text at={`${each}.number`} label="Account number" width={20} />
                    <Pick at={`${each}.cash_in`} label="What happened to it" options={directions} read={(value) => (value === false ? "out" : "in")} keep={(chosen) => chosen === "in"} />
                  </Fields>
                )}
              </Items>
            </>
          )}
        </Items>
      </Section>
      <Section title="The cash">
        <Fields>
          <Day at="transaction_date" label="Business day" />
        </Fields>
        <Items at="lines" noun="Amount" blank={blank.cashLine}>
          {(place) => (
            <Fields>
              <Pick at={`${place}.kind`} label="Kind of transaction" options={kinds} />
              <Amount at={`${place}.dollars`} label="Dollars" hint="Whole dollars, rounded up." blank={0} />
              <Country at={`${place}.country`} label="Country of a foreign currency" />
              <Text at={`${place}.other`} label="Other kind, in words" />
            </Fields>
          )}
        </Items>
        <Fields>
          <Check at="aggregated" label="Aggregated: several below the threshold, nobody known who brought them" />
          <Check at="armored_car" label="By armored car" />
          <Check at="atm" label="At an ATM" />
          <Check at="mail_deposit" label="Deposit or shipment by mail" />
          <Check at="night_deposit" label="Night deposit" />
          <Check at="shared_branching" label="Shared branching" />
        </Fields>
      </Section>
      <Section title="Kind of report">
        <Fields>
          <Text at="prior_number" label="BSA ID of the report that this one corrects" width={20} />
          <Check at="back_filing" label="Filed late at FinCEN’s direction" />
        </Fields>
      </Section>
      <PlacesAndFiler />
    </>
  );
}
