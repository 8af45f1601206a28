"""The HTML report: what the outlets agree on, and where they contradict each other."""

from crosscheck.report.model import Limits, Report, Story, build_report
from crosscheck.report.page import render, render_index, render_pages, render_story

__all__ = [
    "Limits",
    "Report",
    "Story",
    "build_report",
    "render",
    "render_index",
    "render_pages",
    "render_story",
]
