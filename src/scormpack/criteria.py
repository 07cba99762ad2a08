"""What makes a module complete, in words."""

from scormpack.model import PreparedModule
from scormpack.words import count, percent


def complete_when(prepared: PreparedModule) -> str:
    """`90% of the video was watched, 1 job aid acknowledged and 80% of questions right`."""
    parts = [f"{percent(prepared.completion.watched)} of the video was watched"]
    required = sum(aid.required for aid in prepared.aids)
    if required:
        parts.append(f"{count(required, 'job aid')} acknowledged")
    if prepared.completion.questions is not None and prepared.module.settings.questions:
        parts.append(f"{percent(prepared.completion.questions)} of the questions answered right")
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
