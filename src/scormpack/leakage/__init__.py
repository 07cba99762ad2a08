"""Whether a package holds what its readers must not have; knows nothing of how it was built."""

from scormpack.leakage.comparing import Comparison, compare, leaks
from scormpack.leakage.packet import Withheld, withheld

__all__ = ["Comparison", "Withheld", "compare", "leaks", "withheld"]
