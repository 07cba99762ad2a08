"""IMS Simple Sequencing 1.0 as SCORM 2004 uses it: rollup to the whole, and the order of modules.

A condition can ask only objectives about another activity (SN 4.2, 3rd edition), so each SCO of a
series has an objective of its own that the player satisfies once the module is complete. It is
shared within the course (`objectivesGlobalToSystem` false), and what requires the module reads it.
"""

from collections.abc import Sequence

from lxml.builder import ElementMaker

from scormpack.formats.base import Element, Unit

ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
GLOBAL_TO_SYSTEM = f"{{{ADLSEQ}}}objectivesGlobalToSystem"


def completion_objective(unit: Unit) -> str:
    """The objective that the player satisfies once the module of `unit` is complete."""
    return f"complete-{unit.id}"


class Sequencing:
    """Elements of `imsss`, in the order that its schema asks for."""

    def __init__(self, maker: ElementMaker) -> None:
        self._ss = maker

    def whole(self) -> Element:
        """Of the organization: any module may be chosen, and all together make the whole.

        A rule for "incomplete" is applied before one for "completed" (SN 4.6, rollup by rules).
        """
        ss = self._ss
        return ss.sequencing(
            ss.controlMode(choice="true", flow="true"),
            ss.rollupRules(
                self._rule("any", "attempted", "incomplete"),
                self._rule("all", "completed", "completed"),
                self._rule("any", "satisfied", "notSatisfied", operator="not"),
                self._rule("all", "satisfied", "satisfied"),
            ),
        )

    def alone(self) -> Element:
        """Of an organization with one item."""
        return self._ss.sequencing(self._ss.controlMode(choice="true", flow="true"))

    def menu(self, unit: Unit) -> Element:
        """Of the one item of a `single` package: an objective for each module behind the menu."""
        ss = self._ss
        listed = [ss.objective(objectiveID=each.module.id) for each in unit.modules]
        return ss.sequencing(ss.objectives(ss.primaryObjective(), *listed), self._controls())

    def item(self, unit: Unit, units: Sequence[Unit]) -> Element:
        """Of an item of a series.

        Its score counts to the whole's unless it has none while others do: a module without
        questions reports full marks on completion. Whether it is satisfied counts always: what is
        not judged is satisfied once complete.
        """
        ss = self._ss
        parts = []
        required = [each for each in units if each.id in unit.requires]
        if required:
            parts.append(ss.sequencingRules(*(self._closed(each) for each in required)))
        judged = unit.mastery is not None or not any(each.mastery is not None for each in units)
        parts.append(ss.rollupRules(objectiveMeasureWeight="1" if judged else "0"))
        own = self._objective(completion_objective(unit), unit, writes="true")
        awaited = (self._objective(_awaited_id(each), each, writes="false") for each in required)
        parts.append(ss.objectives(ss.primaryObjective(), own, *awaited))
        return ss.sequencing(*parts, self._controls())

    def plain(self) -> Element:
        """Of the one item of one module."""
        return self._ss.sequencing(self._controls())

    def _controls(self) -> Element:
        """Without these SuccessFactors completes a SCO when it is left."""
        return self._ss.deliveryControls(
            completionSetByContent="true", objectiveSetByContent="true"
        )

    def _rule(self, children: str, condition: str, action: str, operator: str = "noOp") -> Element:
        ss = self._ss
        return ss.rollupRule(
            ss.rollupConditions(
                ss.rollupCondition(operator=operator, condition=condition),
                conditionCombination="any",
            ),
            ss.rollupAction(action=action),
            childActivitySet=children,
        )

    def _closed(self, required: Unit) -> Element:
        """Disabled until `required` is complete.

        "Not satisfied" is unknown, so no reason to disable, while nothing is known (SN, truth
        tables): the status must be known as well.
        """
        ss = self._ss
        asked = _awaited_id(required)
        return ss.preConditionRule(
            ss.ruleConditions(
                ss.ruleCondition(
                    referencedObjective=asked, operator="not", condition="objectiveStatusKnown"
                ),
                ss.ruleCondition(referencedObjective=asked, operator="not", condition="satisfied"),
                conditionCombination="any",
            ),
            ss.ruleAction(action="disabled"),
        )

    def _objective(self, name: str, module: Unit, writes: str) -> Element:
        """An objective that reads whether `module` is complete; its own unit writes it, too."""
        shared = self._ss.mapInfo(
            targetObjectiveID=f"{module.activity}/complete",
            readSatisfiedStatus="true",
            readNormalizedMeasure="false",
            writeSatisfiedStatus=writes,
            writeNormalizedMeasure="false",
        )
        return self._ss.objective(shared, objectiveID=name)


def _awaited_id(unit: Unit) -> str:
    return f"after-{unit.id}"
