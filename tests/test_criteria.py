"""What makes a module complete, in words, for each audience."""

from dataclasses import replace

import pytest

from scormpack.criteria import complete_when
from scormpack.prepared import PreparedModule
from scormpack.settings import Audience
from tests.prepared import prepared_course


def module(*, job_aids: int, packet_items: int) -> PreparedModule:
    """A module that is complete once so many job aids and packet items were acknowledged."""
    (prepared,) = prepared_course(Audience.ALL).modules
    aid = prepared.aids[0]
    aids = [replace(aid, packet=False, required=True)] * job_aids
    aids += [replace(aid, packet=True, required=True)] * packet_items
    completion = prepared.completion.model_copy(update={"questions": None})
    return replace(prepared, aids=tuple(aids), completion=completion)


@pytest.mark.parametrize(
    ("job_aids", "packet_items", "audience", "told"),
    [
        (0, 0, Audience.ALL, ""),
        (1, 0, Audience.ALL, " and 1 job aid acknowledged"),
        (1, 2, Audience.ALL, " and 1 job aid acknowledged (by commanders, 3)"),
        (0, 2, Audience.ALL, " and 2 job aids acknowledged by commanders"),
        (1, 2, Audience.COMMANDER, " and 3 job aids acknowledged"),
    ],
)
def test_items_of_the_packet_are_asked_of_commanders_alone(
    job_aids: int, packet_items: int, audience: Audience, told: str
) -> None:
    text = complete_when(module(job_aids=job_aids, packet_items=packet_items), audience)
    assert text.endswith(f" of the video was watched{told}")
