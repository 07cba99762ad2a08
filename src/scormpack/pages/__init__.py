"""What learners see: the files that all formats share, and the launch page of each module."""

from scormpack.pages.page import (
    CONNECT_LRS,
    CONNECT_SELF,
    AidPage,
    ModulePage,
    PageContent,
    content,
    launch_page,
)

__all__ = [
    "CONNECT_LRS",
    "CONNECT_SELF",
    "AidPage",
    "ModulePage",
    "PageContent",
    "content",
    "launch_page",
]
