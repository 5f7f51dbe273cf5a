/**
 * The tree this browser saw last. A log that shows everybody the same, ever-growing tree can always prove that the new one begins
 * with the old one; a log that was rewritten cannot.
 */
export interface RememberedTree {
  origin: string;
  size: number;
  /** Base64. */
  root: string;
  /** RFC 3339. */
  seenAt: string;
}

const KEY = "paymentus:audit-tree";

interface Store {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
}

export function rememberedTree(store: Store, origin: string): RememberedTree | null {
  try {
    const found = JSON.parse(store.getItem(KEY) ?? "null") as Partial<RememberedTree> | null;
    const isWhole = found !== null && typeof found.root === "string" && typeof found.seenAt === "string" && Number.isSafeInteger(found.size);
    return isWhole && found.origin === origin && (found.size as number) > 0 ? (found as RememberedTree) : null;
  } catch {
    return null;
  }
}

export function rememberTree(store: Store, tree: RememberedTree): void {
  try {
    store.setItem(KEY, JSON.stringify(tree));
  } catch {
    // A closed store: the next visit starts anew.
  }
}
