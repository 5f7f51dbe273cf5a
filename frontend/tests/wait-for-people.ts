import type { FullConfig } from "@playwright/test";

/** The people of the demo data come last: once one of them can sign in, all of it is there. */
export default async function waitForPeople(config: FullConfig): Promise<void> {
  const baseURL = config.projects[0]?.use.baseURL ?? "";
  for (let second = 0; second < 60; second += 1) {
    const answer = await fetch(`${baseURL}/api/v1/auth/token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email: "admin@example.com", password: "paymentus-demo" }),
    });
    // The password is right, and this person has their second factor.
    if (((await answer.json()) as { code?: string }).code === "second_factor_needed") return;
    await new Promise((done) => setTimeout(done, 1_000));
  }
  throw new Error("The demo data did not arrive within a minute.");
}
