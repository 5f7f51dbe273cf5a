"""All rules over one transfer, when everybody it reaches has been brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from paymentus.compliance.domain.monitoring.activity import DAY, Activity, Signal
from paymentus.compliance.domain.monitoring.cash_rules import CashDay, is_same_cash
from paymentus.compliance.domain.monitoring.evidence import Hit
from paymentus.compliance.domain.monitoring.movements import DEVICE, INSTRUMENT, Movement
from paymentus.compliance.domain.monitoring.risk import Contribution, contributions, risk_score
from paymentus.compliance.domain.monitoring.round_trips import IncomingOf
from paymentus.compliance.domain.monitoring.rule_book import Judges, RuleSet, Setting
from paymentus.compliance.domain.transfer import Finding, Transfer, Verdict

NOTHING: tuple[Finding, ...] = ()
_NO_PARTIES = (INSTRUMENT, DEVICE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """``risk_score`` from 0 to 100 is of the sender with this transfer counted."""

    findings: tuple[Finding, ...]
    risk_score: int
    contributions: tuple[Contribution, ...]


def judge(
    transfer: Transfer,
    movements: Sequence[Movement],
    *,
    activities: Mapping[str, Activity],
    cash_days: Sequence[CashDay],
    rules: RuleSet,
    incoming_of: IncomingOf,
) -> Judgement:
    """Every word of the rules on ``transfer``.

    ``activities`` and ``cash_days`` hold the transfer already. What is said about a party is noted
    in its activity, so that an alert which holds nothing is not said again the next day.
    Each finding's evidence says under ``about`` which party it is about.
    """
    findings: list[Finding] = []
    if transfer.cash is not None:
        findings += _reports_due(transfer, cash_days, rules)
    for movement in movements:
        activity = activities[movement.party_id]
        for code, hit in _hits(transfer, movement, activity, rules, incoming_of):
            finding = _finding(code, hit, activity, movement, rules)
            if finding is not None:
                findings.append(finding)
    sender = activities[transfer.sender.id]
    if not findings and not sender.signals:
        return Judgement(NOTHING, 0, ())
    of_sender = [one for one in findings if one.evidence["about"] == sender.party_id]
    parts = contributions(of_sender, sender, movements[0].at)
    return Judgement(tuple(findings), risk_score(parts), parts)


def _hits(
    transfer: Transfer,
    movement: Movement,
    activity: Activity,
    rules: RuleSet,
    incoming_of: IncomingOf,
) -> list[tuple[str, Hit]]:
    if movement.party_id.startswith(_NO_PARTIES):
        return _asked(rules.of_instruments, movement, activity, rules)
    if movement.party_id != transfer.sender.id:
        return _asked(rules.of_receivers, movement, activity, rules)
    found = _asked(rules.of_senders, movement, activity, rules)
    known = rules.rules
    hits: list[tuple[str, Hit | None]] = []
    if transfer.cash is not None:
        threshold = rules.ctr_thresholds.get(transfer.currency)
        hit = known["structuring"][1].judge(activity, movement, threshold)
        hits.append(("structuring", hit))
    if not movement.incoming:
        hits.append(("round_trip", known["round_trip"][1].judge(activity, movement, incoming_of)))
        if _is_at_risk(transfer, rules.at_risk):
            hit = known["high_risk_geography"][1].judge(
                movement, transfer, rules.acted_against, rules.watched
            )
            hits.append(("high_risk_geography", hit))
        if transfer.sender.profile_changed_at is not None:
            hit = known["profile_change_then_large"][1].judge(activity, movement, transfer)
            hits.append(("profile_change_then_large", hit))
    found += [(code, hit) for code, hit in hits if hit is not None]
    return found


def _asked(
    judges: Judges, movement: Movement, activity: Activity, rules: RuleSet
) -> list[tuple[str, Hit]]:
    """What those rules find. Who was spoken of lately is not asked about again."""
    found = []
    signals = activity.signals
    for code, judge_movement in judges:
        if code in signals and _is_repeated(signals[code], movement, rules.rules[code][0]):
            continue
        hit = judge_movement(activity, movement)
        if hit is not None:
            found.append((code, hit))
    return found


def _is_repeated(said: Signal, movement: Movement, setting: Setting) -> bool:
    lately = abs(movement.at - said.at) < setting.again_days * DAY
    return lately and setting.verdict is Verdict.ALLOW


def _is_at_risk(transfer: Transfer, countries: frozenset[str]) -> bool:
    if transfer.country in countries or not countries.isdisjoint(transfer.sender.countries):
        return True
    return not all(countries.isdisjoint(one.countries) for one in transfer.receivers)


def _finding(
    code: str, hit: Hit, activity: Activity, movement: Movement, rules: RuleSet
) -> Finding | None:
    """None for a rule that is off, and for an alert that was said lately and holds nothing."""
    setting = rules.rules[code][0]
    if not setting.on:
        return None
    verdict = Verdict.ALLOW if hit.mild else setting.verdict
    said = activity.signals.get(code)
    lately = said is not None and abs(movement.at - said.at) < setting.again_days * DAY
    if lately and verdict is Verdict.ALLOW:
        return None
    activity.signals[code] = Signal(movement.at, setting.score, movement.transfer_id)
    evidence = {"about": activity.party_id, **hit.evidence}
    return Finding(code, verdict, setting.score, hit.words, evidence)


def _reports_due(
    transfer: Transfer, cash_days: Sequence[CashDay], rules: RuleSet
) -> Iterator[Finding]:
    setting, rule = rules.rules["ctr_aggregation"]
    threshold = rules.ctr_thresholds.get(transfer.currency)
    said: list[CashDay] = []
    for day in cash_days:
        hit = rule.judge(day, transfer, threshold)
        told = day.party_id in transfer.accounts and any(is_same_cash(day, one) for one in said)
        if hit is not None and not told:
            said.append(day)
            evidence = {"about": day.party_id, **hit.evidence}
            yield Finding("ctr_aggregation", setting.verdict, setting.score, hit.words, evidence)
