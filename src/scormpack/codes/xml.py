"""XML-: manifests as XML, and against the standard's schema."""

from scormpack.findings import Code, Severity

XML_001 = Code(
    "XML-001",
    Severity.ERROR,
    "is not well-formed XML: {reason}",
    "Mend the XML at this place.",
    "XML 1.0, section 2.1",
)
XML_002 = Code(
    "XML-002",
    Severity.ERROR,
    "declares a DOCTYPE, which no course manifest needs",
    "Take it out: entities and DTDs are refused, since they can read files and swell.",
    "scormpack: no DTD, no entities, no network",
)
XML_003 = Code(
    "XML-003",
    Severity.ERROR,
    "has {size} bytes, more than the {limit} that are read",
    "Shorten it; a manifest of a thousand files has well under 1 MB.",
    "scormpack: limits of the checker",
)
XML_004 = Code(
    "XML-004",
    Severity.ERROR,
    "breaks the schema: {reason}",
    "Mend the element or attribute as the standard has it.",
    "the standard's XML schema",
)
XML_005 = Code(
    "XML-005",
    Severity.ERROR,
    "the root is {root}, not {wanted}",
    "Write the standard's root element in its own namespace.",
    "the standard's XML schema",
)
XML_006 = Code(
    "XML-006",
    Severity.ERROR,
    "{name} is not in the vocabulary of {namespace}",
    "Check its spelling and its capital letters against the standard.",
    "the standard's XML schema",
)

ALL = (XML_001, XML_002, XML_003, XML_004, XML_005, XML_006)
