import { Fields, Section } from "./groups";
import { Amount, Day, Lines, LongText, Text } from "./inputs";
import { InstitutionFields, PersonFields, PhoneFields } from "./party-fields";

/** A report to OFAC (31 CFR 501.603 and 501.604). */
export function OfacForm() {
  return (
    <>
      <Section title="What was blocked or rejected">
        <Fields>
          <Day at="happened_on" label="On" />
          <Text at="property" label="Description" />
          <Amount at="value_minor" label="Value" blank={null} maybeUnknown minor />
          <Text at="currency" label="Currency" width={5} kept={(typed) => typed.toUpperCase()} />
          <Text at="location" label="Where the property is now" />
          <Text at="authority" label="Sanctions program" hint="As SDGT." />
          <Text at="list_entry" label="Entry of the list" />
          <Lines at="transfer_ids" label="Transfers" />
          <Lines at="other_parties" label="Other parties" />
        </Fields>
      </Section>
      <Section title="What happened">
        <LongText at="facts" label="The facts" rows={8} />
      </Section>
      <Section title="Whose it is">
        <PersonFields at="target" />
      </Section>
      <Section title="Who reports">
        <InstitutionFields at="institution" />
        <Fields>
          <Text at="contact.office" label="Contact" />
          <PhoneFields at="contact.phone" />
          <Text at="contact_email" label="Email address" />
        </Fields>
      </Section>
    </>
  );
}
