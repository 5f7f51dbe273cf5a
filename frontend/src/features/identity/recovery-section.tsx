import { useMutation } from "@tanstack/react-query";
import { makeRecoveryCodes, type SecondFactors } from "./second-factors-api";
import { Button } from "@/components/button";
import { CopyText } from "@/components/copy-text";
import { sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { useFactorChange } from "./use-factor-change";
import "./second-factors.css";

/** For when the phone is lost: how many codes are left, and new ones. */
export function RecoverySection({ factors, onMade }: { factors: SecondFactors; onMade: (codes: readonly string[]) => void }) {
  const changed = useFactorChange();
  const make = useMutation({
    mutationFn: makeRecoveryCodes,
    onSuccess: async (codes) => {
      onMade(codes);
      await changed();
      window.scrollTo({ top: 0 });
    },
  });
  if (factors.authenticator_since === null && factors.passkeys.length === 0) return null;
  const left = factors.recovery_codes_left;
  return (
    <section className="stack" aria-labelledby="recovery">
      <h2 id="recovery">Recovery codes</h2>
      <p>
        {left === 0 ? "You have no recovery codes left." : `You have ${left} recovery ${left === 1 ? "code" : "codes"} left.`} Each lets you in once when your phone is lost.
      </p>
      {make.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(make.error)}</p>
        </Notice>
      ) : null}
      <div>
        <Button busy={make.isPending} busyText="Making them…" onClick={() => make.mutate()}>
          Make new recovery codes
        </Button>
      </div>
    </section>
  );
}

/** Codes that are shown this once. */
export function NewRecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Notice tone="good" title="Keep these recovery codes" live>
      <p>They are shown this once. Print them or put them into your password manager; each lets you in once when your phone is lost.</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <CopyText text={codes.join("\n")} shown="All ten" what="the recovery codes" />
      </p>
    </Notice>
  );
}
