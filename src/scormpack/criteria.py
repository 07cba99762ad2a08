"""What makes a module complete, in words."""

from scormpack.prepared import PreparedModule
from scormpack.settings import Audience
from scormpack.words import count, percent


def complete_when(prepared: PreparedModule, audience: Audience) -> str:
    """`90% of the video was watched, 1 job aid acknowledged and 80% of questions right`."""
    completion = prepared.completion
    parts = [f"{percent(completion.watched)} of the video was watched"]
    if acknowledged := _acknowledged(prepared, audience):
        parts.append(acknowledged)
    if completion.questions is not None and prepared.questions:
        parts.append(f"{percent(completion.questions)} of the questions answered right")
    if completion.attest:
        parts.append("the briefing confirmed as watched and understood")
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _acknowledged(prepared: PreparedModule, audience: Audience) -> str:
    """Items of the packet are asked of commanders alone."""
    required = sum(aid.required for aid in prepared.aids)
    packet = sum(aid.required and aid.packet for aid in prepared.aids)
    if audience is Audience.ALL and packet:
        if required == packet:
            return f"{count(packet, 'job aid')} acknowledged by commanders"
        line = f"{count(required - packet, 'job aid')} acknowledged"
        return f"{line} (by commanders, {required})"
    return f"{count(required, 'job aid')} acknowledged" if required else ""
