"""Where the files of a package lie: a unit a module, or one unit with a menu of all."""

from collections.abc import Sequence
from dataclasses import replace

from scormpack import ids, naming, pages
from scormpack.assets import player_asset, template_asset
from scormpack.formats.base import Laid, Player, Unit, build_id
from scormpack.model import Combination
from scormpack.package import Entry, PackagePath
from scormpack.pages import ModulePage, PageContent
from scormpack.prepared import PreparedCourse

MENU = PackagePath("index.html")


def lay(course: PreparedCourse, content: PageContent, player: Player) -> Laid:
    """Adds the player, its settings and the launch pages to `content`, as the course combines."""
    single = course.course.combination is Combination.SINGLE
    return (lay_single if single else lay_modules)(course, content, player)


def lay_modules(
    course: PreparedCourse, content: PageContent, player: Player, menu: PackagePath | None = None
) -> Laid:
    """A unit for each module, around one player; each links to `menu`, where there is one."""
    bundle = Entry.hashed("a", "player.js", player_asset(f"player-{player.bundle}.js"))
    words = _words()
    build = build_id(content)
    units = []
    for page in content.modules:
        unit = _module(course, page)
        settings = player.script(course.course, unit, build, together=False)
        html = _launch(page, player, [settings.path, words.path, bundle.path], menu)
        units.append(replace(unit, entries=(html, settings)))
    return Laid((bundle, words, *content.entries), tuple(units))


def lay_single(course: PreparedCourse, content: PageContent, player: Player) -> Laid:
    """One unit: the menu, which holds the LMS's session and opens the modules' pages in a frame.

    Each page asks the menu to record what is done in it.
    """
    bundle = Entry.hashed("a", "player.js", player_asset(f"player-single-{player.bundle}.js"))
    part = Entry.hashed("a", "part.js", player_asset("player-part.js"))
    words = _words()
    series = Entry.hashed("a", "series.js", pages.series_script(course, content))
    unit = _whole(course)
    settings = player.script(course.course, unit, build_id(content), together=True)
    scripts = [settings.path, words.path, series.path, bundle.path]
    style, html = menu(course, content, player, scripts)
    within = replace(player, connect=pages.CONNECT_SELF)
    launched = [_launch(page, within, [words.path, part.path]) for page in content.modules]
    shared = (bundle, part, words, style, series, *launched, *content.entries)
    return Laid(shared, (replace(unit, entries=(html, settings)),))


def _words() -> Entry:
    """The sentences that the player's bundles of the same build name by their places in it."""
    return Entry.hashed("a", "words.js", player_asset("words.js"))


def menu(
    course: PreparedCourse,
    content: PageContent,
    player: Player,
    scripts: Sequence[PackagePath] = (),
) -> tuple[Entry, Entry]:
    """The menu's style sheet, and index.html, which links to every module's page."""
    style = Entry.hashed("a", "menu.css", template_asset("menu.css"))
    html = pages.menu_page(
        course,
        content,
        style=style.path,
        scripts=scripts,
        connect=player.connect,
        recorded=player.recorded,
    )
    return style, Entry(MENU, html)


def _launch(
    page: ModulePage,
    player: Player,
    scripts: Sequence[PackagePath],
    menu: PackagePath | None = None,
) -> Entry:
    html = pages.launch_page(
        page, scripts=scripts, connect=player.connect, recorded=player.recorded, menu=menu
    )
    return Entry(page.launch, html)


def _module(course: PreparedCourse, page: ModulePage) -> Unit:
    module = page.prepared.module
    return Unit(
        id=module.id,
        activity=ids.activity_iri(module.base_iri, module.id),
        title=module.title,
        description=module.settings.description,
        language=module.language,
        launch=page.launch,
        modules=(page.prepared,),
        requires=tuple(each.id for each in course.course.requires(module)),
    )


def _whole(course: PreparedCourse) -> Unit:
    chosen = course.course
    return Unit(
        id=naming.subject(chosen),
        activity=naming.activity(chosen),
        title=naming.title(chosen),
        description=naming.description(chosen),
        language=naming.language(chosen),
        launch=MENU,
        modules=course.modules,
        requires=(),
    )
