import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { Problem } from "@/api/problem";
import { receiptQuery } from "@/api/receipts";
import { Button, ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { CheckResult } from "@/features/payments/receipt-check";
import { ReceiptView } from "@/features/payments/receipt-view";
import { check, receipt as text } from "@/features/payments/receipt-words";
import { useReceiptCheck } from "@/features/payments/use-receipt-check";
import type { ReceiptContent } from "@/lib/verify/receipt";

const route = getRouteApi("/payer/receipts/$paymentId");

export function ReceiptPage() {
  const { paymentId } = route.useParams();
  const { token } = route.useSearch();
  const file = useQuery(receiptQuery(paymentId, token));

  if (file.isPending) return <Loading label={text.loading} lines={8} />;
  if (file.isError) {
    if (file.error instanceof Problem && [401, 403, 404].includes(file.error.status)) {
      return (
        <>
          <PageHeading lead={text.notReady}>{text.notReadyTitle}</PageHeading>
          <div>
            <ButtonLink to="/activity">Your payments</ButtonLink>
          </div>
        </>
      );
    }
    return (
      <>
        <PageHeading>{text.title}</PageHeading>
        <Failure error={file.error} what={text.what} onRetry={() => void file.refetch()} />
      </>
    );
  }
  return <Receipt fileText={file.data} paymentId={paymentId} token={token} />;
}

function Receipt({ fileText, paymentId, token }: { fileText: string; paymentId: string; token: string | undefined }) {
  const bytes = useMemo(() => new TextEncoder().encode(fileText), [fileText]);
  const content = useMemo(() => contentOf(fileText), [fileText]);
  const { check: run, verdict, checking, published } = useReceiptCheck();
  return (
    <>
      <PageHeading>{text.title}</PageHeading>
      {content === null ? (
        <Notice tone="bad">
          <p>{text.unreadable}</p>
        </Notice>
      ) : (
        <ReceiptView content={content} paymentId={paymentId} token={token} />
      )}
      <div className="stack screen-only">
        {verdict ? (
          <CheckResult verdict={verdict} policyName={null} />
        ) : (
          <div>
            <Button kind="primary" busy={checking || published.isPending} onClick={() => void run(bytes)}>
              {text.verify}
            </Button>
          </div>
        )}
        {published.isError ? <p role="status">{check.policyMissing}</p> : null}
      </div>
    </>
  );
}

/** What the file says. Whether that is true is another question, which the button below the receipt answers. */
function contentOf(fileText: string): ReceiptContent | null {
  try {
    const file = JSON.parse(fileText) as { format?: string; receipt?: ReceiptContent };
    return file.format === "paymentus-receipt/1" ? (file.receipt ?? null) : null;
  } catch {
    return null;
  }
}
