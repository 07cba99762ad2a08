"""What an LRS carried out without content getting to know: repeating it is no fault."""

import threading

from tests.browser.lrs_compare import Statement, same
from tests.browser.server import Request
from tests.browser.statements import carried


class Untold:
    """Statements, by id, and cmi5 fetch URLs whose answers a fault took. Safe for threads."""

    def __init__(self) -> None:
        self._statements: dict[str, Statement] = {}
        self._paths: set[str] = set()
        self._lock = threading.Lock()

    def keep(self, request: Request) -> None:
        """Remembers a request that was carried out."""
        with self._lock:
            statements = carried(request)
            self._statements |= {each["id"]: each for each in statements if "id" in each}
            if not statements:
                self._paths.add(request.path)

    def provoked(self, request: Request) -> bool:
        """Whether content only asks again, with the same content, or what became of a statement."""
        statements = carried(request)
        with self._lock:
            if request.method == "GET":
                return request.query.get("statementId") in self._statements
            if not statements:
                return request.method == "POST" and request.path in self._paths
            return all(self._same(each) for each in statements)

    def _same(self, statement: Statement) -> bool:
        known = self._statements.get(statement.get("id", ""))
        return known is not None and same(known, statement)
