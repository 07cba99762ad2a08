"""Every way of cutting the series: what its packages hold, and that every selection builds."""

import itertools
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree, html

import scormpack
from scormpack import archive, checker, pages, prepare
from scormpack.formats import FORMATS
from scormpack.model import Combination, Course, Module
from scormpack.package import Entry
from scormpack.prepare import Ready
from scormpack.prepared import Package
from scormpack.settings import Audience
from tests.makeseries import write_series
from tests.test_formats import GOLDEN, MANIFESTS, blanked, compared

pytestmark = pytest.mark.xdist_group("combinations")

ROOT = Path(__file__).parents[1]
SERIES = ("series", "single")
Built = Mapping[tuple[str, str], Package]


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_series(tmp_path_factory.mktemp("three") / "source")


@pytest.fixture(scope="session")
def built(three: Path) -> Built:
    """The officer's packages of all three modules, by combination and format."""
    packages = scormpack.build(
        scormpack.load(three).modules,
        out=three.parent / "dist",
        cache=three.parent / "cache",
        audiences=["officer"],
        combinations=SERIES,
    )
    assert [finding for each in packages for finding in each.findings] == []
    return {(str(each.combination), each.format): each for each in packages}


def names(package: Package) -> list[str]:
    with zipfile.ZipFile(package.path) as opened:
        return opened.namelist()


def manifest(package: Package, name: str) -> etree._Element:
    with zipfile.ZipFile(package.path) as opened:
        return etree.fromstring(opened.read(name))


def test_a_package_is_named_by_how_it_combines(built: Built) -> None:
    found = sorted(each.path.name for each in built.values() if each.format == "cmi5")
    assert found == ["three-series-officer-cmi5.zip", "three-single-officer-cmi5.zip"]


@pytest.mark.parametrize("key", [(c, f.name) for c in SERIES for f in FORMATS], ids="-".join)
def test_what_is_the_same_lies_in_a_package_once(built: Built, key: tuple[str, str]) -> None:
    """The three modules have the same video and poster; the player is one anyway."""
    found = names(built[key])
    assert sum(name.endswith(".mp4") for name in found) == 1
    assert sum(name.endswith("poster.jpg") for name in found) == 1
    assert sum(name.endswith("/player.js") for name in found) == 1
    assert len({Path(name).name for name in found}) == len(found)


@pytest.mark.parametrize("key", [(c, f.name) for c in SERIES for f in FORMATS], ids="-".join)
def test_every_page_loads_the_words_before_what_says_them(
    built: Built, key: tuple[str, str]
) -> None:
    with zipfile.ZipFile(built[key].path) as opened:
        pages = [
            opened.read(name)
            for name in opened.namelist()
            if "/" not in name and name.endswith(".html")
        ]
    sources = [
        [Path(src).name for src in html.fromstring(page).xpath("//script/@src")] for page in pages
    ]
    played = [each for each in sources if each]
    assert all(each.index("words.js") < len(each) - 1 for each in played)
    assert {each[-1] for each in played} <= {"player.js", "part.js"}
    assert len(played) >= 3


@pytest.mark.parametrize("edition", ["scorm2004-3", "scorm2004-4"])
def test_scorm_2004_rolls_up_and_keeps_the_order(built: Built, edition: str) -> None:
    tree = manifest(built["series", edition], "imsmanifest.xml")
    rules = [
        (
            rule.get("childActivitySet"),
            *(each.get("operator") for each in rule.iter("{*}rollupCondition")),
            *(each.get("condition") for each in rule.iter("{*}rollupCondition")),
            *(each.get("action") for each in rule.iter("{*}rollupAction")),
        )
        for rule in tree.iter("{*}rollupRule")
    ]
    assert rules == [
        ("any", "noOp", "attempted", "incomplete"),
        ("all", "noOp", "completed", "completed"),
        ("any", "not", "satisfied", "notSatisfied"),
        ("all", "noOp", "satisfied", "satisfied"),
    ]
    read = [
        [
            (objective.get("objectiveID"), info.attrib["targetObjectiveID"].rsplit("/", 2)[-2])
            for objective in item.iter("{*}objective")
            for info in objective.iter("{*}mapInfo")
        ]
        for item in tree.iter("{*}item")
    ]
    assert read == [
        [("complete-first", "first")],
        [("complete-second", "second"), ("after-first", "first")],
        [("complete-third", "third"), ("after-second", "second")],
    ]
    disabled = [len(list(item.iter("{*}preConditionRule"))) for item in tree.iter("{*}item")]
    assert disabled == [0, 1, 1]


def test_cmi5_has_a_block_with_the_units_in_order(built: Built) -> None:
    tree = manifest(built["series", "cmi5"], "cmi5.xml")
    (block,) = tree.iter("{*}block")
    assert block.get("id") == "https://example.org/training/series/three"
    assert [(au.get("id"), au.get("moveOn")) for au in block.iter("{*}au")] == [
        (f"https://example.org/training/{name}", "CompletedAndPassed")
        for name in ("first", "second", "third")
    ]
    (unit,) = manifest(built["single", "cmi5"], "cmi5.xml").iter("{*}au")
    assert (unit.get("id"), unit.get("masteryScore")) == (block.get("id"), "0.5")


@pytest.mark.parametrize("combination", SERIES)
def test_tincan_launches_one_activity_and_names_the_others(built: Built, combination: str) -> None:
    tree = manifest(built[combination, "xapi"], "tincan.xml")
    found = [
        (
            each.attrib["id"].removeprefix("https://example.org/training/"),
            each.findtext("{*}launch"),
        )
        for each in tree.iter("{*}activity")
    ]
    assert found == [
        ("series/three", "index.html"),
        ("first", None),
        ("second", None),
        ("third", None),
    ]


@pytest.mark.parametrize("key", [(c, n) for c in SERIES for n in MANIFESTS], ids="-".join)
def test_the_manifest_is_this(
    built: Built, request: pytest.FixtureRequest, key: tuple[str, str]
) -> None:
    combination, standard = key
    with zipfile.ZipFile(built[key].path) as opened:
        text = opened.read(MANIFESTS[standard]).decode()
    compared(GOLDEN / standard / f"{combination}.xml", blanked(text), request)


def test_a_page_on_the_web_leads_back_to_the_list(built: Built) -> None:
    with zipfile.ZipFile(built["series", "web"].path) as opened:
        assert b'<a href="index.html">All briefings</a>' in opened.read("second.html")
        assert b'href="second.html"' in opened.read("index.html")


def test_ids_differ_by_what_is_packed_and_activities_do_not(three: Path) -> None:
    modules = scormpack.load(three).modules
    cuts = [(combination, modules) for combination in Combination]
    cuts += [(Combination.SERIES, modules[:2]), (Combination.SERIES, modules[1:])]
    packages = [
        package
        for audience in ("officer", "all")
        for use in (None, "briefing")
        for combination, chosen in cuts
        for package in scormpack.build(
            chosen,
            out=three.parent / "ids",
            cache=three.parent / "cache",
            formats=["scorm12"],
            audiences=[audience],
            combinations=[combination],
            use=use,
        )
    ]
    manifest_ids = [package.manifest_id for package in packages]
    assert len(set(manifest_ids)) == len(manifest_ids) == 4 * 7
    assert {iri for package in packages for iri in package.activity_ids} == {
        f"https://example.org/training/{name}" for name in ("first", "second", "third")
    }


def test_a_title_says_what_sets_the_package_apart(three: Path) -> None:
    modules = scormpack.load(three).modules
    packages = scormpack.build(
        modules[::2],
        out=three.parent / "titles",
        cache=three.parent / "cache",
        formats=["scorm12"],
        audiences=["commander"],
        combinations=["series"],
        use="briefing",
    )
    (package,) = packages
    assert package.title == "Three briefings (modules 1, 3, commanders, roll-call briefing)"
    assert package.path.name == "three-series-1.3-commander-briefing-scorm12.zip"
    tree = manifest(package, "imsmanifest.xml")
    words = [each.text for each in tree.iter("{*}keyword") for each in each]
    assert words == ["Three briefings", "TEST-6", "roll-call briefing"]
    assert package.requires == (("Third briefing", "First briefing"),)


def test_a_briefing_asks_nothing_and_wants_the_learners_word(three: Path) -> None:
    (package,) = scormpack.build(
        scormpack.load(three).modules[:1],
        out=three.parent / "briefing",
        cache=three.parent / "cache",
        formats=["web"],
        audiences=["officer"],
        use="briefing",
    )
    assert package.complete_when == (
        (
            "First briefing",
            (
                "90% of the video was watched, 1 job aid acknowledged and the briefing confirmed "
                "as watched and understood"
            ),
        ),
    )
    with zipfile.ZipFile(package.path) as opened:
        page = opened.read("index.html").decode()
    assert 'id="questions"' not in page
    assert 'id="attest"' in page


def test_modules_that_stand_alone_share_no_package(tmp_path: Path) -> None:
    modules = scormpack.load(ROOT / "tests/sources/good/six-seconds").modules
    with pytest.raises(scormpack.OutputError, match="OUT-012"):
        scormpack.build(modules, out=tmp_path / "out", combinations=["series"])


def _subsets(modules: tuple[Module, ...]) -> Iterator[tuple[Module, ...]]:
    for size in range(1, len(modules) + 1):
        yield from itertools.combinations(modules, size)


@pytest.mark.parametrize("audience", [Audience.OFFICER, Audience.COMMANDER])
def test_every_selection_of_the_series_builds(
    real_modules: Mapping[str, Ready], audience: Audience, tmp_path: Path
) -> None:
    """Manifest and entries, checked as a package; the media are left empty, so that it is quick."""
    modules = tuple(each.module for each in real_modules.values())
    scorm12 = next(each for each in FORMATS if each.name == "scorm12")
    count = 0
    for chosen in _subsets(modules):
        course = prepare.course(Course(chosen, audience, Combination.SERIES), real_modules)
        entries = scorm12.entries(course, pages.content(course))
        light = [Entry(e.path, b"") if e.path.startswith("media/") else e for e in entries]
        archive.write(tmp_path / "package.zip", light)
        assert checker.check(tmp_path / "package.zip") == [], [each.id for each in chosen]
        count += 1
    assert count == 2 ** len(modules) - 1
