"""Change notes in a form of one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrack.errors import PolicytrackError
from policytrack.report.note_template import render_template
from tests.report_samples import modified

TOLD = modified("We keep data for [-30-]{+90+} days.")


def test_a_template_is_filled_for_each_change() -> None:
    told = render_template([TOLD], "* $date $name: $summary ($$)\n$text\n")
    assert told.startswith("* 2025-05-02 Acme Privacy Policy: 1 section changed ($)\n1 section")
    assert "- § 4.2 Cookies" in told
    line = "- § 4.2 Cookies: “data for 30 days” → “data for 90 days”"
    assert f"<{line}>" == render_template([TOLD], "<$lines>")


def test_template_marks_in_outside_text_stay_as_they_are() -> None:
    told = render_template([replace(TOLD, title="$id ${note} {{x}} %s", note="$$ $name")],
                           "$name|$note")  # fmt: skip
    assert "$id ${note} {{x}} %s|$$ $name" == told


@pytest.mark.parametrize("template", ["$nothing", "$name costs 5 $", "${name.__class__}"])
def test_what_cannot_be_filled_is_named(template: str) -> None:
    with pytest.raises(PolicytrackError) as caught:
        render_template([TOLD], template)
    assert "$summary" in caught.value.hint
