import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { createBiller } from "@/features/biller-settings/api";
import { newSettings } from "@/features/biller-settings/new-settings";
import { SettingsForm } from "@/features/biller-settings/settings-form";
import type { WritableSettings } from "@/features/biller-settings/settings";

export function NewBillerPage() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  async function create(values: WritableSettings) {
    const created = await createBiller(values);
    void queryClient.invalidateQueries({ queryKey: ["billers-admin"] });
    await navigate({ to: "/operations/billers/$billerId", params: { billerId: created.id } });
  }
  return (
    <>
      <p>
        <Link to="/operations/billers">All billers</Link>
      </p>
      <PageHeading lead="Payers find it in the directory as soon as it is added. Everything but the currency can be changed later.">Add a biller</PageHeading>
      <SettingsForm initial={newSettings} onSave={create} saveText="Add the biller" busyText="Adding" withCurrency />
    </>
  );
}
