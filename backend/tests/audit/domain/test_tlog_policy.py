from __future__ import annotations

import pytest

from audit.building import a_key, a_witness
from paymentus.audit.domain.note import NotAKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tlog_policy import OperatorPolicy, parse_tlog_policy

W3 = a_witness("witness.example/w3", seed=103)
LOG = f"log {a_key().vkey}\n"
W1, W2 = a_witness(), a_witness("witness.example/w2", seed=102)
ONE = f"witness one {W1.vkey} http://127.0.0.1:8003\n"
TWO = f"witness two {W2.vkey}\n"


class TestParseTlogPolicy:
    def test_reads_log_witnesses_group_and_quorum(self) -> None:
        text = f"# ours\n{LOG}\n\t{ONE}  {TWO}group both all one two\nquorum both\n"

        found = parse_tlog_policy(text)

        witnesses = (W1.verifier, W2.verifier)
        assert found.policy == LogPolicy(a_key().name, a_key().verifier, witnesses, 2)
        assert found.addresses == {W1.name: "http://127.0.0.1:8003"}

    @pytest.mark.parametrize(
        ("lines", "quorum"),
        [
            ("quorum none\n", 0),
            (ONE + "quorum one\n", 1),
            (ONE + TWO + "quorum none\n", 0),
            (ONE + TWO + "group g any one two\nquorum g\n", 1),
            (ONE + TWO + "group g 2 one two\nquorum g\n", 2),
        ],
    )
    def test_counts_what_the_quorum_asks_for(self, lines: str, quorum: int) -> None:
        assert parse_tlog_policy(LOG + lines).policy.quorum == quorum

    def test_takes_a_witness_outside_of_the_quorum_for_a_retired_one(self) -> None:
        found = parse_tlog_policy(LOG + ONE + TWO + "quorum one\n")

        assert found.policy.witnesses == (W1.verifier,)
        assert found.policy.retired == (W2.verifier,)
        assert parse_tlog_policy(found.to_text()) == found

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("quorum none\n", "the policy names no log"),
            (LOG, "the policy has no quorum line"),
            (LOG + LOG + "quorum none\n", "line 2: a second log"),
            (LOG + "quorum none\nquorum none\n", "line 3: a second quorum"),
            (LOG + "quorum one\n" + ONE, "line 2: one is not defined above"),
            (LOG + ONE + "group g 2 one\nquorum g\n", "line 3: 2 of 1 members"),
            (LOG + ONE + "group g 0 one\nquorum g\n", "line 3: 0 of 1 members"),
            (LOG + ONE + "group g any one one\nquorum g\n", "line 3: a group lists witnesses"),
            (LOG + ONE + "group g any g\nquorum g\n", "line 3: a group lists witnesses"),
            (LOG + ONE + ONE + "quorum one\n", "line 3: the name one is taken"),
            (LOG + ONE + ONE.replace("one", "again") + "quorum none\n", "are named"),
            (LOG + f"witness none {W1.vkey}\nquorum none\n", "line 2: the name none is taken"),
            (LOG + "witness one nonsense\nquorum one\n", "line 2: a note key is"),
            (LOG + "nonsense\nquorum none\n", "line 2: not a log, a witness"),
            (LOG + f"witness one {a_key().vkey}\nquorum one\n", "a witness's key is of type"),
        ],
    )
    def test_says_what_it_does_not_understand(self, text: str, problem: str) -> None:
        with pytest.raises(NotAKey, match="(?s).*" + problem.replace("|", r"\|")):
            parse_tlog_policy(text)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("quorum none\n", "the policy names no log"),
            (LOG, "the policy has no quorum line"),
            (LOG + ONE + TWO + "quorum none\nquorum none\n", "line 5: a second quorum"),
            (LOG.strip() + " https://a b\n", "line 1: not a log, a witness, a group or a quorum"),
            (ONE.strip() + " more\n", "line 1: not a log, a witness, a group or a quorum"),
            ("group one any\n", "line 1: not a log, a witness, a group or a quorum"),
            (ONE + "group one any one\n", "line 2: the name one is taken"),
            (ONE + "group a any one\ngroup a any one\n", "line 3: the name a is taken"),
            (ONE + "group none any one\n", "line 2: the name none is taken"),
            (ONE + "group g x one\n", "line 2: x of 1 members"),
            (ONE + "group g \u0661 one\n", "line 2: \u0661 of 1 members"),
        ],
    )
    def test_says_exactly_what_is_wrong(self, text: str, words: str) -> None:
        with pytest.raises(NotAKey) as refusal:
            parse_tlog_policy(text)

        assert str(refusal.value) == words

    def test_lets_the_log_have_an_address_too(self) -> None:
        policy = parse_tlog_policy(f"{LOG.strip()} https://log.example\nquorum none\n").policy

        assert policy.log_key == a_key().verifier


class TestOperatorPolicy:
    def test_writes_a_line_for_each_without_loose_ends(self) -> None:
        log = LogPolicy(a_key().name, a_key().verifier, (W1.verifier, W2.verifier), 1)

        text = OperatorPolicy(log, {W1.name: "https://w1.example/"}).to_text()

        assert text == (
            f"log {a_key().vkey}\nwitness w1 {W1.vkey} https://w1.example/\n"
            f"witness w2 {W2.vkey}\ngroup witnesses 1 w1 w2\nquorum witnesses\n"
        )
        nobody = LogPolicy(a_key().name, a_key().verifier)
        assert OperatorPolicy(nobody).to_text() == f"log {a_key().vkey}\nquorum none\n"

    @pytest.mark.parametrize("quorum", [0, 1, 2])
    def test_reads_back_what_it_writes(self, quorum: int) -> None:
        log = LogPolicy(a_key().name, a_key().verifier, (W1.verifier, W2.verifier), quorum)
        policy = OperatorPolicy(log, {W1.name: "https://w1.example/"})

        assert parse_tlog_policy(policy.to_text()) == policy
