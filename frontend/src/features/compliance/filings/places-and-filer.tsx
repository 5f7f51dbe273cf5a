import { blank } from "./blanks";
import { Items, Section } from "./groups";
import { FilerSection, InstitutionFields } from "./party-fields";

/** What is the same in most filings of an institution: folded away until somebody wants it. */
export function PlacesAndFiler() {
  return (
    <>
      <Section title="Where it happened" folded>
        <Items at="locations" noun="Place" blank={blank.institution}>
          {(place) => <InstitutionFields at={place} />}
        </Items>
      </Section>
      <Section title="Who files" at="filer" folded>
        <FilerSection />
      </Section>
    </>
  );
}
