import { expect, type APIRequestContext } from "@playwright/test";
import { tokenFor } from "./sign-in";

export interface FreshBill {
  accountNumber: string;
  postalCode: string;
  billNumber: string;
}

/**
 * A bill of $100.00 with City of Riverton Water that nobody has seen yet, sent in by its staff as they would, so that
 * journeys can be run again and again on one product.
 */
export async function freshBill(request: APIRequestContext): Promise<FreshBill> {
  const token = await tokenFor(request, "admin@riverton.example");
  const headers = { Authorization: `Bearer ${token}` };
  const billers = (await (await request.get("/api/v1/billers")).json()) as { data: { id: string; slug: string }[] };
  const biller = billers.data.find(({ slug }) => slug === "riverton-water");
  if (!biller) throw new Error("The demo data is not there: no biller riverton-water.");

  const accountNumber = `9${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
  const billNumber = `J-${Date.now().toString(36).toUpperCase()}`;
  const due = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const file = `account_number,bill_number,account_name,amount_due,due_on,second_factor\n${accountNumber},${billNumber},Jordan Rivers,100.00,${due},94110\n`;
  const uploaded = await request.post(`/api/v1/billers/${biller.id}/bill-files`, {
    headers,
    multipart: { file: { name: `${billNumber}.csv`, mimeType: "text/csv", buffer: Buffer.from(file) }, mode: "update" },
  });
  expect(uploaded.status(), await uploaded.text()).toBe(202);
  const { id } = (await uploaded.json()) as { id: string };
  await expect
    .poll(async () => ((await (await request.get(`/api/v1/billers/${biller.id}/bill-files/${id}`, { headers })).json()) as { status: string }).status, { timeout: 30_000 })
    .toBe("done");
  return { accountNumber, postalCode: "94110", billNumber };
}
