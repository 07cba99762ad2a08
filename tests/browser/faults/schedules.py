"""Random schedules: what a learner, an LMS and a network may do to a session, made from a seed."""

import random
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "play",
    "pause",
    "seek",
    "read",
    "answer-right",
    "answer-wrong",
    "wait",
    "hide",
    "offline",
    "online",
    "fail-commit",
    "lose-answer",
    "drop-commit",
    "heal",
    "expire",
    "second-tab",
    "close",
    "reload",
    "exit",
    "kill",
    "relaunch",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

_LEARNS: tuple[Kind, ...] = ("play", "wait", "read", "answer-right")
_SHORTEST, _LONGEST = 8, 14
_LEARNING = 0.6
"""Share of steps that lead to completion: else hardly a schedule would come to one."""


@dataclass(frozen=True)
class Step:
    """`share`: of the video, for a seek; of three seconds, for a wait."""

    kind: Kind
    share: float

    def __str__(self) -> str:
        measured = self.kind in {"seek", "wait"}
        return f"{self.kind} {self.share:.2f}" if measured else self.kind


def schedule(standard: str, seed: int) -> list[Step]:
    """The steps of a seed, the same at every call and on every machine."""
    # A string seeds by its SHA-512; nothing here is secret.
    chance = random.Random(f"{standard} {seed}")  # noqa: S311
    steps = []
    left: list[Kind] = []
    for _ in range(chance.randint(_SHORTEST, _LONGEST)):
        if chance.random() < _LEARNING:
            # In any order, but all of it before any of it again.
            left = left or chance.sample(_LEARNS, len(_LEARNS))
            kind = left.pop()
        else:
            kind = chance.choice(KINDS)
        steps.append(Step(kind, round(chance.random(), 2)))
    return steps
