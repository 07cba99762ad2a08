"""Tests that share what is costly stay in one process."""

import pytest


@pytest.mark.xdist_group("groups")
def test_a_group_is_named_where_tests_are_shared_out_by_it(request: pytest.FixtureRequest) -> None:
    grouped = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@groups") is grouped
