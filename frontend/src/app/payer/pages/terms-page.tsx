import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { CompanyContact, CompanyName } from "@/features/about/company";

export function TermsPage() {
  return (
    <>
      <PageHeading lead="What we do for you, what it costs, and what happens when something goes wrong.">Terms of use</PageHeading>
      <section className="stack" aria-labelledby="service">
        <h2 id="service">What this is</h2>
        <p>
          <CompanyName /> takes your payment for a biller and passes it on. The bill is between you and the biller; what it says is the biller&#39;s word. You may use it as a guest or
          with an account of your own.
        </p>
      </section>
      <section className="stack" aria-labelledby="price">
        <h2 id="price">The price</h2>
        <p>You see the bill, our fee and the sum before you pay. That price holds for 15 minutes. Nothing is added afterwards.</p>
      </section>
      <section className="stack" aria-labelledby="when">
        <h2 id="when">When it counts as paid</h2>
        <p>
          The page says when the biller gets the money. A payment before the biller&#39;s cut-off counts for that banking day. If the outcome is not known at once, the page says so; we ask
          until it is known, and you are charged at most once.
        </p>
      </section>
      <section className="stack" aria-labelledby="receipt">
        <h2 id="receipt">Receipts</h2>
        <p>
          Each receipt carries its own proof. Anybody can <Link to="/verify">check it</Link> without asking us.
        </p>
      </section>
      <section className="stack" aria-labelledby="wrong">
        <h2 id="wrong">When something is wrong</h2>
        <p>
          Write or call us first: a wrong amount, a payment you did not make, a bill paid twice. You keep your right to dispute a charge with your bank. A refund goes back to the card
          it came from.
        </p>
      </section>
      <section className="stack" aria-labelledby="you">
        <h2 id="you">What we ask of you</h2>
        <p>
          Pay only with cards you may use, and look up only bills you are to pay. Keep your password to yourself. We close accounts that are used for fraud. You can erase your account at
          any time on <Link to="/your-data">your data</Link>; the <Link to="/privacy">privacy policy</Link> says what stays.
        </p>
      </section>
      <section className="stack" aria-labelledby="contact">
        <h2 id="contact">Contact</h2>
        <CompanyContact about="support" />
      </section>
    </>
  );
}
