import { blank } from "./blanks";
import { usePlace } from "./draft-context";
import { Fields, Group, Items } from "./groups";
import { BirthDate, Check, Country, Lines, Pick, Text, type Option } from "./inputs";
import { useOptions } from "./use-options";

const sexes: Option[] = [{ value: "female", words: "Female" }, { value: "male", words: "Male" }, { value: "unknown", words: "Unknown" }];
const taxKinds: Option[] = [
  { value: "1", words: "SSN or ITIN" }, { value: "2", words: "EIN" }, { value: "9", words: "Foreign" }, { value: "4", words: "Some taxpayer number (TIN)" },
];
const phoneKinds: Option[] = [{ value: "R", words: "Home" }, { value: "W", words: "Work" }, { value: "M", words: "Mobile" }, { value: "F", words: "Fax" }];

const digits = (typed: string) => typed.replaceAll(/\D/g, "");

export function AddressFields({ at, title = "Address", maybeUnknown = false }: { at: string; title?: string; maybeUnknown?: boolean }) {
  return (
    <Group title={title} at={at}>
      <Text at={`${at}.street`} label="Street" maybeUnknown={maybeUnknown} />
      <Text at={`${at}.city`} label="City" maybeUnknown={maybeUnknown} />
      <Text at={`${at}.state`} label="State" hint="Two letters; only in the United States, Canada and Mexico." width={5} maybeUnknown={maybeUnknown} kept={(typed) => typed.toUpperCase()} />
      <Text at={`${at}.postal_code`} label="ZIP or postal code" width={10} maybeUnknown={maybeUnknown} />
      <Country at={`${at}.country`} maybeUnknown={maybeUnknown} />
    </Group>
  );
}

export function PhoneFields({ at, withKind = false }: { at: string; withKind?: boolean }) {
  return (
    <>
      <Text at={`${at}.number`} label="Phone" hint="Digits only, area code included." width={20} kept={digits} />
      <Text at={`${at}.extension`} label="Extension" width={5} kept={digits} />
      {withKind ? <Pick at={`${at}.kind`} label="Kind of phone" options={phoneKinds} none="Not said" /> : null}
    </>
  );
}

export function InstitutionFields({ at }: { at: string }) {
  const kinds = useOptions("institution");
  const subtypes = useOptions("institution_subtype");
  const regulators = useOptions("regulator");
  return (
    <>
      <Fields>
        <Text at={`${at}.name`} label="Legal name" />
        <Text at={`${at}.trade_name`} label="Trade name" />
        <Text at={`${at}.ein`} label="EIN" width={10} maybeUnknown kept={digits} />
        <Pick at={`${at}.kind`} label="Kind of institution" options={kinds} />
        <Text at={`${at}.other_kind`} label="Other kind, in words" />
        <Pick at={`${at}.subtype`} label="Subtype" options={subtypes} none="None" />
        <Text at={`${at}.other_subtype`} label="Other subtype, in words" />
        <Pick at={`${at}.regulator`} label="Federal regulator" options={regulators} />
        <Text at={`${at}.control_number`} label="Internal control number" width={20} />
      </Fields>
      <AddressFields at={`${at}.address`} />
    </>
  );
}

export function PersonFields({ at, withPhoneKind = false }: { at: string; withPhoneKind?: boolean }) {
  const { value: isEntity } = usePlace(`${at}.is_entity`);
  const documents = useOptions("identification");
  return (
    <>
      <Group title="Name" at={at}>
        <Check at={`${at}.is_entity`} label="An organization, not a person" />
        <Text at={`${at}.last_name`} label={isEntity === true ? "Legal name" : "Last name"} maybeUnknown />
        {isEntity === true ? null : (
          <>
            <Text at={`${at}.first_name`} label="First name" maybeUnknown />
            <Text at={`${at}.middle_name`} label="Middle name" />
            <Text at={`${at}.suffix`} label="Suffix" width={5} />
          </>
        )}
        <Lines at={`${at}.other_names`} label="Other names" />
      </Group>
      <Group title="About them">
        {isEntity === true ? null : (
          <>
            <BirthDate at={`${at}.birth_date`} />
            <Pick at={`${at}.sex`} label="Sex" options={sexes} none="Not said" />
          </>
        )}
        <Text at={`${at}.occupation`} label="Occupation or business" />
        <Text at={`${at}.naics_code`} label="NAICS code" width={10} kept={digits} />
        <Pick at={`${at}.tax_number.kind`} label="Kind of taxpayer number" options={taxKinds} />
        <Text at={`${at}.tax_number.number`} label="Taxpayer number" width={20} maybeUnknown />
      </Group>
      <AddressFields at={`${at}.address`} maybeUnknown />
      <Check at={`${at}.identification_unknown`} label="Nothing is known that identifies them" />
      <Items at={`${at}.identifications`} noun="Document" blank={blank.identification}>
        {(place) => (
          <Fields>
            <Pick at={`${place}.kind`} label="Kind" options={documents} />
            <Text at={`${place}.other`} label="Other kind, in words" />
            <Text at={`${place}.number`} label="Number" width={20} />
            <Country at={`${place}.country`} label="Issued in" />
            <Text at={`${place}.state`} label="Issuing state" width={5} kept={(typed) => typed.toUpperCase()} />
          </Fields>
        )}
      </Items>
      <Items at={`${at}.phones`} noun="Phone" blank={blank.phone}>
        {(place) => (
          <Fields>
            <PhoneFields at={place} withKind={withPhoneKind} />
          </Fields>
        )}
      </Items>
      <Fields>
        <Lines at={`${at}.emails`} label="Email addresses" />
      </Fields>
    </>
  );
}

export function FilerSection() {
  return (
    <>
      <Group title="Who sends the file" at="filer.transmitter">
        <Text at="filer.transmitter.name" label="Name" />
        <Text at="filer.transmitter.tin" label="Taxpayer number" width={10} kept={digits} />
        <Text at="filer.transmitter.control_code" label="Transmitter control code" width={10} />
        <Text at="filer.transmitter.contact" label="Contact" />
        <PhoneFields at="filer.transmitter.phone" />
      </Group>
      <AddressFields at="filer.transmitter.address" title="Address of who sends the file" />
      <fieldset className="filing-item" data-place="filer.institution" tabIndex={-1}>
        <legend>The filing institution</legend>
        <InstitutionFields at="filer.institution" />
      </fieldset>
      <Group title="Who answers questions" at="filer.contact">
        <Text at="filer.contact.office" label="Office" />
        <PhoneFields at="filer.contact.phone" />
      </Group>
    </>
  );
}
