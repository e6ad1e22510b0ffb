"""Accounts of changes in the language of the interface, or marked as English."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.publish import SiteOptions
from policytrack.publish.accounts import translate_account, translate_signal, voice
from policytrack.report.signs import SIGNAL_WORDS
from policytrack.report.summary import _PHRASES
from tests.site_parts import publish_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("1 section changed", "1 section changée"),
        ("3 sections added, 2 removed; the rest cosmetic",
         "3 sections ajoutées, 2 supprimées ; le reste de forme"),
        ("Only cosmetic changes, in 4 sections",
         "Seulement des changements de forme, sections : 4"),
        ("changed, was titled “New, and removed”, was § 4",
         "changée, avait pour titre “New, and removed”, était § 4"),
        ("split into “§ 1 A”, “§ 2 B and C” and “§ 3 D”",
         "divisée en “§ 1 A”, “§ 2 B and C” et “§ 3 D”"),
        ("cosmetic (only links, quotes and markup changed)",
         "de forme (seulement les liens, les guillemets, le balisage)"),
        ("2 sections renumbered because § 3 moved",
         "2 sections renumérotées, car § 3 a été déplacée"),
        ("4→5, 5→6, because “4. Loans” was inserted", "4→5, 5→6, car “4. Loans” a été insérée"),
        ("changed in a way that no word is known for", ""),
        ("3 sections changed, 2 levitated", ""),
        ("was § ⟪7⟫", ""),
    ],
)  # fmt: skip
def test_an_account_is_told_in_french_or_not_at_all(told: str, expected: str) -> None:
    assert expected == translate_account(told, "fr")
    assert "" == translate_account(told, "de")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Cookies: duration 30 days → 90 days; “a; b” added in “c”",
         "Cookies : durée 30 days → 90 days ; “a; b” ajouté dans “c”"),
        ("§ 2 Data: 2 sentences changed, 1 added, among them “x” → “y”",
         "§ 2 Data : 2 phrases changées, 1 ajoutée, dont “x” → “y”"),
        ("A: was titled “B”; now mentions C; “d” removed (3 times)",
         "A : avait pour titre “B” ; mentionne désormais C ; “d” supprimé (3 fois)"),
        ("New section: § 6 Ads, with 2 sections in it: A, B",
         "Nouvelle section : § 6 Ads, avec 2 dedans : A, B"),
        ("Removed heading: § 6 Ads", "Titre supprimé : § 6 Ads"),
        ("Tier 1: Harm: “the “Site”” removed", "Tier 1: Harm : “the “Site”” supprimé"),
        ("A: merged from “B, C”, “D” and § 4", "A : réunit “B, C”, “D” et § 4"),
        ("A: 3 entries changed, 1 removed, with “x” removed",
         "A : 3 entrées changées, 1 supprimée, dont “x” supprimé"),
        ("Earlier version, no longer below the policy: A, with 3 sections in it",
         "Version antérieure, qui ne figure plus sous la politique : A, avec 3 dedans"),
        ("2 sections added; what was in force now stands below as an earlier version",
         ("2 sections ajoutées ; ce qui était en vigueur figure désormais au-dessous comme version"
         " antérieure")),
        ("A: 2 sentences changed, among them a wink", "A: 2 sentences changed, among them a wink"),
        ("Sections 9–13 renumbered to 8–12 because “8. ADS” was removed",
         "Sections 9–13 renumérotées 8–12, car “8. ADS” a été supprimée"),
        ("§ 3 renumbered to § 2 because “2. Ads” was removed and “9. Law” moved",
         "§ 3 renumérotée § 2, car “2. Ads” a été supprimée et “9. Law” a été déplacée"),
        ("Sections renumbered because 2 sections “Ads” were inserted: 2→3, 2→3",
         "Sections renumérotées, car 2 sections “Ads” ont été insérées : 2→3, 2→3"),
        ("Sections renumbered because 4 sections were inserted: 2→3, 2→3",
         "Sections renumérotées, car 4 sections ont été insérées : 2→3, 2→3"),
        ("A: “x” added in “y” (2 times); “x” removed from “y” (3 times each)",
         "A : “x” ajouté dans “y” (2 fois) ; “x” supprimé de “y” (3 fois chacune)"),
        ("A: “x” added; 2 sentences moved away (“y”)",
         "A : “x” ajouté ; 2 phrases parties d’ici (“y”)"),
        ("A: 9 sentences changed, among them “x” → “y” (2 times) and “v” added",
         "A : 9 phrases changées, dont “x” → “y” (2 fois) et “v” ajouté"),
        ("A: merged from “A”, “B” and 3 more", "A : réunit “A”, “B” et 3 autres"),
        ("A: 2 sentences added, among them “x” added between “y” and “z” and “v” added before “w”",
         "A : 2 phrases ajoutées, dont “x” ajouté entre “y” et “z” et “v” ajouté avant “w”"),
        ("A: 2 sentences changed, with “x” added between “y” and “z”; “v” → “w”",
         "A : 2 phrases changées, dont “x” ajouté entre “y” et “z” ; “v” → “w”"),
        ("Sections renumbered because sections are numbered now: (none)→6",
         "Sections renumérotées, car les sections sont désormais numérotées : (aucun)→6"),
        ("Says of itself: effective 2026-01-06 (before: 2025-06-28), updated 2026-01-06",
         "Se dit en vigueur : 2026-01-06 (avant : 2025-06-28), mis à jour : 2026-01-06"),
        ("Opening text: “x” → “y”", "Texte d’ouverture : “x” → “y”"),
        ("Removed text above the title: “x”", "Suppression : texte au-dessus du titre : “x”"),
        ("“Opening text” → “opening text”", "“Opening text” → “opening text”"),
        ("Says of itself: changes from 2024-07-05", "Annonce des changements pour : 2024-07-05"),
        ("2 sections “Cookies” changed", "2 sections “Cookies” changées"),
        ("In 2 sections: “x” → “y” (2 times each); “z” added (3 times each) (A)",
         "Dans 2 sections : “x” → “y” (2 fois chacune) ; “z” ajouté (3 fois chacune) (A)"),
        ("“Cookies” changed, “Law” added", "“Cookies” changée, “Law” ajoutée"),
        ("3 sections with cosmetic changes only, 2 unchanged",
         "sections de forme seulement : 3, inchangées : 2"),
        ("Before", "Avant"),
        ("A: levitated", "A: levitated"),
    ],
)  # fmt: skip
def test_what_feeds_say_beside_the_policy_is_said_in_french(told: str, expected: str) -> None:
    assert expected == voice(told, language="fr")
    assert told == voice(told, language="en")


def test_every_class_and_signal_has_its_words() -> None:
    for phrase in _PHRASES.values():
        assert translate_account(f"2 sections {phrase}", "fr"), phrase
    for word in SIGNAL_WORDS.values():
        assert translate_signal(f"{word}: a → b; c and 3 more (gone)", "fr"), word
    both = "right: appeal (new); refund and 2 more (new here)"
    assert "droit : appeal (nouveau); refund et 2 autres (nouveau ici)" == translate_signal(
        both, "fr"
    )


@given(st.text(max_size=60))
def test_names_are_never_translated(name: str) -> None:
    name = name.replace("“", "").replace("”", "").replace("⟪", "").replace("⟫", "")
    assert f"avait pour titre “{name}”" == translate_account(f"was titled “{name}”", "fr")


def test_a_french_site_of_the_sample_tells_its_changes_in_french(tmp_path: Path) -> None:
    publish_sample(tmp_path / "work", tmp_path / "site", SiteOptions(language="fr"))
    pages = list((tmp_path / "site").rglob("c-*.html"))
    assert pages
    for page in pages:
        text = page.read_text("utf-8")
        assert '<span lang="en">' not in text, page
        assert re.search(r'<p class="lead">\d+ sections? changée', text) or "ajoutée" in text
    feed = json.loads((tmp_path / "site/feed.json").read_text("utf-8"))
    assert "fr" == feed["language"]
    english = r"\b(?:changed|added|removed|sections? in|Before|After|mentions)\b"
    for item in feed["items"]:
        assert not re.search(english, re.sub(r"“[^”]*”", "", item["summary"]))
        told = re.findall(r"<(?:h2|dt|p class=.(?:summary|verdict).)>(.*?)<", item["content_html"])
        assert told
        assert not [one for one in told if re.search(english, re.sub(r"“[^”]*”", "", one))]
