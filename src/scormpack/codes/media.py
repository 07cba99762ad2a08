"""MEDIA-: videos, posters (from 001) and the syntax of caption files (from 101)."""

from scormpack.findings import Code, Severity

_WEB = "what every browser plays: H.264 8-bit 4:2:0 and AAC in MP4"
_BMFF = "ISO/IEC 14496-12, 4.2 (boxes)"
_VTT = "WebVTT: The Web Video Text Tracks Format, section {}"

MEDIA_001 = Code(
    "MEDIA-001",
    Severity.ERROR,
    "the video file is empty (0 bytes)",
    "Export or copy it again.",
    _WEB,
)
MEDIA_002 = Code(
    "MEDIA-002",
    Severity.ERROR,
    "this is not a video that can be read ({reason})",
    "Export it as MP4 (H.264 and AAC).",
    _WEB,
)
MEDIA_003 = Code(
    "MEDIA-003",
    Severity.ERROR,
    "the file has no video track (it holds {found})",
    "Name a file that has pictures; sound alone cannot be the module's video.",
    _WEB,
)
MEDIA_004 = Code(
    "MEDIA-004",
    Severity.ERROR,
    "the video is cut off: {found} of {claimed}",
    "Export or copy it again; the file's end is missing.",
    "scormpack: read to the last packet, since a cut MP4 still claims its whole length",
)
MEDIA_005 = Code(
    "MEDIA-005",
    Severity.ERROR,
    "the MP4's structure is broken: box '{box}' at byte {offset} {fault}",
    "Export the video again.",
    _BMFF,
)
MEDIA_006 = Code(
    "MEDIA-006",
    Severity.ERROR,
    "the {track} is damaged at {time}",
    "Export the video again, and play it there before building.",
    "scormpack: every frame is decoded once",
)
MEDIA_007 = Code(
    "MEDIA-007",
    Severity.ERROR,
    "the video is too short ({seconds} s)",
    "Use a video of one second or more.",
    "scormpack: watched time is counted in slices of the video",
)
MEDIA_008 = Code(
    "MEDIA-008",
    Severity.ERROR,
    "the poster is not a whole JPEG or PNG picture ({reason})",
    "Save it again as JPEG or PNG.",
    "HTML, the video element's poster attribute",
)
MEDIA_009 = Code(
    "MEDIA-009",
    Severity.ERROR,
    "the picture is {width} × {height} pixels large",
    "Use at most {limit} pixels a side.",
    "scormpack: limits of browsers' decoders",
)
MEDIA_010 = Code(
    "MEDIA-010",
    Severity.ERROR,
    "the video cannot be transcoded ({reason})",
    "Export it as MP4 (H.264 and AAC).",
    _WEB,
)
MEDIA_011 = Code(
    "MEDIA-011",
    Severity.ERROR,
    "the chapter '{title}' starts at {at}, but the video ends at {end}",
    "Correct its time, or remove it.",
    "scormpack: a chapter is a place in the video",
)
MEDIA_012 = Code(
    "MEDIA-012",
    Severity.ERROR,
    "it is {length} long, but {video}, which it stands in for, is {wanted}",
    "Export it with the same cut, and speak the descriptions in the pauses.",
    "scormpack: what was watched is counted on one time line for both",
)

MEDIA_101 = Code(
    "MEDIA-101",
    Severity.ERROR,
    "the file is not UTF-8 (byte {byte})",
    "Save it again as UTF-8.",
    _VTT.format("4.1"),
)
MEDIA_102 = Code(
    "MEDIA-102",
    Severity.ERROR,
    "a NUL character",
    "Remove it; the file may be UTF-16: save it as UTF-8.",
    _VTT.format("4.1"),
)
MEDIA_103 = Code(
    "MEDIA-103",
    Severity.ERROR,
    "the first line is not 'WEBVTT'",
    "Begin the file with a line that says WEBVTT, followed by an empty line.",
    _VTT.format("4.1"),
)
MEDIA_104 = Code(
    "MEDIA-104",
    Severity.ERROR,
    "the header holds '{found}'",
    "Leave the line after WEBVTT empty.",
    _VTT.format("4.1"),
)
MEDIA_105 = Code(
    "MEDIA-105",
    Severity.ERROR,
    "a timing line was expected, not '{found}'",
    "Write: {example}; and leave a line empty between cues.",
    _VTT.format("4.1"),
)
MEDIA_106 = Code(
    "MEDIA-106",
    Severity.ERROR,
    "'{value}' is not a time",
    "Write times as {example}.",
    _VTT.format("4.3"),
)
MEDIA_107 = Code(
    "MEDIA-107",
    Severity.ERROR,
    "'{setting}' is not a cue setting",
    "Use vertical, line, position, size, align or region with a value of its own; or leave it out.",
    _VTT.format("4.4"),
)
MEDIA_108 = Code(
    "MEDIA-108",
    Severity.ERROR,
    "'-->' inside the text",
    "Leave a line empty before the next cue, or write --&gt; where the text shows an arrow.",
    _VTT.format("4.1"),
)
MEDIA_109 = Code(
    "MEDIA-109",
    Severity.ERROR,
    "'{tag}' is not allowed in captions",
    "Use only {allowed}; write &lt; for a less-than sign.",
    _VTT.format("4.2.2"),
)
MEDIA_110 = Code(
    "MEDIA-110",
    Severity.ERROR,
    "'{tag}' {fault}",
    "Close every tag inside the cue, the last opened first.",
    _VTT.format("4.2.2"),
)
MEDIA_111 = Code(
    "MEDIA-111",
    Severity.ERROR,
    "'{reference}' is not a character reference",
    "Write &amp; for an ampersand.",
    _VTT.format("4.2.2"),
)
MEDIA_112 = Code(
    "MEDIA-112",
    Severity.ERROR,
    "the style sheet holds '{what}', which would load something",
    "Remove it; learners choose the captions' look in the player.",
    _VTT.format("8.2.1"),
)
MEDIA_113 = Code(
    "MEDIA-113",
    Severity.ERROR,
    "a {block} block after the first cue",
    "Move it before the first cue.",
    _VTT.format("4.1"),
)
MEDIA_114 = Code(
    "MEDIA-114",
    Severity.WARNING,
    "the {block} block is left out of the package",
    "Remove it; learners choose the captions' look and place in the player.",
    "scormpack: captions follow the learner's own settings",
)
MEDIA_115 = Code(
    "MEDIA-115",
    Severity.ERROR,
    "the file holds no cues",
    "Write the captions, or take the file out of module.yaml.",
    "scormpack: a track without cues misleads who needs it",
)
MEDIA_116 = Code(
    "MEDIA-116",
    Severity.ERROR,
    "captions come as .vtt or .srt",
    "Convert the file, or name it by what it holds.",
    "scormpack: the caption formats it reads",
)
MEDIA_117 = Code(
    "MEDIA-117",
    Severity.ERROR,
    "'{setting}' is not a region setting",
    "Use id, width, lines, regionanchor, viewportanchor and scroll; or remove the block.",
    _VTT.format("4.5"),
)
MEDIA_118 = Code(
    "MEDIA-118",
    Severity.WARNING,
    "a cue without text is left out",
    "Remove the cue or write its text.",
    "scormpack: an empty cue shows an empty box in some players",
)
MEDIA_119 = Code(
    "MEDIA-119",
    Severity.ERROR,
    "the cue ends at {end}, not after its start at {start}",
    "Correct the times.",
    _VTT.format("4.1"),
)
MEDIA_120 = Code(
    "MEDIA-120",
    Severity.ERROR,
    "the file is larger than {limit} bytes",
    "Name a caption file.",
    "scormpack: captions of a day's video are smaller",
)

ALL = (
    *(MEDIA_001, MEDIA_002, MEDIA_003, MEDIA_004, MEDIA_005),
    *(MEDIA_006, MEDIA_007, MEDIA_008, MEDIA_009, MEDIA_010),
    *(MEDIA_011, MEDIA_012),
    *(MEDIA_101, MEDIA_102, MEDIA_103, MEDIA_104, MEDIA_105),
    *(MEDIA_106, MEDIA_107, MEDIA_108, MEDIA_109, MEDIA_110),
    *(MEDIA_111, MEDIA_112, MEDIA_113, MEDIA_114, MEDIA_115),
    *(MEDIA_116, MEDIA_117, MEDIA_118, MEDIA_119, MEDIA_120),
)
