"""What an LRS tells browsers of pages on other origins (the Fetch standard, 3.2 and 3.3)."""

from tests.browser.server import Answer, Request

VERSION = "1.0.3"
_ALLOWED = (
    "authorization",
    "content-type",
    "if-match",
    "if-none-match",
    "x-experience-api-version",
)


def preflight(request: Request) -> tuple[Answer, list[str]]:
    """The answer, and the headers asked for that xAPI does not know: those stop the request."""
    asked = request.headers.get("access-control-request-headers", "")
    strange = {name.strip() for name in asked.split(",") if name.strip()} - set(_ALLOWED)
    headers = {
        "Access-Control-Allow-Origin": request.headers.get("origin", "null"),
        "Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE",
        "Access-Control-Allow-Headers": ", ".join(_ALLOWED),
        "Access-Control-Max-Age": "600",
    }
    return Answer(204, b"", headers), sorted(strange)


def readable(request: Request) -> dict[str, str]:
    """The headers by which the page that asked may read the answer."""
    return {
        "Access-Control-Allow-Origin": request.headers.get("origin", "null"),
        "Access-Control-Expose-Headers": "ETag, Retry-After, X-Experience-API-Version",
        "X-Experience-API-Version": VERSION,
    }
