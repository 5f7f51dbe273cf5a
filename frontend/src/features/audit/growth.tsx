import { useQuery } from "@tanstack/react-query";
import { problemCode } from "@/api/problem";
import { Loading } from "@/components/loading";
import { whyNot } from "@/components/leaf-proof-check";
import type { SignedTree } from "@/components/leaf-proof";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { formatDateTime } from "@/lib/dates";
import { fromBase64 } from "@/lib/verify/encodings";
import { fetchConsistency } from "./api";
import { isConsistent } from "./consistency";
import { rememberedTree, rememberTree, type RememberedTree } from "./remembered-tree";

type Growth = { outcome: "first" } | { outcome: "grew" | "rewritten"; before: RememberedTree };

async function compare(tree: SignedTree): Promise<Growth> {
  const before = rememberedTree(localStorage, tree.origin);
  const now: RememberedTree = { origin: tree.origin, size: tree.size, root: tree.root, seenAt: new Date().toISOString() };
  if (!before) {
    rememberTree(localStorage, now);
    return { outcome: "first" };
  }
  if (before.size > tree.size) return { outcome: "rewritten", before };
  const proof = await fetchConsistency(before.size, tree.size);
  const holds = await isConsistent({
    size1: before.size, size2: tree.size, root1: fromBase64(before.root), root2: fromBase64(tree.root), path: proof.path.map(fromBase64),
  });
  // The old tree is kept when the log was rewritten: it is the evidence.
  if (holds) rememberTree(localStorage, now);
  return { outcome: holds ? "grew" : "rewritten", before };
}

/** Whether the log only grew since this browser saw it last. */
export function GrowthSinceLastVisit({ tree }: { tree: SignedTree }) {
  const growth = useQuery({
    queryKey: ["audit-growth", tree.origin, tree.size, tree.root],
    queryFn: () => compare(tree),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (growth.isPending) return <Loading label="Comparing with your last visit" lines={1} />;
  if (growth.isError) {
    const gone = problemCode(growth.error) === "tree_not_that_large";
    return <p>{gone ? "The log is now smaller than it was." : `The comparison with your last visit did not work. ${whyNot(growth.error)}`}</p>;
  }
  const { data } = growth;
  if (data.outcome === "first") {
    return <p>This browser sees the log for the first time and has remembered it. On your next visit it checks that nothing of today was changed.</p>;
  }
  const seen = `${data.before.size} entries, ${formatDateTime(data.before.seenAt)}`;
  if (data.outcome === "rewritten") {
    return (
      <Notice tone="bad" title="The log was rewritten" live>
        <p>It does not begin with what this browser saw last ({seen}). Keep this browser as it is and tell the auditor: its memory is evidence.</p>
        <p>
          Root seen then: <code>{data.before.root}</code>
        </p>
      </Notice>
    );
  }
  return (
    <p role="status">
      <Status shape="check" tone="good">Only grew</Status> since this browser saw it last ({seen}): {tree.size - data.before.size} entries were added and none of the older ones changed.
    </p>
  );
}
