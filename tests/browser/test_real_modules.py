"""The real modules, played whole at 2× in every standard, side by side in one browser."""

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scormpack.settings import Require
from tests.browser import hosts, packages
from tests.browser.hosts import Host
from tests.browser.learner import Learner
from tests.browser.packages import Built
from tests.browser.xapi_validator import XapiValidator

# One process builds them, for all.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("messages"),
    pytest.mark.xdist_group("real-modules"),
]

_FOLDERS = sorted(path.parent.name for path in packages.MODULES.glob("*/module.yaml"))
# One of eight in the ordinary run, the shortest, since each takes as long as its video at 2×.
_SHORTEST = "03-consular-notification"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`--whole-modules` for all of them."""
    if "whole" in metafunc.fixturenames:
        played = _FOLDERS if metafunc.config.getoption("--whole-modules") else [_SHORTEST]
        metafunc.parametrize("whole", played)


@pytest.fixture(scope="session")
def modules(shared: Path) -> dict[str, Built]:
    """The packages of every module, by the name of its folder."""
    made = packages.built(packages.MODULES, shared, hosts.RECORDED)
    return {built.module.folder.name: built for built in made}


def test_there_are_eight() -> None:
    assert len(_FOLDERS) == 8


@pytest.mark.parametrize("folder", _FOLDERS)
def test_a_real_module_opens_and_all_but_the_video_is_done(
    folder: str, modules: dict[str, Built], page: Page, tmp_path: Path, validator: XapiValidator
) -> None:
    built = modules[folder]
    package = built.unpacked("scorm12", tmp_path)
    with hosts.hosted(package, "scorm12", validator) as host:
        learner = Learner(host.open(page, "ann"), built.module)
        learner.wait_until_open()
        learner.play()
        learner.read_job_aids()
        learner.answer(right=True)
        expect(learner.left).to_have_text(re.compile(r"What is left Video [1-9]\d?% of 90%"))
        assert host.faults() == []


def test_real_module_completes_in_every_standard(
    whole: str,
    modules: dict[str, Built],
    context: BrowserContext,
    tmp_path: Path,
    validator: XapiValidator,
) -> None:
    built = modules[whole]
    with ExitStack() as stack:
        running: dict[str, tuple[Host, Learner]] = {}
        for standard in hosts.RECORDED:
            package = built.unpacked(standard, tmp_path)
            host = stack.enter_context(hosts.hosted(package, standard, validator))
            learner = Learner(host.open(context.new_page(), "ann"), built.module)
            learner.wait_until_open()
            learner.play()
            running[standard] = host, learner
        for _host, learner in running.values():
            learner.read_job_aids()
            learner.answer(right=True)
        for standard, (host, learner) in running.items():
            learner.watch_to_the_end(seconds=150)
            learner.expect_recorded()
            learner.save_and_exit()
            passed = None if standard == "scorm12" else True
            outcome = host.outcome("ann")
            assert (outcome.completed, outcome.passed, outcome.score) == (True, passed, 1), standard
            assert host.faults() == [], standard
    assert any(aid.require is Require.ACKNOWLEDGE for aid in built.module.settings.job_aids)
