"""The audit log over HTTP: checkpoints, tiles and proofs for everyone, entries for auditors."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from paymentus.audit.domain.leaf import LogEntry, read_leaf
from paymentus.audit.domain.need_to_know import is_for_compliance
from paymentus.audit.domain.security_events import SecurityKind
from paymentus.audit.schemas import (
    ConsistencyProofOut,
    EntryOut,
    InclusionProofOut,
    PolicyOut,
    SecurityEventOut,
    WatchesOut,
    WatchOut,
)
from paymentus.audit.service import AuditLog
from paymentus.foundation.authorization import Permission, Principal, requires
from paymentus.foundation.http import (
    Cursor,
    CursorNotUnderstood,
    Limit,
    MomentIn,
    Page,
    decode_cursor,
    encode_cursor,
    provided,
)

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

Log = Annotated[AuditLog, provided(AuditLog)]
_Reader = Annotated[Principal, requires(Permission.AUDIT_READ)]
PUBLIC = [requires(Permission.PUBLIC)]
FOR_AUDITORS = [requires(Permission.AUDIT_READ)]

# A tile or bundle of a given width never changes.
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}
FRESH = {"Cache-Control": "no-cache"}

INDEX_MAX = 2**53 - 1

Index = Annotated[int, Query(ge=0, le=INDEX_MAX, description="Place of the entry, from 0.")]
Size = Annotated[int, Query(ge=1, le=INDEX_MAX)]
TilePath = Annotated[
    str,
    Path(
        max_length=80,
        description="`<level>/<index>` or `<level>/<index>.p/<width>`, as C2SP tlog-tiles says.",
        examples=["0/000", "0/x001/234.p/17"],
    ),
]
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The bytes."},
    404: {"description": "`tile_not_found`: not in this log, or not yet."},
}
_PROOFS: dict[int | str, dict[str, Any]] = {
    400: {"description": "`tree_not_that_large`: the log has fewer entries."},
    404: {"description": "`entry_not_found`, or `log_is_empty`."},
}


@router.get(
    "/log/checkpoint",
    operation_id="getCheckpoint",
    summary="The newest signed checkpoint",
    description=(
        "A C2SP checkpoint: the log's origin, its number of entries, its root and the log's"
        " signature. Keep one, and nobody can rewrite what it covers unseen."
    ),
    dependencies=PUBLIC,
    response_class=Response,
    responses={
        200: {
            "content": {
                "text/plain": {
                    "example": "paymentus.example/audit/shard-0\n2\n"
                    "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=\n\n"
                    "— paymentus.example/audit/shard-0 <signature>\n"
                }
            },
            "description": "The checkpoint.",
        },
        404: {"description": "`log_is_empty`"},
    },
)
async def get_checkpoint(log: Log) -> Response:
    text = await log.latest_checkpoint()
    return Response(text, media_type="text/plain; charset=utf-8", headers=FRESH)


@router.get(
    "/log/tile/entries/{path:path}",
    operation_id="getEntryBundle",
    summary="The entries under one tile",
    description=(
        "Up to 256 leaves, each after its length as a big-endian uint16. Hashes are public, what"
        " they are hashes of is not; there is no bundle without what compliance does."
    ),
    dependencies=[requires(Permission.COMPLIANCE_READ)],
    response_class=Response,
    responses=_BYTES,
)
async def get_entry_bundle(path: TilePath, log: Log) -> Response:
    data = await log.entry_bundle(f"entries/{path}")
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get(
    "/log/tile/{path:path}",
    operation_id="getTile",
    summary="Up to 256 hashes of the tree",
    description="For transparency-log tools, which compute any proof from tiles by themselves.",
    dependencies=PUBLIC,
    response_class=Response,
    responses=_BYTES,
)
async def get_tile(path: TilePath, log: Log) -> Response:
    data = await log.tile(path)
    return Response(data, media_type="application/octet-stream", headers=IMMUTABLE)


@router.get(
    "/proof/inclusion",
    operation_id="proveInclusion",
    summary="Prove that an entry is in the log",
    description="Against the tree of `size` entries, or the newest one.",
    dependencies=PUBLIC,
    responses=_PROOFS,
)
async def prove_inclusion(log: Log, index: Index, size: Size | None = None) -> InclusionProofOut:
    return InclusionProofOut.of(await log.prove_inclusion(index=index, size=size))


@router.get(
    "/proof/consistency",
    operation_id="proveConsistency",
    summary="Prove that the log only grew",
    description="Between the tree of `from` entries and the tree of `to` entries.",
    dependencies=PUBLIC,
    responses=_PROOFS,
)
async def prove_consistency(
    log: Log,
    size1: Annotated[Size, Query(alias="from", description="The smaller size.")],
    size2: Annotated[Size, Query(alias="to", description="The larger size.")],
) -> ConsistencyProofOut:
    return ConsistencyProofOut.of(await log.prove_consistency(size1=size1, size2=size2))


@router.get(
    "/entries",
    operation_id="listAuditEntries",
    summary="What the log says, newest first",
    description="Of one subject (a payment, a user, a biller), or of everything. What compliance"
    " does is hidden from those who may not read it, but for its hash; of one subject it is left"
    " out.",
    responses={400: {"description": "`cursor_not_understood`"}},
)
async def list_entries(
    log: Log,
    reader: _Reader,
    subject: Annotated[str | None, Query(max_length=200, examples=["pay_01J…"])] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EntryOut]:
    page = await log.entries(subject=subject, below=_below(cursor), limit=limit)
    return Page[EntryOut](
        data=[
            EntryOut.of(entry, hidden=_is_hidden(entry, reader))
            for entry in page.entries
            if subject is None or not _is_hidden(entry, reader)
        ],
        next_cursor=None if page.next_below is None else encode_cursor(page.next_below),
    )


@router.get(
    "/security-events",
    operation_id="listSecurityEvents",
    summary="Sign-ins, refusals, key use and administration, newest first",
    description="About one person or key, or about all. `to` is not included. Approvals of what"
    " compliance does are left out for those who may not read it.",
)
async def list_security_events(  # noqa: PLR0917 (FastAPI fills them by name)
    log: Log,
    reader: _Reader,
    kind: SecurityKind | None = None,
    subject: Annotated[str | None, Query(max_length=200, examples=["usr_01J…"])] = None,
    since: Annotated[MomentIn | None, Query(alias="from")] = None,
    until: Annotated[MomentIn | None, Query(alias="to")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[SecurityEventOut]:
    page = await log.security_events(
        kind=kind,
        subject=subject,
        since=since,
        until=until,
        below=_below(cursor),
        limit=limit,
    )
    return Page[SecurityEventOut](
        data=[
            SecurityEventOut.of(entry) for entry in page.entries if not _is_hidden(entry, reader)
        ],
        next_cursor=None if page.next_below is None else encode_cursor(page.next_below),
    )


@router.get(
    "/watches",
    operation_id="listWatches",
    summary="What those who watch the log found last",
    description=(
        "The monitor derives the tree and every balance from the entries again, all the time; a"
        " witness compares each checkpoint with the one it signed before."
    ),
    dependencies=FOR_AUDITORS,
)
async def list_watches(log: Log) -> WatchesOut:
    return WatchesOut(data=[WatchOut.of(watch) for watch in await log.watches()])


@router.get(
    "/policy.json",
    operation_id="getVerificationPolicy",
    summary="The keys a receipt is verified with",
    description=(
        "For `verify_receipt.py --policy`. Save it once, compare it with the one your biller"
        " publishes, and keep it: a policy fetched anew each time proves nothing."
    ),
    dependencies=PUBLIC,
)
async def get_policy(log: Log) -> PolicyOut:
    return PolicyOut.of(log.policy)


def _below(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    below = decode_cursor(cursor, 1)[0]
    if not isinstance(below, int) or not 0 <= below <= INDEX_MAX:
        raise CursorNotUnderstood("Start the list again from its first page.")
    return below


def _is_hidden(entry: LogEntry, reader: Principal) -> bool:
    knows = Permission.COMPLIANCE_READ in reader.permissions
    return not knows and is_for_compliance(read_leaf(entry.leaf))
