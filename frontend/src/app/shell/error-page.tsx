import type { ErrorComponentProps } from "@tanstack/react-router";
import { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { PageHeading } from "@/components/page-heading";

/** The last net: a page that could not be drawn. What the payer did before stays done, and we say so. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page">
      <PageHeading>This page did not work</PageHeading>
      <p>{error instanceof Problem ? sentenceFor(error) : "Something went wrong while showing this page. It is our fault, not yours."}</p>
      <p>If you were paying, open “Payments” before you try again: your payment may have gone through.</p>
      <div className="row">
        <Button kind="primary" onClick={reset}>
          Try again
        </Button>
        <a href="/">Go to the first page</a>
      </div>
    </div>
  );
}
