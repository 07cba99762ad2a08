"""Many sentences looked for at once, in time that does not grow with their number."""

from collections.abc import Iterable, Iterator

from scormpack.leakage.letters import Reading
from scormpack.leakage.packet import Sentence
from scormpack.leakage.sentences import SHORTEST


class Index:
    """Sentences by their first letters; those shorter than `SHORTEST`, web addresses, by one."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._by_start: dict[str, list[Sentence]] = {}
        self._short: list[Sentence] = []
        for each in sentences:
            if len(each.letters) < SHORTEST:
                self._short.append(each)
            else:
                self._by_start.setdefault(each.letters[:SHORTEST], []).append(each)

    def found(self, reading: Reading) -> Iterator[tuple[Sentence, int]]:
        """Each sentence that stands in `reading`, wherever it does, and where it begins."""
        text = reading.letters
        for at in range(len(text) - SHORTEST + 1):
            for each in self._by_start.get(text[at : at + SHORTEST], ()):
                if text.startswith(each.letters, at):
                    yield each, at
        for each in self._short:
            if (at := text.find(each.letters)) >= 0:
                yield each, at
