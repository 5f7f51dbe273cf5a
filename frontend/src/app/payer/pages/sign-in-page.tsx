import { PageHeading } from "@/components/page-heading";

export function SignInPage() {
  return <PageHeading>Sign in</PageHeading>;
}
