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


PARTS: dict[str, tuple[str, ...]] = {
    "What we collect": (
        "We collect what you give us, such as your name and your address.",
        "We also collect what your device sends, like its language.",
    ),
    "How we use it": ("We use it to deliver your order and to answer your questions.",),
    "Cookies and similar technologies": (
        "Cookies keep you signed in.",
        "You may reject those that we do not need at any time.",
    ),
    "Who we share data with": (
        "Carriers get your address.",
        "Payment services get what they need to take your payment, and nothing else.",
        "We never sell data.",
    ),
    "How long we keep it": (
        "Invoices are kept for ten years.",
        "All else is deleted once the purpose has ended.",
    ),
    "Your rights": (
        "You may ask for access, correction and erasure of your data, and object to its use.",
    ),
    "Newsletter": ("If you subscribe, we write twice a month.",),
    "Contact us": ("Write to privacy@wrenfield.example or to 12 Mill Lane, Keswick.",),
}
"""A policy in short parts; those on cookies, newsletter and contact sound like furniture."""


def paragraphs(sentences: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{sentence}</{tag}>" for sentence in sentences)


def built(part: str) -> str:
    """All parts after one pattern; `{t}` is the title, `{p}` the paragraphs, `{n}` a number."""
    return "".join(
        part.format(t=title, p=paragraphs(sentences), s=" ".join(sentences), n=number,
                    d=paragraphs(sentences, "div"), b="<br>".join(sentences))
        for number, (title, sentences) in enumerate(PARTS.items())
    )  # fmt: skip


BODIES = {
    "plain": built("<h2>{t}</h2>{p}"),
    "text between headings": built("<h2>{t}</h2>{s}"),
    "sections": built('<section class="policy-section"><h2>{t}</h2>{p}</section>'),
    "sections without class": built('<section id="part-{n}"><h2>{t}</h2>{p}</section>'),
    "widgets": built(
        '<div class="elementor-widget elementor-widget-heading"><div><h2>{t}</h2></div></div>'
        '<div class="elementor-widget elementor-widget-text-editor"><div>{p}</div></div>'
    ),
    "accordion": built(
        '<div class="card"><div class="card-header"><h2><button data-toggle="collapse"'
        ' data-target="#c{n}" aria-expanded="false">{t}</button></h2></div>'
        '<div id="c{n}" class="collapse"><div class="card-body">{p}</div></div></div>'
    ),
    "hidden answers": built(
        '<div class="faq-item"><button class="faq-question" aria-expanded="false"'
        ' aria-controls="f{n}">{t}</button><div id="f{n}" class="faq-answer" hidden>{p}</div></div>'
    ),
    "details": built("<details><summary>{t}</summary>{p}</details>"),
    "bold lines": f"<p>{built('<b>{t}</b><br>{b}<br><br>')}</p>",
    "boxes": built('<div class="x1"><div role="heading" aria-level="2">{t}</div>{d}</div>'),
    "list items": f"<ol>{built('<li><h3>{t}</h3>{p}</li>')}</ol>",
    "table rows": f"<table>{built('<tr><td><h3>{t}</h3>{p}</td></tr>')}</table>",
    "two columns": built(
        '<div class="row"><div class="col-4"><h3>{t}</h3></div><div class="col-8">{p}</div></div>'
    ),
    "cards": built(
        '<div class="card"><h4 class="card-title">{t}</h4><div class="card-text">{s}</div></div>'
    ),
}


WRAPPERS = {
    "dialog": "<dialog open>{}</dialog>",
    "dialog by role": '<div role="dialog" aria-modal="true">{}</div>',
    "aside": "<aside>{}</aside>",
    "footer": "<footer>{}</footer>",
    "nav": "<nav>{}</nav>",
    "form": "<form><input type=hidden name=x>{}<input type=submit></form>",
    "modal": (
        '<div class="modal fade"><div class="modal-content"><div class="modal-header"><button'
        ' class="close">×</button></div><div class="modal-body">{}</div></div></div>'
    ),
    "hidden main": "<main hidden>{}</main>",
    "not displayed": '<div id="content" style="display:none">{}</div>',
    "hidden from readers": '<div aria-hidden="true">{}</div>',
    "beside a sidebar": (
        '<div class="has-sidebar page-with-sidebar"><div class="content">{}</div>'
        '<div class="sidebar"><a href=/x>Other page</a></div></div>'
    ),
    "popup": '<div class="popup">{}</div>',
    "cookie names": '<div class="cookie-policy" id="cookie-consent-text">{}</div>',
    "footer names": '<div class="footer-legal-content">{}</div>',
    "comments": '<div id="comments">{}</div>',
    "related": '<div class="related-content">{}</div>',
    "dropdown": '<div class="dropdown-menu show">{}</div>',
    "font": "<center><font face=Arial>{}</font></center>",
    "spans": "<span><span>{}</span></span>",
    "cell": "<table><tr><td>{}</td></tr></table>",
    "label": "<label>{}</label>",
    "button": "<button>{}</button>",
    "custom elements": "<legal-page><legal-text>{}</legal-text></legal-page>",
    "anchor": '<a name="top">{}</a>',
    "noscript": "<noscript>{}</noscript>",
}
"""Elements and names that say furniture; a policy may stand in each of them all the same."""

BANNER = (
    '<div class="x-1"><h2>We value your privacy</h2><p>We and our 842 partners store and access'
    " information on a device, such as cookies, for the purposes described below. You can change"
    " your mind at any time, and find out more about each of our partners.</p>"
    "<button>Accept all</button><button>Reject all</button><button>More options</button></div>"
)
