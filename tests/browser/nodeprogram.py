"""Programs of Node's that a test process talks to, a line of JSON at a time."""

import subprocess

from tests.browser import obtain


def started(script: str, **environment: str) -> "subprocess.Popen[str]":
    """The script of this folder, running, with what it says and hears as text."""
    tools = obtain.node()
    obtain.npm_packages()
    return subprocess.Popen(
        [*tools.node, str(obtain.HERE / script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**tools.environment, **environment},
    )
