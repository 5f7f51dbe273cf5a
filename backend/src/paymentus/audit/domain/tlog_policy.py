"""The policy file of an operator: C2SP tlog-policy, with the witnesses' addresses.

    log paymentus.example/audit/shard-0+1a2b3c4d+AX...
    witness one w1.example.org+5e6f7a8b+BF... https://w1.example.org
    witness two w2.example.net+9c0d1e2f+BA... https://w2.example.net
    group either any one two
    quorum either

Of the format, this much is understood: one log, and a quorum that is ``none``, one witness, or
one group of witnesses. A witness outside of the quorum (where that is not ``none``) is a retired
one: it is not asked, and what it signed in its time is still checked. What we publish is
``policy.json`` (:class:`LogPolicy`), which has the keys and not the addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from paymentus.audit.domain.note import NotAKey, VerifierKey
from paymentus.audit.domain.policy import LogPolicy

_NONE = "none"


@dataclass(frozen=True, slots=True)
class OperatorPolicy:
    """Whom to trust, and where the witnesses are asked, by the name in their key."""

    policy: LogPolicy
    addresses: Mapping[str, str] = field(default_factory=dict)

    def to_text(self) -> str:
        """The file that :func:`parse_tlog_policy` reads."""
        witnesses = self.policy.witnesses
        lines = [f"log {self.policy.log_key}"]
        for number, key in enumerate(witnesses, 1):
            address = self.addresses.get(key.name, "")
            lines.append(f"witness w{number} {key} {address}".rstrip())
        lines += [
            f"witness retired{number} {key}" for number, key in enumerate(self.policy.retired, 1)
        ]
        if self.policy.quorum:
            names = " ".join(f"w{number}" for number in range(1, len(witnesses) + 1))
            lines.append(f"group witnesses {self.policy.quorum} {names}")
        lines.append("quorum witnesses" if self.policy.quorum else f"quorum {_NONE}")
        return "".join(f"{line}\n" for line in lines)


def parse_tlog_policy(text: str) -> OperatorPolicy:
    """Read a policy file; raises :class:`NotAKey` with the line that is not understood."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            reading.take(words)
        except NotAKey as error:
            raise NotAKey(f"line {number}: {error}") from error
    return reading.finish()


class _Reading:
    """What the lines so far have said. Mutable."""

    def __init__(self) -> None:
        self._log: VerifierKey | None = None
        self._witnesses: dict[str, VerifierKey] = {}
        self._addresses: dict[str, str] = {}
        self._groups: dict[str, tuple[int, tuple[str, ...]]] = {}
        self._quorum: tuple[int, tuple[str, ...]] | None = None

    def take(self, words: list[str]) -> None:
        match words:
            case ["log", vkey, *rest] if len(rest) <= 1:
                if self._log is not None:
                    raise NotAKey("a second log; a policy here is of one")
                self._log = VerifierKey.parse(vkey)
            case ["witness", name, vkey, *rest] if len(rest) <= 1:
                self._check_new(name)
                key = VerifierKey.parse(vkey)
                if rest and key.name in self._addresses:
                    raise NotAKey(f"two witnesses are named {key.name}")
                self._witnesses[name] = key
                if rest:
                    self._addresses[key.name] = rest[0]
            case ["group", name, threshold, *members] if members:
                self._check_new(name)
                self._groups[name] = _count(threshold, len(members)), tuple(members)
                if len(set(members)) != len(members) or not self._witnesses.keys() >= {*members}:
                    raise NotAKey("a group lists witnesses of the lines above it, each once")
            case ["quorum", name]:
                if self._quorum is not None:
                    raise NotAKey("a second quorum")
                self._quorum = self._members_of(name)
            case _:
                raise NotAKey("not a log, a witness, a group or a quorum")

    def finish(self) -> OperatorPolicy:
        if self._log is None:
            raise NotAKey("the policy names no log")
        if self._quorum is None:
            raise NotAKey("the policy has no quorum line")
        threshold, members = self._quorum
        counted = {*members} if threshold else self._witnesses.keys()
        asked = tuple(key for name, key in self._witnesses.items() if name in counted)
        retired = tuple(key for name, key in self._witnesses.items() if name not in counted)
        policy = LogPolicy(self._log.name, self._log, asked, threshold, retired)
        return OperatorPolicy(policy, self._addresses)

    def _check_new(self, name: str) -> None:
        if name == _NONE or name in self._witnesses or name in self._groups:
            raise NotAKey(f"the name {name} is taken")

    def _members_of(self, name: str) -> tuple[int, tuple[str, ...]]:
        if name == _NONE:
            return 0, ()
        if name in self._witnesses:
            return 1, (name,)
        if name not in self._groups:
            raise NotAKey(f"{name} is not defined above")
        return self._groups[name]


def _count(threshold: str, members: int) -> int:
    if threshold in ("any", "all"):
        return 1 if threshold == "any" else members
    if not (threshold.isascii() and threshold.isdecimal()) or not 1 <= int(threshold) <= members:
        raise NotAKey(f"{threshold} of {members} members")
    return int(threshold)
