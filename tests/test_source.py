"""Folders named for the codes that they raise, and what a good source becomes."""

import contextlib
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from scormpack import course, source, starter
from scormpack.codes import source as codes
from scormpack.errors import ScormpackError, SourceError
from scormpack.settings import ModuleSettings, SeriesSettings, Settings
from scormpack.source import forms

HERE = Path(__file__).parent / "sources"
BAD = sorted((HERE / "bad").iterdir())
SIX_SECONDS = HERE / "good" / "six-seconds"
MODULES = Path(__file__).parents[1] / "modules"

PLAIN = """\
id: sample
title: Sample
language: en-US
base_iri: https://example.org/
minutes: 1
description: A sample.
video:
  file: video.mp4
  poster: {file: poster.jpg, alt: A card}
"""


def plain(folder: Path, more: str = "") -> Path:
    """A good module in `folder`, with `more` settings at its end."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "module.yaml").write_text(PLAIN + more, encoding="utf-8")
    (folder / "video.mp4").write_text("not looked into")
    (folder / "poster.jpg").write_text("not looked into")
    return folder


def lines(path: Path) -> list[str]:
    """Each finding that loading `path` raises, as a line."""
    with pytest.raises(SourceError) as raised:
        source.load(path)
    return [str(finding) for finding in raised.value.findings]


# What cannot lie in git, or on every file system: made when it is tested.


def too_large(folder: Path) -> None:
    plain(folder, "# " + "x" * 1_000_000)


def too_many_values(folder: Path) -> None:
    plain(folder, f"objectives: [{'x, ' * 20_000}]")


def unreadable(folder: Path) -> None:
    """A path longer than the system opens, which stops even root."""
    plain(folder)
    place = os.open(folder, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=place)
        inner = os.open("x" * 250, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)


def pipe(folder: Path) -> None:
    os.mkfifo(plain(folder, "job_aids:\n  - {file: card.md, title: Card}\n") / "card.md")


def pipe_as_settings(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "module.yaml")


def unix_socket(folder: Path) -> None:
    # The address of a socket may have 107 bytes at most.
    with socket.socket(socket.AF_UNIX) as each:
        here = Path.cwd()
        os.chdir(plain(folder))
        try:
            each.bind("s")
        finally:
            os.chdir(here)


def link_out(folder: Path) -> None:
    (folder.parent / "secret.md").write_text("Not for a package.")
    (plain(folder) / "card.md").symlink_to("../secret.md")


def link_loop(folder: Path) -> None:
    (plain(folder) / "again").symlink_to("again")


def link_to_device(folder: Path) -> None:
    (plain(folder) / "zero.md").symlink_to("/dev/zero")


def settings_link_out(folder: Path) -> None:
    plain(folder.parent / "other")
    plain(folder)
    (folder / "module.yaml").unlink()
    (folder / "module.yaml").symlink_to("../other/module.yaml")


def linked_module(folder: Path) -> None:
    plain(folder.parent / "other")
    folder.mkdir()
    (folder / "series.yaml").write_text("id: s\ntitle: S\nbase_iri: https://example.org/\n")
    (folder / "01-sample").symlink_to("../other")


def name_not_utf_8(folder: Path) -> None:
    plain(folder)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("x")


def names_by_case(folder: Path) -> None:
    (plain(folder) / "Card.md").write_text("x")
    (folder / "card.md").write_text("x")


def names_by_form(folder: Path) -> None:
    (plain(folder) / "caf\u00e9.md").write_text("x")
    (folder / "cafe\u0301.md").write_text("x")


def file_and_folder(folder: Path) -> None:
    (plain(folder) / "Cards").write_text("x")
    (folder / "cards").mkdir()


def name_in_other_form(folder: Path) -> None:
    aid = "job_aids:\n  - {file: caf\u00e9.md, title: Card}\n"
    (plain(folder, aid) / "cafe\u0301.md").write_text("x")


def named(name: str) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        path = plain(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")

    return build


def not_empty(folder: Path) -> None:
    plain(folder)


BUILT: tuple[tuple[str, str, Callable[[Path], None]], ...] = (
    ("SRC-016", "too_large", too_large),
    ("SRC-019", "too_many_values", too_many_values),
    ("SRC-021", "unreadable", unreadable),
    ("SRC-031", "other_form", name_in_other_form),
    ("SRC-033", "pipe", pipe),
    ("SRC-033", "pipe_as_settings", pipe_as_settings),
    ("SRC-033", "socket", unix_socket),
    ("SRC-034", "link_out", link_out),
    ("SRC-034", "link_loop", link_loop),
    ("SRC-034", "link_to_device", link_to_device),
    ("SRC-034", "settings_link_out", settings_link_out),
    ("SRC-034", "linked_module", linked_module),
    ("SRC-035", "latin_1", name_not_utf_8),
    ("SRC-036", "case", names_by_case),
    ("SRC-037", "form", names_by_form),
    ("SRC-038", "file_and_folder", file_and_folder),
    ("SRC-039", "bidi", named("card\u202efdp.md")),
    ("SRC-039", "joiner", named("card\u200d.md")),
    ("SRC-039", "line_end", named("card\n.md")),
    ("SRC-040", "device", named("Aux.md")),
    ("SRC-040", "device_folder", named("com1/card.md")),
    ("SRC-040", "dot", named("card.")),
    ("SRC-040", "space", named("card ")),
    ("SRC-041", "long", named("/".join(["x" * 60] * 4))),
)
# What is raised by other functions than `load`.
ELSEWHERE: Mapping[str, Callable[[Path], object]] = {
    "SRC-068": lambda _: course.pick([source.load(SIX_SECONDS)], ["six-second"]),
    "SRC-073": lambda _: course.pick([source.load(SIX_SECONDS)], numbers="1-"),
    "SRC-074": lambda _: course.pick([source.load(SIX_SECONDS)], numbers="1,9"),
    "SRC-069": lambda folder: starter.new(plain(folder)),
}


def test_every_code_has_a_fixture() -> None:
    tested = {folder.name.partition("_")[0] for folder in BAD}
    tested |= {code for code, _, _ in BUILT} | ELSEWHERE.keys()
    assert {code.id for code in codes.ALL} == tested


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_source_raises_just_its_code(folder: Path) -> None:
    with pytest.raises(SourceError) as raised:
        source.load(folder)
    assert {f.code.id for f in raised.value.findings} == {folder.name.partition("_")[0]}


@pytest.mark.parametrize(("code", "name", "build"), BUILT, ids=[name for _, name, _ in BUILT])
def test_a_built_source_raises_just_its_code(
    code: str, name: str, build: Callable[[Path], None], tmp_path: Path
) -> None:
    build(tmp_path / name)
    with pytest.raises(SourceError) as raised:
        source.load(tmp_path / name)
    assert {f.code.id for f in raised.value.findings} == {code}


@pytest.mark.parametrize("code", ELSEWHERE)
def test_other_functions_raise_just_their_code(code: str, tmp_path: Path) -> None:
    with pytest.raises(ScormpackError) as raised:
        ELSEWHERE[code](tmp_path / "module")
    assert {f.code.id for f in raised.value.findings} == {code}


@pytest.mark.parametrize("folder", sorted((HERE / "good").iterdir()), ids=lambda f: f.name)
def test_a_good_source_loads(folder: Path) -> None:
    assert source.load(folder).modules


def test_a_module_alone() -> None:
    series = source.load(SIX_SECONDS / "module.yaml")
    (module,) = series.modules
    assert series.settings is None
    assert (module.id, module.number, module.base_iri, module.language) == (
        "six-seconds",
        1,
        "https://example.org/training/",
        "en-US",
    )
    assert module.notice == "Test content. Not training."


def test_the_findings_of_the_example_in_the_docs() -> None:
    first = lines(HERE / "bad" / "SRC-003_unknown_setting")[0]
    assert first == (
        "SRC-003_unknown_setting/module.yaml:10:3: error SRC-003: unknown setting 'captoins'. "
        "Did you mean 'captions'?"
    )


def test_a_finding_shows_its_line_with_a_caret() -> None:
    with pytest.raises(SourceError) as raised:
        source.load(HERE / "bad" / "SRC-003_unknown_setting")
    assert raised.value.findings[0].caret() == ("      captoins: {en: captions.en.vtt}\n      ^")


def test_a_symlink_inside_the_module_is_followed(tmp_path: Path) -> None:
    folder = plain(tmp_path / "m", "job_aids:\n  - {file: card.md, title: Card}\n")
    (folder / "aids").mkdir()
    (folder / "aids" / "card.md").write_text("A card.")
    (folder / "card.md").symlink_to("aids/card.md")
    assert source.load(folder).modules


@pytest.mark.parametrize("name", ["50% off #1.md", "a?b&c+d;e'f.md", "שלום.md", "a b.md"])
def test_ordinary_characters_are_fine_in_names(name: str, tmp_path: Path) -> None:
    folder = plain(tmp_path / "m", f'job_aids:\n  - {{file: "{name}", title: Card}}\n')
    (folder / name).write_text("A card.")
    assert source.load(folder).modules[0].settings.job_aids[0].file == name


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "C:/x.md", "a\\b.md", "a/../b.md", "./a.md", "a//b.md", ".git/x.md"]
)
def test_paths_that_may_leave_the_folder_are_refused(name: str, tmp_path: Path) -> None:
    folder = plain(tmp_path / "m", f"job_aids:\n  - {{file: '{name}', title: Card}}\n")
    (finding,) = lines(folder)
    assert finding.startswith("m/module.yaml:11:12: error SRC-032: ")


def test_tools_own_folders_are_not_looked_into(tmp_path: Path) -> None:
    hidden = plain(tmp_path / "m") / ".git"
    hidden.mkdir()
    (hidden / "out").symlink_to("/")
    assert source.load(tmp_path / "m").modules


def series_of(folder: Path, settings: str = "", **modules: str) -> Path:
    """A series in `folder` with a module for each of `modules`: its id and its settings."""
    folder.mkdir()
    head = "id: s\ntitle: S\nbase_iri: https://example.org/s/\nnotice: Ours.\n"
    (folder / "series.yaml").write_text(head + settings)
    for number, (name, more) in enumerate(modules.items(), 1):
        plain(folder / f"{number:02}-{name}", more)
        text = PLAIN.replace("id: sample", f"id: {name}").replace("language: en-US\n", "")
        text = text.replace("base_iri: https://example.org/\n", "")
        (folder / f"{number:02}-{name}" / "module.yaml").write_text(text + more)
    return folder


def test_order_comes_first_then_folder_names(tmp_path: Path) -> None:
    order = "order: [c, later, b]\nplanned: [later]\n"
    series = source.load(series_of(tmp_path / "s", order, a="", b="", c="", d=""))
    assert [(module.id, module.number) for module in series.modules] == [
        ("c", 1),
        ("b", 3),
        ("a", 4),
        ("d", 5),
    ]


def test_a_module_of_a_series_takes_what_it_leaves_out(tmp_path: Path) -> None:
    folder = series_of(tmp_path / "s", "language: es\norder: [b, a]\n", a="", b="notice: Mine.\n")
    for path in (folder / "02-b", folder / "02-b" / "module.yaml"):
        (module,) = source.load(path).modules
        assert (module.language, module.base_iri) == ("es", "https://example.org/s/")
        assert module.series is not None
        assert (module.series.id, module.series_title, module.number) == ("s", "S", 1)
        assert module.notice == "Mine."
    assert source.load(folder / "01-a").modules[0].notice == "Ours."


def test_a_modules_faults_do_not_stop_its_sibling(tmp_path: Path) -> None:
    folder = series_of(tmp_path / "s", a="", b="colour: red\n")
    assert source.load(folder / "01-a").modules
    assert lines(folder)[0].startswith("02-b/module.yaml:8:1: error SRC-003")


def test_every_fault_of_every_module_is_told_at_once(tmp_path: Path) -> None:
    folder = series_of(
        tmp_path / "s",
        "sequence: inorder\norder: [x]\n",
        a="completion: {watched: 9}\n",
        b="x: y\n",
    )
    (folder / "02-b" / "poster.jpg").unlink()
    assert [
        line.split(": error ")[0] + line[line.index(" SRC-") :][:8] for line in lines(folder)
    ] == [
        "01-a/module.yaml:8:23 SRC-006",
        "02-b/module.yaml:7:18 SRC-030",
        "02-b/module.yaml:8:1 SRC-003",
        "series.yaml:5:11 SRC-007",
        "series.yaml:6:9 SRC-061",
    ]


def test_a_module_may_require_one_that_is_planned_but_not_itself(tmp_path: Path) -> None:
    order = "order: [p, a]\nplanned: [p]\n"
    assert source.load(series_of(tmp_path / "s", order, a="requires: [p]\n")).modules
    (finding,) = lines(series_of(tmp_path / "t", a="requires: [a]\n"))
    assert "SRC-060: the modules require each other: a → a." in finding


def test_two_cycles_are_both_told(tmp_path: Path) -> None:
    pairs = {"a": "requires: [b]\n", "b": "requires: [a]\n", "c": "requires: [d]\n"}
    found = lines(series_of(tmp_path / "s", **pairs, d="requires: [c, a]\n"))
    assert [line.split("other: ")[1].split(".")[0] for line in found] == ["a → b → a", "c → d → c"]


def test_choices_named_by_their_place_can_clash(tmp_path: Path) -> None:
    question = "{id: q, text: T, reason: R, choices: [{text: x, id: b, correct: yes}, {text: y}]}"
    (finding,) = lines(plain(tmp_path / "m", f"questions: {{items: [{question}]}}\n"))
    assert "SRC-052: the choice id 'b' is used twice" in finding


def test_a_language_may_not_have_two_tracks_by_case(tmp_path: Path) -> None:
    folder = plain(tmp_path / "m", "  captions: {en-US: a.vtt, en-us: a.vtt}\n")
    (folder / "a.vtt").write_text("WEBVTT")
    (finding,) = lines(folder)
    assert "SRC-052: the language 'en-us' is used twice; line 10 has the first." in finding


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "completion: {watched: 90%}",
            "'watched' is '90%', not a share from 0 to 1. Write it as 0.9",
        ),
        ("completion: {watched: 85}", "not a share from 0 to 1. Write it as 0.85."),
        ("completion: {watched: '0,9'}", "Write it as 0.9."),
        ("completion: {watched: nan}", "'watched' is 'nan', not a share from 0 to 1"),
        ("completion: {watched: [1]}", "'watched' must be a single value, not a list"),
        ("record: {hours: 0}", "not a number of hours above 0 and at most 100"),
        ("record: {hours: ten}", "not a number of hours above 0 and at most 100"),
        ("record: {expires: P}", "not a duration. Write P and years"),
        ("record: {expires: 2 years}", "not a duration. Write P and years"),
        ("record:", "'record' has no value"),
        ("requires: [Introduction]", "item 1 of 'requires' is 'Introduction', not lower-case"),
        ("requires: introduction", "'requires' must be a list, not text"),
        ("completion: 0.9", "'completion' must be a block of settings, not text"),
        ("completion: [0.9]", "'completion' must be a block of settings, not a list"),
        ("title: {en: Stops}\nx: y", "'title' is set twice"),
        ("accepted: [{code: a, by: b, reason: c, until: 2027-01-01}]", "not the code of a finding"),
        ("accepted: [{code: A11Y-1, by: b, reason: c, until: soon}]", "not a day written as"),
        ("accepted: [{code: A11Y-001, by: b, reason: c, until: 1}]", "not a day written as"),
        ("accepted: [{code: A11Y-001, by: b, reason: c, until: [1]}]", "must be a single value"),
        ("sources: [{id: s, title: t, citation: c, read: maybe}]", "or no where it was not read"),
        ("sources: [{id: s, title: t, citation: c, read: 2026-02-30}]", "or no where it was not"),
        ("sources: [{id: s, title: t, citation: c}]", "setting 'read' is missing. Add 'read: …'"),
        ("notice: ' '", "'notice' has no value"),
        ("questions: {attempts: many, items: []}", "not a whole number from 0 to 99"),
        ("questions: {items: []}", "'items' holds 0; it must hold at least 1"),
        (
            "job_aids: [{title: x, url: 'https://x.org', require: read}]",
            "Write one of: acknowledge.",
        ),
        ("job_aids: [card.md]", "item 1 of 'job_aids' must be a block of settings, not text"),
        ("poster: {file: a}", "unknown setting 'poster'. Move it under 'video'."),
        ("  captions: {english!: a.vtt}", "'english!' is 'english!', not a language tag"),
        ("  captions: {en: }", "'en' has no value"),
        ("  transcript_credit: maybe", "'transcript_credit' is 'maybe', not true or false"),
        ("  chapters: [{at: 0:75, title: x}]", "not a time in the video. Write minutes:seconds"),
    ],
)
def test_mistakes_are_told_in_plain_words(setting: str, message: str, tmp_path: Path) -> None:
    found = "\n".join(lines(plain(tmp_path / "m", setting + "\n")))
    assert message in found
    for jargon in ("pydantic", "Input should", "string_", "NoneType", "tuple", "dict"):
        assert jargon not in found


def test_a_chapter_without_a_time_is_not_out_of_order_too(tmp_path: Path) -> None:
    chapters = '  chapters: [{at: "0:10", title: x}, {at: "0:x", title: y}, {at: "0:20", title: z}]'
    (finding,) = lines(plain(tmp_path / "m", chapters + "\n"))
    assert ":10:43: error SRC-008: 'at' is '0:x'" in finding


def test_a_mistyped_name_is_not_told_as_missing_too(tmp_path: Path) -> None:
    folder = plain(tmp_path / "m")
    text = PLAIN.replace("title: Sample", "titel: Sample")
    (folder / "module.yaml").write_text(text)
    (finding,) = lines(folder)
    assert finding.endswith("unknown setting 'titel'. Did you mean 'title'?")


def test_an_empty_file_lacks_all_that_is_required(tmp_path: Path) -> None:
    (plain(tmp_path / "m") / "module.yaml").write_text("")
    missing = [line.split("setting '")[1].split("'")[0] for line in lines(tmp_path / "m")]
    assert sorted(missing) == [
        "base_iri",
        "description",
        "id",
        "language",
        "minutes",
        "title",
        "video",
    ]


def test_a_file_that_is_no_block_says_so(tmp_path: Path) -> None:
    (plain(tmp_path / "m") / "module.yaml").write_text("just a sentence")
    assert any("the file must be a block of settings, not text" in x for x in lines(tmp_path / "m"))


@pytest.mark.parametrize("name", ["module.yml", "Module.yaml", "SERIES.YML"])
def test_a_settings_file_of_nearly_the_name_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("id: x")
    reason = f"(it has neither module.yaml nor series.yaml, but {name})"
    assert reason in lines(tmp_path)[0]


def test_a_module_is_not_looked_for_in_series_yaml(tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text("id: x")
    assert "(it has no module.yaml)" in lines(tmp_path / "module.yaml")[0]


@pytest.mark.parametrize("path", ["nowhere", "x" * 300, "a\0b"])
def test_a_path_to_nothing_is_told(path: str, tmp_path: Path) -> None:
    assert "SRC-001: there is no module or series here" in lines(tmp_path / path)[0]


@pytest.mark.parametrize("logo", [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/x.png"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import "x"</style></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(https://x.org/#a)"/></svg>',
    '<?xml-stylesheet href="x"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    "<html/>",
    "not a picture",
])  # fmt: skip
def test_a_logo_brings_nothing_along(logo: str, tmp_path: Path) -> None:
    folder = series_of(tmp_path / "s", "brand: {name: X, logo: logo.svg}\n", a="")
    (folder / "logo.svg").write_text(logo)
    (finding,) = lines(folder)
    assert "SRC-071" in finding


def test_a_logo_is_a_small_file(tmp_path: Path) -> None:
    folder = series_of(tmp_path / "s", "brand: {name: X, logo: logo.svg}\n", a="")
    (folder / "logo.svg").write_bytes(b" " * 5_000_001)
    with pytest.raises(SourceError, match=r"SRC-071: the logo holds more than 5,000,000 bytes"):
        source.load(folder)


def test_an_ordinary_logo_is_fine(tmp_path: Path) -> None:
    folder = series_of(tmp_path / "s", "brand: {name: X, logo: logo.svg}\n", a="")
    (folder / "logo.svg").write_text(
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><!-- ours -->'
        '<linearGradient id="a"/><path fill="url( #a)"/><use href="#b"/></svg>'
    )
    assert source.load(folder).modules[0].brand.logo == "logo.svg"


def test_many_files_are_no_fault(tmp_path: Path) -> None:
    folder = plain(tmp_path / "m")
    for number in range(100):
        (folder / f"f{number}").mkdir()
        for inner in range(10):
            (folder / f"f{number}" / f"{inner}.txt").touch()
    assert source.load(folder).modules


@given(
    st.integers(0, 1_700),
    st.integers(0, 80),
    st.text("abz01:-.,[]{}'\"#&*!|>% \n", max_size=12) | st.sampled_from(["[]", "{}", "~", "[[]]"]),
)
@hypothesis_settings(deadline=None, max_examples=200)
def test_any_edit_gives_a_series_or_findings(start: int, length: int, typed: str) -> None:
    text = (SIX_SECONDS / "module.yaml").read_text(encoding="utf-8")
    edited = text[:start] + typed + text[start + length :]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SIX_SECONDS, folder, dirs_exist_ok=True)
        (Path(folder) / "module.yaml").write_text(edited, encoding="utf-8")
        with contextlib.suppress(SourceError):  # any other exception fails the test
            assert source.load(folder).modules


def numeric(model: type[Settings]) -> set[str]:
    """The names of all settings of `model` and below whose values are numbers."""
    schema = model.model_json_schema()
    blocks = [schema, *schema["$defs"].values()]
    return {
        name
        for block in blocks
        for name, field in block.get("properties", {}).items()
        if any(f.get("type") in ("number", "integer") for f in [field, *field.get("anyOf", [])])
    }


def test_every_number_and_form_has_words() -> None:
    assert numeric(ModuleSettings) | numeric(SeriesSettings) == forms.NUMBERS.keys()
    schemas = f"{ModuleSettings.model_json_schema()}{SeriesSettings.model_json_schema()}"
    for pattern in forms.FORMS:
        assert repr(pattern)[1:-1] in schemas


def test_the_series_keeps_its_ids_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "modules"
    shutil.copytree(MODULES, folder, ignore=shutil.ignore_patterns("*.mp4", "studio"))
    for module in folder.glob("0*"):
        (module / "video.mp4").write_text("not looked into")
    series = source.load(folder)
    assert series.settings is not None
    assert series.settings.base_iri == "https://w3id.org/secure-communities-briefings/"
    assert series.settings.order == (
        "introduction",
        "immigration-detainer",
        "consular-notification",
        "unlawful-retaliation",
        "community-outreach",
        "victims-and-witnesses",
        "limited-english-proficiency",
        "avoiding-racial-profiling",
    )
    order = list(enumerate(series.settings.order, 1))
    planned = series.settings.planned
    assert [(module.number, module.id) for module in series.modules] == [
        (number, module_id) for number, module_id in order if module_id not in planned
    ]
