"""Ways of real LRSs that content must live with: off until a test sets them."""

import time
from dataclasses import dataclass
from email.utils import formatdate
from math import ceil
from typing import Literal

from tests.browser.server import Answer

Tags = Literal["strong", "weak", "changed", "hidden"]


class Excused(Answer):
    """A refusal by a way of the LRS's own: content could not know better, and did no wrong."""


@dataclass
class Rest:
    """Requests are answered with `status` and Retry-After until `until`, as `time.time()`.

    `refused` counts them: content that waits as it was asked to comes once.
    """

    status: int
    until: float
    dated: bool = False
    refused: int = 0

    def answer(self) -> Answer | None:
        """The refusal; None once the rest is over."""
        left = self.until - time.time()
        if left <= 0:
            return None
        self.refused += 1
        # Whole seconds, rounded up: who obeys never comes too early.
        date = formatdate(ceil(self.until), usegmt=True)
        return Excused(
            self.status, b"later", {"Retry-After": date if self.dated else str(ceil(left))}
        )


class Modes:
    """The attributes of an LRS that say how it is.

    `refuses_repeats`: 403 to a second `completed` or `passed` about an activity in a registration,
    and in cmi5 to a second `initialized` or `failed` in a session, even where it is the same
    statement again (CATAPULT's player, `routes/lrs.js`).
    `conflict409`: 409 for an id that is there, even with the same content (xAPI 1.0.3,
    Communication 2.1.1, asks for it where the content differs).
    `requires_tags`: 412 to a document's write without If-Match or If-None-Match.
    `tags`: "weak" prefixes W/, which never matches (RFC 9110, 13.1.1), though the bare tag does;
    "changed" gives tags that never match, as a proxy that compresses may; "hidden" gives none, as
    CORS does where ETag is not exposed.
    `no_state`: the status to every request for a state document that is not the LMS's own.
    `resting`: asks to be left alone for a time.
    """

    refuses_repeats: bool = False
    conflict409: bool = False
    requires_tags: bool = False
    tags: Tags = "strong"
    no_state: Literal[0, 401, 403, 404, 405, 500, 501] = 0
    resting: Rest | None = None

    def rest(self, seconds: float, status: int = 503, *, dated: bool = False) -> None:
        """Answers everything for `seconds` with `status` and Retry-After, in seconds or a date."""
        self.resting = Rest(status, time.time() + seconds, dated)

    def shown(self, etag: str) -> dict[str, str]:
        """The ETag header for a document's own tag."""
        match self.tags:
            case "strong":
                return {"ETag": etag}
            case "weak":
                return {"ETag": f"W/{etag}"}
            case "changed":
                return {"ETag": f'{etag[:-1]}-gzip"'}
            case "hidden":
                return {}
