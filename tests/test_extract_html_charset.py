"""Whatever charset a page is in and whatever it says of it, its letters come out right."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrack.extract.charset import decode
from tests.html_pages import read

GERMAN = "Für die Löschung der Daten genügt eine E-Mail; Gebühren fallen nicht an – versprochen."
POLISH = "Administratorem danych osobowych jest spółka z siedzibą w Łodzi, wpisana do rejestru."
RUSSIAN = "Настоящая политика определяет порядок обработки персональных данных пользователей сайта."
JAPANESE = "当社は、お客様の個人情報を適切に取り扱い、法令を遵守します。お問い合わせはこちら。"


def page(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>x</title></head><h1>Privacy</h1><p>{text}</p></html>"


CASES = {
    "header": (GERMAN, "cp1252", "iso-8859-1", ""),
    "header in quotes": (GERMAN, "cp1252", '"windows-1252"', ""),
    "meta": (POLISH, "iso-8859-2", "", '<meta charset="iso-8859-2">'),
    "meta http-equiv": (
        RUSSIAN, "cp1251", "",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ),
    "japanese": (JAPANESE, "cp932", "", "<meta charset=Shift_JIS>"),
    "header before meta": (RUSSIAN, "koi8-r", "koi8-r", '<meta charset="windows-1251">'),
    "UTF-8 by header": (RUSSIAN, "utf-8", "UTF-8", ""),
    "UTF-8 without a word": (JAPANESE, "utf-8", "", ""),
    "UTF-8 labelled Latin-1": (GERMAN, "utf-8", "iso-8859-1", ""),
    "Latin-1 labelled UTF-8": (GERMAN * 3, "cp1252", "utf-8", ""),
    "nothing said": (RUSSIAN * 3, "cp1251", "", ""),
    "unknown label": (GERMAN * 3, "cp1252", "x-user-defined", ""),
    "UTF-16 with mark": (JAPANESE, "utf-16", "", ""),
    "UTF-16 without mark": (GERMAN, "utf-16-le", "", ""),
    "UTF-8 with mark": (GERMAN, "utf-8-sig", "iso-8859-1", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_right(name: str) -> None:
    text, codec, header, meta = CASES[name]
    content_type = f"text/html; charset={header}" if header else "text/html"
    extraction = read(page(text, meta).encode(codec), content_type)
    assert f"# Privacy\n\n{text}\n" == extraction.markdown
    assert extraction.charset


def test_a_label_that_was_not_believed_is_told() -> None:
    extraction = read(page(GERMAN).encode("utf-8"), "text/html; charset=iso-8859-1")
    assert ("labelled windows-1252, but is UTF-8",) == extraction.remarks


def test_a_cut_last_character_does_not_spoil_the_rest() -> None:
    assert GERMAN in decode(f"{GERMAN} ü".encode()[:-1], "text/html").text


def test_a_stray_byte_does_not_spoil_the_rest() -> None:
    body = (page(GERMAN * 9) + "Ende").encode().replace(b"Ende", b"E\xffnde")
    assert GERMAN in decode(body, "text/html; charset=utf-8").text


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_under_any_label_are_read(body: bytes, label: str) -> None:
    assert isinstance(decode(body, f"text/html; charset={label}").text, str)


def test_the_guesser_is_not_loaded_for_pages_that_say_their_charset() -> None:
    code = (
        "import sys; from policytrack.extract.charset import decode;"
        "decode('Grüße'.encode(), 'text/html; charset=utf-8');"
        "sys.exit('charset_normalizer' in sys.modules)"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
