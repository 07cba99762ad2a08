"""Packages: the good raise nothing, and each fault raises its own code alone."""

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest

import scormpack
from scormpack.checker import check
from scormpack.codes import cmi5, container, pages, scorm12, scorm2004, xapi, xml
from scormpack.errors import ScormpackError
from scormpack.findings import has_errors
from tests.checker.faults import FAULTS, SCORM, Fault, add, edit, edit_all, rename
from tests.checker.samples import GOOD, good_files

Zipped = Callable[[Mapping[str, bytes]], Path]
STANDARDS = sorted(folder.name for folder in GOOD.iterdir())


def apply(fault: Fault) -> dict[str, bytes]:
    files = good_files(fault.standard)
    for change in fault.changes:
        files = change(files)
    return files


def codes_of(path: Path) -> set[str]:
    return {finding.code.id for finding in check(path)}


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_good_package_raises_nothing(standard: str, zipped: Zipped) -> None:
    assert check(zipped(good_files(standard))) == []


def _name(fault: Fault) -> str:
    return f"{fault.code}-{fault.standard}"


@pytest.mark.parametrize("fault", FAULTS, ids=_name)
def test_a_fault_raises_its_code_alone(fault: Fault, zipped: Zipped) -> None:
    assert codes_of(zipped(apply(fault))) == {fault.code}


@pytest.mark.parametrize("family", [cmi5, pages, scorm12, scorm2004, xapi, xml])
def test_every_code_has_its_fault(family: ModuleType) -> None:
    shown = {fault.code for fault in FAULTS}
    assert {code.id for code in family.ALL} - shown == set()


def test_a_finding_says_where_it_is(zipped: Zipped) -> None:
    files = edit(SCORM, 'default="org"', 'default="other"')(good_files("scorm12"))
    (finding,) = check(zipped(files))
    assert str(finding).startswith("p.zip/imsmanifest.xml:19: error S12-004: the default ")


def test_malformed_xml_is_told_with_line_and_column(zipped: Zipped) -> None:
    files = edit(SCORM, "<schema>ADL", "<schema>A & L")(good_files("scorm12"))
    (finding,) = check(zipped(files))
    assert (finding.line, finding.column) == (9, 16)


def test_an_entity_bomb_is_refused_quickly(zipped: Zipped) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    files = edit(SCORM, "<manifest", f'<!DOCTYPE m [<!ENTITY e0 "x">{bomb}]>\n<manifest')(
        edit(SCORM, "ADL SCORM", "&e29;")(good_files("scorm12"))
    )
    assert codes_of(zipped(files)) <= {"XML-001", "XML-002"}


def test_a_schema_fault_reads_plainly(zipped: Zipped) -> None:
    files = edit("cmi5.xml", "0.8", "80")(good_files("cmi5"))
    (finding,) = check(zipped(files))
    assert finding.text == (
        "breaks the schema: Element 'au', attribute 'masteryScore': [facet 'maxInclusive'] "
        "The value '80' is greater than the maximum value allowed ('1')"
    )


def test_xml_base_leads_hrefs(zipped: Zipped) -> None:
    files = good_files("scorm12")
    for change in (
        edit(SCORM, 'identifier="shared"', 'identifier="shared" xml:base="a/"'),
        edit(SCORM, "a/player.js", "player.js"),
        edit(SCORM, "a/style.css", "style.css"),
        edit(SCORM, "aids/card.html", "card.html"),
        rename("aids/card.html", "a/card.html"),
        edit("index.html", "aids/card.html", "a/card.html"),
    ):
        files = change(files)
    assert check(zipped(files)) == []


def test_metadata_in_a_default_namespace_of_its_own_is_good(zipped: Zipped) -> None:
    """As the most common authoring tools write it."""
    files = good_files("scorm12")
    for change in (
        edit(SCORM, "<imsmd:lom>", '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">'),
        edit_all(SCORM, "imsmd:lom", "lom"),
        edit_all(SCORM, "imsmd:general", "general"),
        edit_all(SCORM, "imsmd:title", "title"),
        edit_all(SCORM, "imsmd:langstring", "langstring"),
        edit(SCORM, '\n          xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"', ""),
        edit(SCORM, 'xml:lang="en-US"', 'xml:lang="x-none"'),
    ):
        files = change(files)
    assert check(zipped(files)) == []


@pytest.mark.parametrize("base", ["http://[", "https://example.org/", "../", "/a/"])
def test_an_xml_base_that_leads_out_is_a_fault_of_each_href(base: str, zipped: Zipped) -> None:
    files = good_files("scorm12")
    files = edit(SCORM, "<resources>", f'<resources xml:base="{base}">')(files)
    found = {finding.code.id for finding in check(zipped(files))}
    assert found & {"S12-013", "S12-014"}


def test_the_second_edition_of_2004_is_read(zipped: Zipped) -> None:
    files = edit(SCORM, "2004 3rd Edition", "CAM 1.3")(good_files("scorm2004-3"))
    assert check(zipped(files)) == []


def test_delivery_controls_may_come_from_the_collection(zipped: Zipped) -> None:
    controls = (
        '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
    )
    shared = f'<imsss:sequencing ID="controls">{controls}</imsss:sequencing>'
    files = good_files("scorm2004-4")
    files = edit(SCORM, controls, "")(files)
    files = edit(SCORM, "<imsss:sequencing>", '<imsss:sequencing IDRef="controls">')(files)
    files = edit(
        SCORM,
        "</manifest>",
        f"<imsss:sequencingCollection>{shared}</imsss:sequencingCollection></manifest>",
    )(files)
    assert check(zipped(files)) == []


@pytest.mark.parametrize("folder", ["a b", "100%", "50%25", "c#1", "what?", "x;y", "q&a", "o'k"])
def test_references_between_files_in_odd_folders_resolve(folder: str, zipped: Zipped) -> None:
    files = good_files("web") | {
        f"{folder}/page.html": good_files("web")["aids/card.html"],
        f"{folder}/more.css": b"",
    }
    files = edit(f"{folder}/page.html", "../a/style.css", "more.css")(files)
    link = f'<a href="{quote(folder)}/page.html">More</a></body>'
    files = edit("index.html", "</body>", link)(files)
    assert check(zipped(files)) == []


def test_a_folder_is_checked_zip_by_zip(tmp_path: Path, zipped: Zipped) -> None:
    good = zipped(good_files("web"))
    good.rename(tmp_path / "good.zip")
    zipped(add("a/x.zip")(good_files("web")))
    assert [finding.place for finding in check(tmp_path)] == ["p.zip/a/x.zip"]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScormpackError) as raised:
        check(tmp_path / "none.zip")
    assert [finding.code.id for finding in raised.value.findings] == ["ZIP-001"]


def test_a_folder_without_packages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScormpackError) as raised:
        check(tmp_path)
    assert [finding.code.id for finding in raised.value.findings] == ["ZIP-002"]


def test_no_file_outside_is_opened(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a schema that a manifest names by address."""

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    files = edit(SCORM, "imsmd_rootv1p2p1.xsd", "http://example.org/imsmd_rootv1p2p1.xsd")(
        good_files("scorm12")
    )
    assert check(zipped(files)) == []


def test_what_lmss_tolerate_is_a_warning(zipped: Zipped) -> None:
    """A package of assets without control documents works in LMSs: a check must not refuse it."""
    files = good_files("scorm12")
    files = {name: data for name, data in files.items() if not name.endswith(".xsd")}
    files = edit(SCORM, ' adlcp:scormtype="sco"', "")(files)
    findings = check(zipped(files))
    assert findings
    assert not has_errors(findings)


def test_codes_have_unique_ids_that_fit_their_names() -> None:
    everything = [
        code
        for family in (cmi5, pages, scorm12, scorm2004, xapi, xml, container)
        for code in family.ALL
    ]
    ids = [code.id for code in everything]
    assert len(ids) == len(set(ids))
    assert all(code.source for code in everything)


def test_the_public_function_is_the_checker_before_and_after_its_first_use(zipped: Zipped) -> None:
    package = zipped(good_files("web"))
    assert scormpack.check(package) == scormpack.check(package) == []


@pytest.mark.parametrize("path", ["a" * 300, "nul\0", "missing.zip"])
def test_paths_that_cannot_be_read_are_told_of(path: str) -> None:
    with pytest.raises(ScormpackError, match="ZIP-001"):
        check(path)


def test_a_folder_called_zip_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "unpacked.zip").mkdir()
    with pytest.raises(ScormpackError, match="ZIP-002"):
        check(tmp_path)


@pytest.mark.parametrize("name", ["pipe", "folder/pipe.zip"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / name)
    with pytest.raises(ScormpackError, match=r"ZIP-001: .*\(it is not an ordinary file\)"):
        check((tmp_path / name) if name == "pipe" else tmp_path / "folder")
