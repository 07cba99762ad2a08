"""The frozen data that the first stages hand on: Series, Module and Course."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scormpack.settings import (
    AidSettings,
    Audience,
    Brand,
    CompletionSettings,
    ModuleSettings,
    QuestionsSettings,
    SeriesSettings,
    Use,
    Uses,
)


class Combination(StrEnum):
    """How modules share packages.

    `modules`: a package each. `series`: one package of many SCOs or AUs. `single`: one package of
    one SCO or AU, with a menu inside.
    """

    MODULES = "modules"
    SERIES = "series"
    SINGLE = "single"


@dataclass(frozen=True)
class Module:
    """One module as its author wrote it, with all that it inherits from its series filled in.

    `number` is its place in the series, from 1, and `of` how many modules that has. `series` is
    None for a module that stands alone. Every file that `settings` names exists in `folder` and was
    checked by `source.load`.
    """

    settings: ModuleSettings
    folder: Path
    number: int
    of: int
    base_iri: str
    language: str
    notice: str | None
    brand: Brand
    brand_folder: Path
    audiences: tuple[Audience, ...]
    series: SeriesSettings | None

    @property
    def id(self) -> str:
        """The id that never changes."""
        return self.settings.id

    @property
    def title(self) -> str:
        """The title that learners read."""
        return self.settings.title

    @property
    def series_title(self) -> str | None:
        """The title of the series that it belongs to."""
        return self.series.title if self.series else None


@dataclass(frozen=True)
class Series:
    """Modules in teaching order. `settings` is None for a module folder that stands alone."""

    settings: SeriesSettings | None
    folder: Path
    modules: tuple[Module, ...]


@dataclass(frozen=True)
class Course:
    """What one package teaches: modules, for one audience, under one completion rule each.

    Several modules are of one series. `use` None: each module's own completion rule.
    """

    modules: tuple[Module, ...]
    audience: Audience
    combination: Combination = Combination.MODULES
    use: Use | None = None

    @property
    def series(self) -> SeriesSettings | None:
        """The series that is taught as one course; None where the course is one module's."""
        return None if self.combination is Combination.MODULES else self.modules[0].series

    @property
    def whole(self) -> bool:
        """Whether it has all modules of the series."""
        return len(self.modules) == self.modules[0].of

    def aids(self, module: Module) -> tuple[AidSettings, ...]:
        """The job aids and, for commanders, the packet of `module`: this audience's own list."""
        packet = module.settings.commanders_packet
        return module.settings.job_aids + (() if self.audience is Audience.OFFICER else packet)

    def completion(self, module: Module) -> CompletionSettings:
        """What makes `module` complete: the preset of the use, else the module's own rule.

        A share of right answers falls away where the module asks nothing.
        """
        if self.use is None:
            return module.settings.completion
        preset = (module.series.uses if module.series else Uses()).preset(self.use)
        asked = preset.questions if module.settings.questions else None
        return preset.model_copy(update={"questions": asked})

    def questions(self, module: Module) -> QuestionsSettings | None:
        """The knowledge check; none where the use counts none."""
        counted = self.use is None or self.completion(module).questions is not None
        return module.settings.questions if counted else None

    def requires(self, module: Module) -> tuple[Module, ...]:
        """The modules of the course that must be complete before `module`, in teaching order.

        Those that it requires; where the series is taken in order the one before it, which waits
        for the others.
        """
        if self.series is None:
            return ()
        before = self.modules[: self.modules.index(module)]
        if self.series.sequence == "in-order":
            return before[-1:]
        wanted = module.settings.requires
        return tuple(each for each in self.modules if each.id in wanted)
