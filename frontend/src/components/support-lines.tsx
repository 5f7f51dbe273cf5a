/** How to reach somebody: phone, e-mail, site; what is not given is left out. */
export function SupportLines({ before, support }: { before: string; support: { phone?: string; email?: string; url?: string } }) {
  return (
    <p>
      {before}{" "}
      {support.phone ? <a href={`tel:${support.phone.replace(/[^+\d]/g, "")}`}>{support.phone}</a> : null}
      {support.phone && support.email ? " or " : null}
      {support.email ? <a href={`mailto:${support.email}`}>{support.email}</a> : null}
      {(support.phone || support.email) && support.url ? ", or see " : null}
      {support.url ? <a href={support.url}>{support.url.replace(/^https?:\/\//, "")}</a> : null}.
    </p>
  );
}
