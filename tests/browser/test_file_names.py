"""Files whose names have a meaning in URLs are reached: media, captions, job aids, downloads."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

import scormpack
from tests.browser import packages
from tests.browser.conftest import Serve
from tests.browser.packages import Built

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("messages")]

_HOSTILE = "a#b?c%d&e+f;g'h i %41"


@pytest.fixture
def hostile(six_seconds: Built, tmp_path: Path) -> Built:
    """The six-second module with every file renamed to a name that URLs must escape.

    One job aid becomes a PDF of the author's own: such a file keeps its name when downloaded.
    """
    source = tmp_path / "source"
    shutil.copytree(packages.SIX_SECONDS, source)
    module_file = source / "module.yaml"
    with zipfile.ZipFile(six_seconds.package("web")) as made:
        (steps,) = (name for name in made.namelist() if name.endswith("steps.pdf"))
        (source / "job-aids" / "steps.pdf").write_bytes(made.read(steps))
    text = module_file.read_text().replace("steps.md", "steps.pdf")
    names = re.findall(r"[\w/.-]+\.(?:mp4|jpg|vtt|md|pdf)\b", text)
    for number, name in enumerate(names):
        old = source / name
        new = old.with_name(f"{_HOSTILE}{number}{old.suffix}")
        old.rename(new)
        # An author writes such a name in quotes.
        quoted = f'"{new.relative_to(source).as_posix()}"'
        text = text.replace(f" {name}", f" {quoted}", 1)
    module_file.write_text(text)
    (module,) = scormpack.load(source).modules
    assert Path(module.settings.video.file).name.startswith(_HOSTILE)
    out = tmp_path / "out"
    scormpack.build([module], out=out, formats=["web"], cache=tmp_path / "cache")
    return Built(module, out)


@pytest.mark.parametrize("audience", ["officer", "commander"])
def test_every_file_of_the_page_is_reached(
    hostile: Built, audience: str, serve: Serve, page: Page, tmp_path: Path
) -> None:
    package = hostile.unpacked("web", tmp_path, audience)
    statuses: dict[str, int] = {}
    page.on("response", lambda response: statuses.update({response.url: response.status}))
    page.goto(f"{serve(package.folder)}/{package.launch}")
    page.locator("video").evaluate(
        "video => video.readyState > 0 || new Promise(d => video.onloadedmetadata = d)"
    )
    named = page.evaluate(
        """() => [...document.querySelectorAll("[src],[href],[poster]")].flatMap(e =>
             ["src", "href", "poster"].map(n => e.getAttribute(n)).filter(Boolean))
             .filter(u => !u.startsWith("#")).map(u => new URL(u, location.href).href)
             .filter(u => new URL(u).origin === location.origin)"""
    )
    for url in named:
        response = page.request.get(url)
        assert response.status == 200, url
        assert response.body(), url
    bad = {url: status for url, status in statuses.items() if status >= 400}
    assert {url for url in bad if not url.endswith("/favicon.ico")} == set()
    kinds = {url.rpartition(".")[2] for url in named}
    assert kinds >= {"css", "js", "mp4", "jpg", "vtt", "pdf"}


def test_a_download_keeps_its_own_name(
    hostile: Built, serve: Serve, page: Page, tmp_path: Path
) -> None:
    package = hostile.unpacked("web", tmp_path)
    page.goto(f"{serve(package.folder)}/{package.launch}")
    page.get_by_role("tab", name="Job aids").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download Six steps").click()
    assert started.value.path().read_bytes().startswith(b"%PDF-")
    # Chromium replaces what no file system takes.
    assert re.match(r"a#b.c%d&e\+f;g'h i .*\.pdf$", started.value.suggested_filename)
