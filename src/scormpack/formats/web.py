"""Plain pages that open from a disk or a web server; nothing is recorded, and the page says so."""

from collections.abc import Iterable

from scormpack.formats import base
from scormpack.model import PreparedCourse
from scormpack.package import Entry
from scormpack.pages import PageContent


class Web:
    """For looking at a module without an LMS, and for agencies that have none."""

    name = "web"
    label = "Web page"
    suits = "A look at the module without an LMS: unpack it and open index.html."
    reports = "Nothing. The page says so."

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:  # noqa: ARG002
        """Content, player and launch pages."""
        laid = base.lay(
            content, standard=self.name, bundle="web", settings=lambda _: {}, recorded=False
        )
        yield from laid.entries
