import { useQuery } from "@tanstack/react-query";
import { problemCode } from "@/api/problem";
import { Button, ButtonAnchor } from "@/components/button";
import { CopyText } from "@/components/copy-text";
import { Failure } from "@/components/failure";
import { whyNot } from "@/components/leaf-proof-check";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { Facts, Panel } from "@/components/panel";
import { NoteRefused } from "@/lib/verify/note";
import { POLICY_URL, signedTreeQuery } from "./api";
import { GrowthSinceLastVisit } from "./growth";
import "./audit.css";

/** The newest signed checkpoint: what the log says of itself, checked here. */
export function CheckpointPanel() {
  const tree = useQuery(signedTreeQuery);
  if (tree.isPending) return <Loading label="Loading and checking the newest checkpoint" />;
  if (tree.isError) {
    if (problemCode(tree.error) === "log_is_empty") return <p>The log is empty: nothing has been recorded yet.</p>;
    if (tree.error instanceof NoteRefused) {
      return (
        <Notice tone="bad" title="The checkpoint does not hold" live>
          <p>{whyNot(tree.error)} Do not trust the log until this is explained.</p>
        </Notice>
      );
    }
    return <Failure error={tree.error} what="the newest checkpoint" onRetry={() => void tree.refetch()} />;
  }
  const { data } = tree;
  const witnessed = data.quorum === 0 ? "none are asked for" : `${data.witnesses} of the ${data.quorum} that are needed`;
  return (
    <Panel label="Newest checkpoint">
      <h2>Newest checkpoint</h2>
      <Facts
        facts={[
          ["Signature", <Status key="signature" shape="check" tone="good">Good, checked in this browser</Status>],
          ["Log", data.origin],
          ["Entries", <span key="size">{data.size}</span>],
          ["Root", <CopyText key="root" text={data.root} what="the root" />],
          ["Witnesses", witnessed],
        ]}
      />
      <GrowthSinceLastVisit tree={data} />
      <details>
        <summary>The checkpoint, word for word</summary>
        <pre className="checkpoint-text">{data.text}</pre>
      </details>
      <div className="row">
        <Button busy={tree.isFetching} busyText="Asking" onClick={() => void tree.refetch()}>
          Ask again
        </Button>
        <ButtonAnchor href={POLICY_URL} download="policy.json">
          Download the policy (keys)
        </ButtonAnchor>
      </div>
      <p className="small quiet">Keep your own copy of the policy, and compare it with the one that was published: keys fetched anew each time prove nothing.</p>
    </Panel>
  );
}
