"""The menu of a package with several modules: its page, and what its script knows of them."""

from collections.abc import Sequence

from scormpack import naming
from scormpack.package import PackagePath
from scormpack.pages.contentscript import content_data, script
from scormpack.pages.page import PageContent
from scormpack.prepared import PreparedCourse
from scormpack.rendering import render


def menu_page(
    course: PreparedCourse,
    content: PageContent,
    *,
    style: PackagePath,
    scripts: Sequence[PackagePath],
    connect: str,
    recorded: bool,
) -> bytes:
    """The page that lists the modules, each a link to its page; `scripts` run after parsing.

    Without a script it is a list of links, and nothing is recorded.
    """
    first = content.modules[0]
    chosen = course.course
    return render(
        "menu.html",
        title=naming.title(chosen),
        description=naming.description(chosen),
        language=naming.language(chosen),
        minutes=naming.minutes(chosen),
        audience=chosen.audience,
        module=first.prepared.module,
        logo=first.logo,
        styles=(*first.styles, style),
        pages=content.modules,
        requires={each.id: chosen.requires(each) for each in chosen.modules},
        scripts=scripts,
        connect=connect,
        recorded=recorded,
    )


def series_script(course: PreparedCourse, content: PageContent) -> bytes:
    """The script that hands the whole course to the menu: `SeriesData` of player/src/series.ts."""
    chosen = course.course
    modules = [
        {
            "content": {
                **content_data(page.prepared, chosen.audience),
                "captions": [],
                "descriptions": [],
            },
            "launch": page.launch,
            "number": page.prepared.module.number,
            "requires": [each.id for each in chosen.requires(page.prepared.module)],
        }
        for page in content.modules
    ]
    named = {"id": naming.subject(chosen), "version": naming.version(chosen)}
    return script("scormpackSeries", {**named, "modules": modules})
