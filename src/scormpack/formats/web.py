"""Plain pages that open from a disk or a web server; nothing is recorded, and the page says so."""

from collections.abc import Iterable

from scormpack.formats import _layout
from scormpack.formats.base import Player
from scormpack.model import Combination
from scormpack.package import Entry
from scormpack.pages import PageContent
from scormpack.prepared import PreparedCourse


class Web:
    """For looking at a module without an LMS, and for agencies that have none."""

    name = "web"
    label = "Web page"
    suits = "A look at the module without an LMS: unpack it and open index.html."
    reports = "Nothing. The page says so."
    capacity = None
    one_launch = False

    combines = (
        "A series is a page with links to its modules, the same for both ways of combining. No "
        "order is enforced."
    )

    def entries(self, course: PreparedCourse, content: PageContent) -> Iterable[Entry]:
        """Content, player and launch pages; of several modules also the page that lists them."""
        player = Player(self.name, "web", settings=lambda _: {}, capacity=None, recorded=False)
        if course.course.combination is Combination.MODULES:
            yield from _layout.lay_modules(course, content, player).entries
            return
        yield from _layout.lay_modules(course, content, player, _layout.MENU).entries
        yield from _layout.menu(course, content, player)
