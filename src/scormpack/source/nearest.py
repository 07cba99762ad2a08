"""The nearest of several names to one that was mistyped."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `name` was most likely meant to be; None where none is near."""
    by_folded = {each.lower().replace("_", "-"): each for each in known}
    folded = name.lower().replace("_", "-")
    found = difflib.get_close_matches(folded[:200], by_folded, 1, 0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """`Did you mean 'x'?`, or where none is near `otherwise` followed by all that are known."""
    names = sorted(known)
    found = nearest(name, names)
    if found is not None:
        return f"Did you mean '{found}'?"
    return f"{otherwise}: {', '.join(names)}." if names else f"{otherwise}: none."
