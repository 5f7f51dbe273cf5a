import { useContext, useMemo } from "react";
import { blank } from "./blanks";
import { Draft, usePlace } from "./draft-context";
import { Fields, Items, Section } from "./groups";
import { Amount, Check, Day, Lines, LongText, Pick, Text, type Option } from "./inputs";
import { PersonFields } from "./party-fields";
import type { Value } from "./places";
import { PlacesAndFiler } from "./places-and-filer";
import { useOptions } from "./use-options";
import { narrativeWords } from "./words";

const roles: Option[] = [{ value: "sender", words: "Sender or purchaser" }, { value: "receiver", words: "Receiver or payee" }, { value: "both", words: "Both" }];
const yesOrNo: Option[] = [{ value: "yes", words: "Yes" }, { value: "no", words: "No" }];
const yesNoWord = (value: Value): string => (value === true ? "yes" : value === false ? "no" : "");

/** FinCEN Form 111, in the order in which a person thinks of it. */
export function SuspiciousForm() {
  const activities = useOptions("activity");
  const relationships = useOptions("relationship");
  const { value: narrative } = usePlace("narrative");
  return (
    <>
      <Section title="Who it is about">
        <Items at="subjects" noun="Subject" blank={blank.subject}>
          {(place) => (
            <>
              <Fields>
                <Pick at={`${place}.role`} label="Part in the activity" options={roles} none="Not said" />
                <Pick at={`${place}.admitted`} label="Admitted it" options={yesOrNo} none="Nobody asked" read={yesNoWord} keep={(chosen) => (chosen === "" ? null : chosen === "yes")} />
                <Check at={`${place}.all_unknown`} label="Nothing at all is known of them" />
              </Fields>
              <PersonFields at={`${place}.person`} withPhoneKind />
              <Fields>
                <Lines at={`${place}.websites`} label="Websites" />
              </Fields>
              <Items at={`${place}.relationships`} noun="Relationship" blank={blank.relationship}>
                {(each) => (
                  <Fields>
                    <Pick at={`${each}.kind`} label="They are the institution’s" options={relationships} />
                    <Text at={`${each}.other`} label="Other relationship, in words" />
                    <Text at={`${each}.institution_tin`} label="Institution’s taxpayer number" width={20} />
                    <Check at={`${each}.continues`} label="It goes on" />
                  </Fields>
                )}
              </Items>
              <Items at={`${place}.accounts`} noun="Account" blank={blank.heldAccount}>
                {(each) => (
                  <Fields>
                    <Text at={`${each}.number`} label="Account number" width={20} />
                    <Text at={`${each}.institution_tin`} label="Institution’s taxpayer number" hint="Unknown stands for an institution abroad." width={20} maybeUnknown />
                    <Check at={`${each}.closed`} label="Closed" />
                  </Fields>
                )}
              </Items>
            </>
          )}
        </Items>
      </Section>
      <Section title="What happened">
        <Fields>
          <Day at="began" label="From" />
          <Day at="ended" label="Until" />
          <Amount at="dollars" label="Amount involved" hint="Whole dollars, rounded up." blank={0} maybeUnknown />
          <Check at="no_amount" label="No amount is involved" />
        </Fields>
        <Items at="activities" noun="Kind of activity" blank={blank.activity}>
          {(place) => (
            <Fields>
              <Pick at={`${place}.subtype`} label="Suspicious activity" options={activities} />
              <Text at={`${place}.other`} label="Other activity, in words" />
            </Fields>
          )}
        </Items>
        <Items at="instruments" noun="Means of payment" blank={blank.instrument}>
          {(place) => <InstrumentFields at={place} />}
        </Items>
        <Items at="ip_addresses" noun="IP address" blank={blank.ipAddress}>
          {(place) => (
            <Fields>
              <Text at={`${place}.address`} label="Address" width={20} />
              <Day at={`${place}.day`} label="Seen on" />
              <Text at={`${place}.time`} label="Time, UTC" hint="As 14:05:00." width={10} />
            </Fields>
          )}
        </Items>
      </Section>
      <Section title="Narrative">
        <LongText at="narrative" label="Who, what, when, where, why and how" rows={16} hint={narrativeWords(typeof narrative === "string" ? narrative : "")} />
      </Section>
      <Section title="Kind of report">
        <Fields>
          <Check at="corrects" label="Corrects or amends an earlier report" />
          <Check at="continuing" label="Continuing activity, reported before" />
          <Text at="prior_number" label="BSA ID of the earlier report" width={20} />
          <Amount at="cumulative_dollars" label="Amount of all reports together" hint="Of continuing activity only." blank={null} />
          <Check at="joint" label="Joint report of several institutions" />
          <Text at="note" label="Note to FinCEN" hint="At most 50 characters." />
        </Fields>
      </Section>
      <PlacesAndFiler />
    </>
  );
}

function InstrumentFields({ at }: { at: string }) {
  const means = useOptions("means");
  const products = useOptions("product");
  const { put } = useContext(Draft);
  const options = useMemo(() => [...means.map((each) => ({ ...each, group: "Means of payment" })), ...products.map((each) => ({ ...each, group: "Product" }))], [means, products]);
  return (
    <Fields>
      <Pick
        at={`${at}.subtype`} label="Product or means of payment" options={options}
        onPicked={(code) => put?.(`${at}.kind`, means.some(({ value }) => value === code) ? "6" : "5")}
      />
      <Text at={`${at}.other`} label="Other, in words" />
    </Fields>
  );
}
