"""What must hold between the settings of one module, which no single setting shows."""

from collections.abc import Callable, Iterable, Iterator

from scormpack.codes import source as codes
from scormpack.findings import Finding
from scormpack.source.namedfiles import AIDS, POSTERS, TRACKS, Folder, faults_of_named
from scormpack.source.nearest import did_you_mean
from scormpack.source.yamlnode import Node

_LETTERS = "abcdefghij"


def faults(module: Node, folder: Folder) -> Iterator[Finding]:
    """All that is wrong between settings of `module`, and with the files that it names."""
    for rule in _RULES:
        yield from rule(module)
    yield from _named_files(module, folder)


def repeated(nodes: Iterable[Node], what: str, advice: str) -> Iterator[Finding]:
    """A finding for each of `nodes` whose text an earlier one has."""
    first: dict[str, Node] = {}
    for node in nodes:
        if node.text is not None:
            other = first.setdefault(node.text, node)
            if other is not node:
                yield node.finding(
                    codes.SRC_052, what=what, value=node.text, first=other.line, advice=advice
                )


def _named_files(module: Node, folder: Folder) -> Iterator[Finding]:
    video = module["video"]
    yield from faults_of_named(video["file"], folder)
    yield from faults_of_named(video["described"], folder)
    yield from faults_of_named(video["poster"]["file"], folder, POSTERS)
    for tracks in (video["captions"], video["descriptions"]):
        for track in tracks.entries():
            yield from faults_of_named(track, folder, TRACKS)
    for aid in _aids(module):
        yield from faults_of_named(aid["file"], folder, AIDS)


def _aids(module: Node) -> Iterator[Node]:
    yield from module["job_aids"]
    yield from module["commanders_packet"]


def _aids_are_one_thing(module: Node) -> Iterator[Finding]:
    for aid in _aids(module):
        if isinstance(aid.value, dict) and aid["file"].given == aid["url"].given:
            which = "both" if aid["file"].given else "neither"
            yield aid.finding(codes.SRC_050, which=which)


def _nothing_twice(module: Node) -> Iterator[Finding]:
    aids, new_id = list(_aids(module)), "Give each an id of its own."
    once = "List it once; an item of 'job_aids' is in the Commander's Packet's package too."
    yield from repeated((aid["file"] for aid in aids), "the file", once)
    yield from repeated((aid["url"] for aid in aids), "the address", once)
    yield from repeated((q["id"] for q in _questions(module)), "the question id", new_id)
    yield from repeated((source["id"] for source in module["sources"]), "the source id", new_id)
    yield from repeated(module["requires"], "the required module", "List it once.")
    yield from repeated((a["code"] for a in module["accepted"]), "the code", "Accept it once.")
    for question in _questions(module):
        yield from _choices_twice(question)
    for tracks in (module["video"]["captions"], module["video"]["descriptions"]):
        yield from _languages_twice(tracks)


def _languages_twice(tracks: Node) -> Iterator[Finding]:
    """`en-US` and `en-us` are one language, and would be one file in a package."""
    first: dict[str, Node] = {}
    for track in tracks.entries():
        language = str(track.path[-1])
        other = first.setdefault(language.lower(), track)
        if other is not track:
            yield track.finding(
                codes.SRC_052,
                what="the language",
                value=language,
                first=other.line,
                advice="Keep one file for each language.",
            )


def _choices_twice(question: Node) -> Iterator[Finding]:
    """Choices without an id are called a, b, c … by their place."""
    advice = "Give every choice an id of its own; one without is called a, b, c … by its place."
    first: dict[str, Node] = {}
    for letter, choice in zip(_LETTERS, question["choices"], strict=False):
        name = choice["id"].text or letter
        other = first.setdefault(name, choice)
        if other is not choice:
            yield choice.finding(
                codes.SRC_052, what="the choice id", value=name, first=other.line, advice=advice
            )


def _questions(module: Node) -> Iterator[Node]:
    yield from module["questions"]["items"]


def _answers(module: Node) -> Iterator[Finding]:
    for question in _questions(module):
        choices = list(question["choices"])
        correct = sum(choice["correct"].true for choice in choices)
        name = question["id"].text or "?"
        if choices and not correct:
            yield question.finding(codes.SRC_054, id=name)
        elif len(choices) > 1 and correct == len(choices):
            yield question.finding(codes.SRC_056, id=name)
        elif correct > 1 and not question["several"].true:
            yield question.finding(codes.SRC_055, id=name, count=correct)


def _sources_exist(module: Node) -> Iterator[Finding]:
    known = {source["id"].text or "" for source in module["sources"]} - {""}
    for question in _questions(module):
        name = question["source"].text
        if name is not None and name not in known:
            advice = did_you_mean(name, known, "The ids in 'sources' are")
            yield question["source"].finding(codes.SRC_057, id=name, advice=advice)


def _questions_to_ask(module: Node) -> Iterator[Finding]:
    share = module["completion"]["questions"]
    if share.text is not None and not module["questions"].given:
        yield share.finding(codes.SRC_058)


def _chapters_in_order(module: Node) -> Iterator[Finding]:
    before: Node | None = None
    for chapter in module["video"]["chapters"]:
        at = chapter["at"]
        if before is not None and 0 <= _seconds(at) <= _seconds(before):
            yield at.finding(codes.SRC_064, at=at.text, before=before.text)
        before = at if _seconds(at) >= 0 else before


def _seconds(at: Node) -> float:
    """-1 where it is no time, which another finding says."""
    try:
        parts = [float(part) for part in (at.text or "").split(":")]
    except ValueError:
        return -1
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))


_RULES: tuple[Callable[[Node], Iterator[Finding]], ...] = (
    _aids_are_one_thing,
    _nothing_twice,
    _answers,
    _sources_exist,
    _questions_to_ask,
    _chapters_in_order,
)
