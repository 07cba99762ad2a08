"""The wheel, installed away from this tree: its schemas, templates and player are all in it."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import scormpack
from tests.browser import hosts
from tests.browser.learner import Learner
from tests.browser.packages import REPOSITORY, SIX_SECONDS
from tests.browser.unpacked import unpack
from tests.browser.xapi_validator import XapiValidator

pytestmark = pytest.mark.browser


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is installed in; nothing else is."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    # Without isolation: the hook's dependencies, node among them, are installed with the tests.
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder / "built")]
    _run([*pip, *build, str(REPOSITORY)], folder)
    (wheel,) = (folder / "built").glob("scormpack-*.whl")
    _run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], folder)
    return folder / "site"


def test_installed_wheel_builds_a_package_that_plays(
    installed: Path, page: Page, tmp_path: Path, validator: XapiValidator
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(tmp_path)}
    where = "import scormpack; print(scormpack.__file__)"
    assert _run([sys.executable, "-c", where], tmp_path, environment).startswith(str(installed))
    command = [sys.executable, "-m", "scormpack"]
    out = str(tmp_path / "out")
    _run([*command, "build", str(SIX_SECONDS), "--out", out], tmp_path, environment)
    _run([*command, "check", out], tmp_path, environment)
    zips = sorted((tmp_path / "out").glob("*.zip"))
    assert len(zips) == 12

    (module,) = scormpack.load(SIX_SECONDS).modules
    package = unpack(
        tmp_path / "out" / "six-seconds-officer-scorm2004-4.zip", tmp_path / "unzipped"
    )
    with hosts.hosted(package, "scorm2004-4", validator) as host:
        learner = Learner(host.open(page, "ann"), module)
        learner.wait_until_open()
        learner.take_whole()
        learner.expect_recorded()
        expect(learner.left).to_contain_text("Nothing. You are done.")
        assert host.outcome("ann").completed
        assert host.faults() == []
