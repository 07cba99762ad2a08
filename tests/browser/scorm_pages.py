"""The pages of a SCORM LMS: the one with the API, those between it and the content, the login."""

import html
import json
from collections.abc import Sequence

from tests.browser.scorm_setup import Setup, Step

_STYLE = "body{margin:0}iframe{position:fixed;inset:0;width:100%;height:100%;border:0}"
_OPEN = """<button>Open the course</button><script>
document.querySelector("button").onclick = () => window.opened = window.open({url}, {name});
</script>"""
_LOOP = "<script>window.parent = window.frames[0];</script>"

NEXT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Next</title>
<h1>Another page of the LMS</h1>"""
LOGIN = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Log in</title>
<h1>Your session has expired</h1>
<form><label>Password <input type="password"></label><button>Log in</button></form>"""


class Pages:
    """Pages for content at `content`, an address with its origin; `foreign` is another origin."""

    def __init__(self, own: str, foreign: str, content: str, setup: Setup) -> None:
        self._loops = setup.parent_loops
        self._own = own
        self._foreign = foreign
        self._content = content

    def launch(self, settings: object, scripts: Sequence[str], steps: Sequence[Step]) -> str:
        """The page with the API, from which `steps` lead to the content."""
        known = json.dumps(settings).replace("<", "\\u003c")
        sources = "".join(f'<script src="{each}"></script>' for each in scripts)
        return _page("LMS", f"<script>window.LMS = {known};</script>{sources}{self._next(steps)}")

    def between(self, steps: Sequence[Step]) -> str:
        """A page between the two, from which `steps` are left."""
        return _page("Frame", self._next(steps) + (_LOOP if self._loops else ""))

    def _next(self, steps: Sequence[Step]) -> str:
        step, rest = steps[0], steps[1:]
        origin = self._foreign if step.startswith("foreign") else self._own
        url = f"{origin}/lms/step?rest={'.'.join(rest)}" if rest else self._content
        if step.endswith("frame"):
            source = html.escape(url)
            return f'<iframe title="Course" allow="fullscreen" src="{source}"></iframe>'
        name = "content" if not rest else f"window{len(rest)}"
        return _OPEN.format(url=json.dumps(url).replace("<", "\\u003c"), name=json.dumps(name))


def _page(title: str, body: str) -> str:
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<style>{_STYLE}</style>{body}"
