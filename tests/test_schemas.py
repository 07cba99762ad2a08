"""Our XSDs: they compile alone, hold the vocabulary, and can stand in a package as they are."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from scormpack import schemas

XS = "{http://www.w3.org/2001/XMLSchema}"
STANDARDS = tuple(schemas.NAMESPACES)
MANIFESTS = Path(__file__).parent / "schemas"


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_namespace_is_declared_where_schema_location_says(standard: str) -> None:
    documents = dict(schemas.control_documents(standard))
    for namespace, location in schemas.NAMESPACES[standard]:
        assert etree.fromstring(documents[location]).get("targetNamespace") == namespace


@pytest.mark.parametrize("standard", STANDARDS)
def test_control_documents_need_nothing_but_each_other(standard: str) -> None:
    documents = dict(schemas.control_documents(standard))
    for data in documents.values():
        root = etree.fromstring(data)
        for element in (*root.iter(f"{XS}import"), *root.iter(f"{XS}include")):
            assert element.get("schemaLocation") in documents


@pytest.mark.parametrize("standard", STANDARDS)
def test_control_documents_compile_where_a_package_lays_them(standard: str, tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    for name, data in schemas.control_documents(standard):
        (folder / name).write_bytes(data)
    for _, location in schemas.NAMESPACES[standard]:
        etree.XMLSchema(file=str(folder / location))


@pytest.mark.parametrize("standard", STANDARDS)
def test_schemas_compile_from_a_path_with_spaces_and_signs(
    standard: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a b#c%20d ü"
    shutil.copytree(next(each for each in schemas.PLACES if each.is_dir()), place)
    monkeypatch.setattr(schemas, "PLACES", (place,))
    schemas.compiled.cache_clear()
    try:
        assert schemas.compiled(standard).validate(example(standard))
    finally:
        schemas.compiled.cache_clear()


def example(standard: str) -> etree._ElementTree:
    """A manifest that uses every element and attribute of `standard`."""
    return etree.parse(MANIFESTS / f"{standard}.xml")


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_manifest_that_uses_the_whole_vocabulary_is_valid(standard: str) -> None:
    schema = schemas.compiled(standard)
    assert schema.validate(example(standard)), schema.error_log


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_example_uses_every_element_that_the_schemas_name(standard: str) -> None:
    named = {
        (root.get("targetNamespace"), element.get("name"))
        for _, data in schemas.control_documents(standard)
        for root in (etree.fromstring(data),)
        for element in root.iter(f"{XS}element")
        if element.get("name")
    }
    used = {
        (etree.QName(element).namespace, etree.QName(element).localname)
        for element in example(standard).iter("{*}*")
    }
    assert named - used == set()


@pytest.mark.parametrize("standard", STANDARDS)
def test_an_unknown_element_of_its_own_is_invalid_everywhere(standard: str) -> None:
    schema = schemas.compiled(standard)
    namespace = schemas.NAMESPACES[standard][0][0]
    count = len(list(example(standard).iter(f"{{{namespace}}}*")))
    for index in range(count):
        tree = example(standard)
        parent = list(tree.iter(f"{{{namespace}}}*"))[index]
        if parent.tag in OPEN:
            continue
        etree.SubElement(parent, f"{{{namespace}}}bogus")
        assert not schema.validate(tree), parent.tag


OPEN = {
    "{http://projecttincan.com/tincan.xsd}provider",
    "{http://projecttincan.com/tincan.xsd}extension",
}
"""Elements whose content tincan.xsd leaves open."""


@pytest.mark.parametrize(
    ("standard", "path", "value"),
    [
        ("scorm12", ".//{*}timelimitaction", "stop"),
        ("scorm12", ".//{*}datafromlms", "x" * 256),
        ("scorm2004-3", ".//{*}completionThreshold", "1.1"),
        ("scorm2004-3", ".//{*}minNormalizedMeasure", "-1.5"),
        ("scorm2004-3", ".//{*}hideLMSUI", "save"),
        ("scorm2004-4", ".//{*}timeLimitAction", "exit"),
        ("scorm2004-4", ".//{http://ltsc.ieee.org/xsd/LOM}duration/{*}duration", "5 minutes"),
        ("tincan", ".//{*}interactionType", "essay"),
    ],
)
def test_a_value_outside_its_vocabulary_is_invalid(standard: str, path: str, value: str) -> None:
    standard = "xapi" if standard == "tincan" else standard
    tree = example(standard)
    element = tree.find(path)
    assert element is not None
    element.text = value
    assert not schemas.compiled(standard).validate(tree)


@pytest.mark.parametrize(
    ("standard", "path", "name", "value"),
    [
        ("scorm12", ".//{*}resource", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype", "SCO"),
        ("scorm12", ".//{*}item", "isvisible", "yes"),
        ("scorm2004-3", ".//{*}ruleCondition", "condition", "done"),
        ("scorm2004-4", ".//{*}completionThreshold", "minProgressMeasure", "1.01"),
        ("scorm2004-4", ".//{*}deliveryControls", "tracked", "yes"),
        ("cmi5", ".//{*}au", "moveOn", "completed"),
        ("cmi5", ".//{*}au", "masteryScore", "80"),
        ("cmi5", ".//{*}au", "launchMethod", "Iframe"),
        ("xapi", ".//{*}activity", "id", ""),
    ],
)
def test_an_attribute_outside_its_vocabulary_is_invalid(
    standard: str, path: str, name: str, value: str
) -> None:
    tree = example(standard)
    element = tree.find(path)
    assert element is not None
    element.set(name, value)
    assert not schemas.compiled(standard).validate(tree)


@pytest.mark.parametrize("standard", STANDARDS)
def test_other_namespaces_may_extend_a_manifest(standard: str) -> None:
    tree = example(standard)
    root = tree.getroot()
    root.set("{https://example.org/extension}note", "1")
    etree.SubElement(root, "{https://example.org/extension}note")
    assert schemas.compiled(standard).validate(tree)


def test_threads_do_not_read_each_others_errors() -> None:
    """A build checks its packages in several threads."""
    good, bad = example("scorm12").getroot(), example("scorm12").getroot()
    del bad.attrib["identifier"]
    trees = [(good, 0), (bad, 1)] * 100
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda each: schemas.errors("scorm12", each[0]), trees)
        assert [len(errors) for errors in found] == [count for _, count in trees]
