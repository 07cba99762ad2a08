"""Files are read up to a limit, and one byte more to tell that they are larger."""

from pathlib import Path

import pytest

from scormpack.reading import at_most


@pytest.mark.parametrize(("size", "read"), [(0, 0), (9, 9), (10, 10), (11, 11), (12, 11)])
def test_no_more_than_a_byte_over_the_limit_is_read(tmp_path: Path, size: int, read: int) -> None:
    (tmp_path / "a").write_bytes(bytes(size))
    assert len(at_most(tmp_path / "a", 10)) == read
