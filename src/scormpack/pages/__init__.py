"""What learners see: the files that all formats share, and the launch page of each module."""

from scormpack.pages.contentscript import script
from scormpack.pages.menu import menu_page, series_script
from scormpack.pages.page import (
    CONNECT_SELF,
    AidPage,
    ModulePage,
    PageContent,
    content,
    launch_page,
)

__all__ = [
    "CONNECT_SELF",
    "AidPage",
    "ModulePage",
    "PageContent",
    "content",
    "launch_page",
    "menu_page",
    "script",
    "series_script",
]
