import { PageHeading } from "@/components/page-heading";
import { CashFileUpload } from "@/features/cash-till/file-upload";

export function CashFilesPage() {
  return (
    <>
      <PageHeading lead="Cash that a retail partner took at its tills. Each row is taken once, however often its file is sent.">Partner’s cash</PageHeading>
      <CashFileUpload />
    </>
  );
}
