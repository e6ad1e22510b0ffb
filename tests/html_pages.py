"""Pages for the tests of extraction: written by us, after the markup of systems in wide use."""

from __future__ import annotations

from pathlib import Path

from policytrack.extract import extract
from policytrack.model import Capture, Extraction

SAMPLES = Path(__file__).parent / "samples"
FRAMES = sorted((SAMPLES / "frames").glob("*.html"))
POLICIES = sorted((SAMPLES / "policies").glob("*.html"))
URL = "https://wrenfield.example/privacy"
SENTENCE = "We process this data only for as long as the purpose requires it."


def capture_of(page: str | bytes, content_type: str = "text/html; charset=utf-8") -> Capture:
    body = page.encode() if isinstance(page, str) else page
    return Capture(source=URL, final_url=URL, body=body, content_type=content_type)


def read(page: str | bytes, content_type: str = "text/html; charset=utf-8") -> Extraction:
    return extract(capture_of(page, content_type))


def page_of(main: str, title: str = "Privacy Policy") -> str:
    """A page with nothing around the text."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head>"
        f"<body><main>{main}</main></body></html>"
    )


def text_of(main: str) -> str:
    """The Markdown of a text on a page with nothing around it."""
    return read(page_of(main)).markdown


def framed(frame: Path, policy: Path) -> str:
    return frame.read_text().replace("<!-- POLICY -->", policy.read_text())
