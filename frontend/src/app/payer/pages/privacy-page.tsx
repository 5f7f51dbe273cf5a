import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { CompanyContact, CompanyName } from "@/features/about/company";

export function PrivacyPage() {
  return (
    <>
      <PageHeading lead="What we know about you, why, who else sees it, and how long we keep it.">Privacy policy</PageHeading>
      <section className="stack" aria-labelledby="who">
        <h2 id="who">Who is responsible</h2>
        <CompanyContact about="privacy" />
      </section>
      <section className="stack" aria-labelledby="what">
        <h2 id="what">What we hold, and why</h2>
        <ul>
          <li>Your name, email address and a hash of your password, if you register: to sign you in and to send receipts.</li>
          <li>The biller account numbers you link or look up: to show you your bills. A guest sees one account and leaves no name.</li>
          <li>Your payments: amount, fee, date, biller, the last four digits of the card and the address for the receipt. To pay the bill and to prove it.</li>
          <li>Bills that a biller has sent us, with the name and address on them: to show them to whoever knows the account.</li>
          <li>When you sign in, look up a bill or are refused: to stop misuse. The audit log holds ids and no names.</li>
          <li>Your network address while a request lasts, to limit guessing. It is not kept with your name.</li>
        </ul>
        <p>
          Card and bank numbers never reach us: you type them on the card processor&#39;s own page. We set one cookie, which keeps you signed in. There are no trackers, no
          advertising and no content of other sites.
        </p>
      </section>
      <section className="stack" aria-labelledby="others">
        <h2 id="others">Who else sees it</h2>
        <ul>
          <li>The biller you pay: its own bills and your payments to it.</li>
          <li>The card processor (Stripe): what it needs to charge you, and the address for its receipt.</li>
          <li>Our mail provider: the receipts we send you.</li>
          <li>Authorities, where a law makes us answer.</li>
        </ul>
        <p>Nobody buys it from us.</p>
      </section>
      <section className="stack" aria-labelledby="long">
        <h2 id="long">How long</h2>
        <ul>
          <li>Your account: until you erase it.</li>
          <li>Records of payments, without your name after an erasure: five years (31 CFR 1010.430).</li>
          <li>Bills of a biller: as the biller says.</li>
          <li>The audit log: as long as it exists. It holds no personal data, so that it can stay whole.</li>
          <li>A session: at most 30 days, or 7 days without use.</li>
        </ul>
      </section>
      <section className="stack" aria-labelledby="rights">
        <h2 id="rights">What you can do</h2>
        <p>
          On <Link to="/your-data">your data</Link> you see everything we hold, save it as a file, and erase your account. For everything else, also if you paid as a guest, write to{" "}
          <CompanyName /> at the address above. You can also complain to the authority that protects personal data where you live.
        </p>
      </section>
    </>
  );
}
