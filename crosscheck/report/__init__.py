"""The HTML report: what the outlets agree on, where they contradict each other, and where it says so."""

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
