import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { billersQuery } from "@/api/billers";
import { Failure } from "@/components/failure";
import { TextField } from "@/components/field";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { words } from "./words";
import "./billers.css";

/** Type a part of the name, choose from the list. The list is there from the start, so typing is never needed. */
export function BillerSearch() {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const billers = useQuery(billersQuery(q));

  return (
    <div className="stack">
      <search>
        <TextField
          label={words.search}
          name="q"
          hint={words.searchHint}
          type="search"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </search>
      {billers.isPending ? <Loading label={words.loading} lines={6} /> : null}
      {billers.isError ? <Failure error={billers.error} what={words.what} onRetry={() => void billers.refetch()} /> : null}
      {billers.data ? (
        <>
          <p role="status" className="visually-hidden">
            {words.results(billers.data.data.length)}
          </p>
          {billers.data.data.length === 0 ? (
            <Notice title={words.noneTitle}>
              <p>{words.none}</p>
            </Notice>
          ) : (
            <ul className="biller-list">
              {billers.data.data.map((biller) => (
                <li key={biller.id}>
                  <Link to="/b/$slug" params={{ slug: biller.slug }} className="biller-link">
                    <span className="biller-sign" aria-hidden="true">
                      {signOf(biller)}
                    </span>
                    <span>
                      <span className="biller-name">{biller.name}</span>
                      <span className="small quiet biller-fee">{feeOf(biller.fee_methods)}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </>
      ) : null}
    </div>
  );
}

function feeOf(methods: readonly { method: string; summary: string }[]): string | null {
  const card = methods.find(({ method }) => method === "card");
  return card ? words.fee(card.summary) : null;
}

/** Two or three letters that stand for the biller. */
function signOf({ logo_text: text, name }: { logo_text: string; name: string }): string {
  if (text.length > 0 && text.length <= 3) return text;
  return name
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .slice(0, 2)
    .map((word) => word[0])
    .join("");
}
