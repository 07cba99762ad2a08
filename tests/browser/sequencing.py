"""SCORM 2004 sequencing, as much as series use: which items are open, and rollup to the whole.

Written from the Sequencing and Navigation book, 4th edition: conditions are true, false or unknown
(SN 3.4), a precondition rule holds only where its conditions are true, and rollup by rules applies
those for "incomplete" before those for "completed" (SN RB.1.2 b, RB.1.3).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from tests.browser.scorm_record import Record

Known = bool | None
Records = Mapping[str, Record]


class Sequencing:
    """The organization of one manifest. `records` hold a learner's, by item identifier."""

    def __init__(self, manifest: Path) -> None:
        root = etree.parse(manifest).getroot()
        self._organization = next(root.iter("{*}organization"))
        self._items = {i.attrib["identifier"]: i for i in self._organization.iter("{*}item")}

    def available(self, item: str, records: Records) -> bool:
        """Whether the item may be chosen: no rule disables it (SN UP.5)."""
        element = self._items[item]
        rules = _of(element, "sequencingRules", "preConditionRule")
        shared = self._shared(records)
        return not any(
            next(rule.iter("{*}ruleAction")).attrib["action"] == "disabled"
            and self._holds(element, rule, shared)
            for rule in rules
        )

    def whole(self, records: Records) -> tuple[Known, Known]:
        """Completion and satisfaction of the organization (SN 4.6)."""
        rules = list(_of(self._organization, "rollupRules", "rollupRule"))
        children = [records.get(item) for item in self._items]
        completed = _rolled(rules, children, {"incomplete": False, "completed": True})
        satisfied = _rolled(rules, children, {"notSatisfied": False, "satisfied": True})
        return completed, satisfied

    def _shared(self, records: Records) -> dict[str, Known]:
        """The global objectives that content has satisfied or failed."""
        found: dict[str, Known] = {}
        for item, record in records.items():
            given = _objectives(record)
            for objective in _of(self._items[item], "objectives", "objective"):
                for info in objective.iter("{*}mapInfo"):
                    if info.get("writeSatisfiedStatus") == "true":
                        status = given.get(objective.attrib["objectiveID"])
                        if status is not None:
                            found[info.attrib["targetObjectiveID"]] = status
        return found

    def _holds(
        self, item: etree._Element, rule: etree._Element, shared: Mapping[str, Known]
    ) -> bool:
        conditions = next(rule.iter("{*}ruleConditions"))
        values = []
        for each in conditions.iter("{*}ruleCondition"):
            status = self._local(item, each.attrib["referencedObjective"], shared)
            value = {"satisfied": status, "objectiveStatusKnown": status is not None}[
                each.attrib["condition"]
            ]
            values.append(_negated(value) if each.get("operator") == "not" else value)
        return _combined(values, conditions.get("conditionCombination", "all")) is True

    def _local(self, item: etree._Element, name: str, shared: Mapping[str, Known]) -> Known:
        (objective,) = (
            o for o in _of(item, "objectives", "objective") if o.get("objectiveID") == name
        )
        for info in objective.iter("{*}mapInfo"):
            if info.get("readSatisfiedStatus", "true") == "true":
                return shared.get(info.attrib["targetObjectiveID"])
        return None


def _of(element: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    """The rules or objectives of the element's own sequencing."""
    yield from element.iterfind(f"{{*}}sequencing/{{*}}{group}/{{*}}{name}")


def _objectives(record: Record) -> dict[str, Known]:
    names = {
        value: name.removesuffix(".id")
        for name, value in record.values.items()
        if name.startswith("cmi.objectives.") and name.endswith(".id")
    }
    verdicts = {"passed": True, "failed": False}
    return {
        objective: verdicts.get(record.values.get(f"{place}.success_status", ""))
        for objective, place in names.items()
    }


def _rolled(
    rules: Sequence[etree._Element], children: Sequence[Record | None], actions: Mapping[str, bool]
) -> Known:
    """The last rule that holds, in the order of `actions`."""
    status: Known = None
    for action, meaning in actions.items():
        for rule in rules:
            if next(rule.iter("{*}rollupAction")).attrib["action"] == action:
                each = [_child(rule, record) for record in children]
                if _combined(each, rule.attrib["childActivitySet"]) is True:
                    status = meaning
    return status


def _child(rule: etree._Element, record: Record | None) -> Known:
    conditions = next(rule.iter("{*}rollupConditions"))
    values = []
    for each in conditions.iter("{*}rollupCondition"):
        value = _CHILD[each.attrib["condition"]](record)
        values.append(_negated(value) if each.get("operator") == "not" else value)
    return _combined(values, conditions.get("conditionCombination", "any"))


def _completed(record: Record | None) -> Known:
    status = record.status()[0] if record else ""
    return {"completed": True, "incomplete": False}.get(status)


def _satisfied(record: Record | None) -> Known:
    return {"passed": True, "failed": False}.get(record.status()[1] if record else "")


_CHILD: Mapping[str, Callable[[Record | None], Known]] = {
    "attempted": lambda record: record is not None and record.launches > 0,
    "completed": _completed,
    "satisfied": _satisfied,
}


def _negated(value: Known) -> Known:
    return None if value is None else not value


def _combined(values: Sequence[Known], how: str) -> Known:
    """`any` or `all` over true, false and unknown."""
    decisive = how == "any"
    if any(value is decisive for value in values):
        return decisive
    return None if None in values else not decisive
