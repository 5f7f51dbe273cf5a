import { Link, useNavigate } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { Upload } from "@/features/bill-files/upload";
import { useBillerId } from "../use-biller";

export function NewBillFilePage() {
  const billerId = useBillerId();
  const navigate = useNavigate();
  return (
    <>
      <p>
        <Link to="/biller/bill-files">All bill files</Link>
      </p>
      <PageHeading>Send a bill file</PageHeading>
      <Upload billerId={billerId} onUploaded={(file) => void navigate({ to: "/biller/bill-files/$fileId", params: { fileId: file.id }, replace: true })} />
    </>
  );
}
