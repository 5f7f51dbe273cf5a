import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { EraseAccount } from "@/features/privacy/erase";
import { MyData } from "@/features/privacy/my-data";

export function YourDataPage() {
  return (
    <>
      <PageHeading lead="Everything we hold about you, to read and to take away. And its end, if you want that.">Your data</PageHeading>
      <section className="stack" aria-labelledby="all">
        <h2 id="all">See it</h2>
        <MyData />
      </section>
      <section className="stack" aria-labelledby="erase">
        <h2 id="erase">Erase your account</h2>
        <p>
          You are signed out for good. Your name, email address, linked accounts and saved cards go. Amounts and dates of your payments stay without your name, because the law
          asks for them; the <Link to="/privacy">privacy policy</Link> says which and for how long. Save your receipts first: you cannot open them afterwards.
        </p>
        <EraseAccount />
      </section>
    </>
  );
}
