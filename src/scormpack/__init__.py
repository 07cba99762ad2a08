"""Turns training modules into SCORM, cmi5 and xAPI packages."""
