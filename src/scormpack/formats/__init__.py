"""One module a format; each adds its standard's manifest, player and settings to the content."""

from scormpack.formats._record import refuse_too_long, room
from scormpack.formats.base import Format
from scormpack.formats.cmi5 import Cmi5
from scormpack.formats.scorm12 import Scorm12
from scormpack.formats.scorm2004 import FOURTH, THIRD
from scormpack.formats.web import Web
from scormpack.formats.xapi import Xapi

FORMATS: tuple[Format, ...] = (Scorm12(), THIRD, FOURTH, Cmi5(), Xapi(), Web())

__all__ = ["FORMATS", "Format", "refuse_too_long", "room"]
