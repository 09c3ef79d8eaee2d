"""Unsafe characters are taken out and told; bytes in any usual encoding are read, a few broken ones too."""

from __future__ import annotations

import io
import json

import docx
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import compare_texts, parse_edition
from compare.errors import ReadError
from compare.invisible import DIRECTIONS, marker, visible
from compare.messages import word
from compare.model import Edition, Text
from compare.readers import read_document
from compare.readers.decoding import decode_bytes
from compare.readers.lines import Line
from compare.readers.unsafe import is_direction, storable, take_out_unsafe
from tests import web_client
from tests.invariants import check_comparison, check_edition, check_edition_json, check_text
from tests.restoring import restored, squeezed

SENTENCE = "去年修好了三座石桥，乡亲们赶集不再绕远路。"
TRADITIONAL = "去年修好了三座石橋，鄉親們趕集不再繞遠路。"
#: A few pages, so that one broken byte in it is a small share.
LONG = "\n".join(f"第{number}年，{SENTENCE}" for number in range(200))
LONG_TRADITIONAL = "\n".join(f"第{number}年，{TRADITIONAL}" for number in range(200))


def read(data: bytes, name: str = "a.txt") -> Text:
    return read_document([(name, data)])


def codes(text: Text) -> list[str]:
    return [note.code for note in text.notes]


@pytest.mark.parametrize("char", sorted(DIRECTIONS))
def test_direction_marks(char: str) -> None:
    text = read(f"投资增长{char}5%以上，修桥三座。".encode())
    assert text.text == "投资增长5%以上，修桥三座。"
    assert [(cut.at, cut.removed) for cut in text.cuts] == [(4, char)]
    (note,) = text.notes
    assert (note.code, note.params) == (
        "bidi_controls",
        {"count": 1, "place": f"投资增长⟦{DIRECTIONS[char]}⟧5%以上，修桥三座。"},
    )
    assert is_direction(char)


def test_first_direction_mark_is_quoted_with_its_surroundings() -> None:
    far = "全镇上下团结一心修桥铺路种树修渠，" * 3
    text = read(f"{far}增长\u202e%55\u202c以上，{far}好。".encode())
    (note,) = text.notes
    place = str(note.params["place"])
    assert note.params["count"] == 2
    assert "⟦RLO⟧%55⟦PDF⟧以上" in place
    assert len(place) <= 40
    assert not any(char in place for char in DIRECTIONS)
    assert place in word("bidi_controls", note.params, "zh")


def test_direction_marks_of_several_files_are_told_for_each() -> None:
    files = [("1.txt", "先\u202e说修桥。".encode()), ("2.txt", "再\u2066说铺\u2069路。".encode())]
    assert [note.params["count"] for note in read_document(files).notes] == [1, 2]


@pytest.mark.parametrize(
    "char",
    ["\x00", "\x07", "\x1b", "\x1f", "\x7f", "\x80", "\x9f", "\u2061", "\u206f", "\ufffa", "\ufdd0", "\uffff",
     "\U0001fffe", "\U000e0041"],
    ids=lambda char: f"U+{ord(char):04X}",
)  # fmt: skip
def test_controls_and_noncharacters(char: str) -> None:
    """They are cuts; what stands around them is whole again."""
    source = f"{LONG}\n修桥{char}三座。"
    text = read(source.encode())
    assert text.text.endswith("修桥三座。")
    assert [cut.removed for cut in text.cuts] == [char]
    assert squeezed(restored(text)) == squeezed(source)
    check_text(text)


def test_lines_of_nothing_but_controls() -> None:
    text = read("\u202e\n修桥三座。\n\u202c\n".encode())
    assert text.text == "修桥三座。"
    assert [(cut.at, cut.removed) for cut in text.cuts] == [(0, "\u202e"), (5, "\u202c")]


def test_private_characters_stay() -> None:
    text = read("张\ue123村修桥\U000f0000三座。".encode())
    assert text.text == "张\ue123村修桥\U000f0000三座。"
    assert [(note.code, note.params) for note in text.notes] == [("private_characters", {"count": 2})]


def test_lone_surrogates() -> None:
    """Half a character cannot be stored; the cut holds a replacement character."""
    lines, notes = take_out_unsafe([Line("修\ud83d桥\udc00三座。", "a.txt", cuts=((1, "**"),))])
    assert [line.text for line in lines] == ["修桥三座。"]
    assert lines[0].cuts == ((1, "**"), (1, "\ufffd"), (2, "\ufffd"))
    assert not notes
    assert storable("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_lone_surrogate_in_utf16(encoding: str, mark: str) -> None:
    data = f"{mark}{LONG}\n修\ud800桥。".encode(encoding, "surrogatepass")
    text = read(data)
    assert text.text.endswith("修\ufffd桥。")
    assert [(note.code, note.params) for note in text.notes] == [("bytes_unreadable", {"count": 1})]
    json.dumps(text.text, ensure_ascii=False).encode()


def test_name_with_a_lone_surrogate() -> None:
    """A file name that is no Unicode (an old disk) can still be stored and shown."""
    text = read_document([("报告\udcff.txt", SENTENCE.encode())])
    assert text.pages[0].source == "报告\ufffd.txt"


def test_word_document_with_direction_marks() -> None:
    document = docx.Document()
    document.add_paragraph("投资增长\u202e%5\u202c以上。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "修\u2066桥"
    table.rows[0].cells[1].text = "三座。"
    out = io.BytesIO()
    document.save(out)
    text = read(out.getvalue(), "a.docx")
    assert text.text.split("\n") == ["投资增长%5以上。", "修桥\t三座。"]
    assert [note.params["count"] for note in text.notes if note.code == "bidi_controls"] == [3]
    check_text(text)
    check_edition(parse_edition(Edition(text)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_line_ends(end: str) -> None:
    assert read(f"修桥三座。{end}种树千棵。{end}".encode()).text == "修桥三座。\n种树千棵。"


def test_positions_count_code_points() -> None:
    """Characters outside the basic plane are one character each, for cuts, measures and links too."""
    old = Edition(read("😀𠮷村🇨🇳去年粮食增长5%，\u202e修桥三座。\n𠮷村今年要修桥四座。".encode()), year_given=2023)
    new = Edition(read("😀𠮷村🇨🇳去年粮食增长6%，修桥三座。\n𠮷村今年要修桥五座。".encode()), year_given=2024)
    assert [(cut.at, old.text.text[cut.at :][:2]) for cut in old.text.cuts] == [(14, "修桥")]
    parsed = parse_edition(old)
    check_edition(parsed)
    check_edition_json(parsed)
    measure = parsed.measures[0]
    assert old.text.text[measure.start : measure.end] == "5%"
    check_comparison(compare_texts(old, new))


ENCODINGS = {
    "utf-8": ("utf-8", LONG),
    "utf-8 with mark": ("utf-8-sig", LONG),
    "utf-16-le with mark": ("utf-16", LONG),
    "utf-16-le": ("utf-16-le", LONG),
    "utf-16-be": ("utf-16-be", LONG),
    "gbk": ("gbk", LONG),
    "gb18030": ("gb18030", LONG.replace("石桥", "𠮷桥")),
    "big5": ("big5", LONG_TRADITIONAL),
    "big5hkscs": ("big5hkscs", LONG_TRADITIONAL.replace("石橋", "𨋢橋")),
    "windows-1252": ("cp1252", "The town’s café repaired “three bridges” – at last. It will plant trees.\n" * 9),
}


@pytest.mark.parametrize("what", ENCODINGS)
def test_encodings(what: str) -> None:
    encoding, source = ENCODINGS[what]
    found = decode_bytes(source.encode(encoding), "a.txt")
    assert (found.text, found.notes) == (source, ())


@pytest.mark.parametrize("source", ["修桥铺路。", "联通山村。", "增长5%。", "今年，还要再修两座石桥，种两千棵树。"])
def test_short_texts_in_gbk(source: str) -> None:
    assert decode_bytes(source.encode("gbk"), "a.txt").text == source


@pytest.mark.parametrize("what", ["utf-8", "utf-16-le with mark", "utf-16-le", "gbk", "gb18030", "big5"])
def test_cut_off_in_the_middle_of_a_character(what: str) -> None:
    """A download that broke off: all but the last character is there, and a note says so."""
    encoding, source = ENCODINGS[what]
    source = source.removesuffix("。")
    found = decode_bytes(source.encode(encoding)[:-1], "a.txt")
    assert found.text == source[:-1] + "\ufffd"
    assert [note.code for note in found.notes] == ["bytes_unreadable"]


@pytest.mark.parametrize(("what", "lost"), [("utf-8", 1), ("utf-8", 2), ("gbk", 1), ("big5", 1)])
def test_begins_in_the_middle_of_a_character(what: str, lost: int) -> None:
    encoding, source = ENCODINGS[what]
    found = decode_bytes(source.encode(encoding)[lost:], "a.txt")
    assert found.text.lstrip("\ufffd") == source[1:]
    assert found.broken and [note.code for note in found.notes] == ["bytes_unreadable"]


@pytest.mark.parametrize("what", ["utf-8", "utf-8 with mark", "gbk", "big5"])
def test_a_broken_byte(what: str) -> None:
    """One unreadable place in some thousand characters is told, not a reason to refuse all."""
    encoding, source = ENCODINGS[what]
    data = bytearray(source.encode(encoding))
    at = source.encode(encoding).index("路".encode(encoding.removesuffix("-sig")))
    data[at : at + 1] = b"\xff"
    found = decode_bytes(bytes(data), "a.txt")
    assert 1 <= found.broken <= 3
    assert found.text.split("\n")[1:] == source.split("\n")[1:]
    assert [note.code for note in read(bytes(data)).notes] == ["bytes_unreadable"]


def test_too_many_broken_bytes() -> None:
    """More than one in a thousand: the text is not what it seems, and nobody should rely on it."""
    data = SENTENCE.encode() + b"\xff\xff" + LONG.encode().replace("桥".encode(), b"\xff\xfe\xfd")
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == "encoding_unknown"


@pytest.mark.parametrize(("encoding", "sentence"), [("gbk", SENTENCE), ("big5", TRADITIONAL)])
def test_lines_of_two_encodings(encoding: str, sentence: str) -> None:
    """Two files copied into one."""
    data = f"{sentence}\n".encode() * 3 + f"{sentence}\n".encode(encoding) * 2
    found = decode_bytes(data, "a.txt")
    assert found.text == f"{sentence}\n" * 5
    assert [(note.code, note.params) for note in found.notes] == [("encodings_mixed", {"count": 2})]


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_nothing_unsafe_is_left(source: str, encoding: str) -> None:
    try:
        text = read((SENTENCE + source + "。").encode(encoding, "replace"))
    except ReadError:
        return
    check_text(text)
    assert visible(text.text) == text.text
    for found in (text.text, *(cut.removed for cut in text.cuts)):
        found.encode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告\u202etxt.exe", "报告⟦RLO⟧txt.exe"),
        ("a\x07\nb\tc", "a⟦U+0007⟧\nb\tc"),
        ("half\udc80", "half⟦U+DC80⟧"),
        ("2024年政府工作报告（草案）.docx", "2024年政府工作报告（草案）.docx"),
        ("😀𠮷.txt", "😀𠮷.txt"),
    ],
)
def test_visible(name: str, shown: str) -> None:
    assert visible(name) == shown


def test_names_in_messages_are_visible() -> None:
    """The message of a terminal and of a page shows what a name really is."""
    with pytest.raises(ReadError) as caught:
        read(b"", "gnp\u202e\x1b[2J\n.txt")
    for language in ("zh", "en"):
        assert "gnp⟦RLO⟧⟦U+001B⟧[2J .txt" in caught.value.message(language)


def test_markers() -> None:
    assert marker("\u202e") == "⟦RLO⟧"
    assert marker("\x00") == "⟦U+0000⟧"
    assert not is_direction("**")


@pytest.fixture
def client(tmp_path):
    return web_client.signed_in(web_client.make_app(tmp_path))


def imported_page(client, text: str, name: str = "2024年青溪区政府工作报告.txt") -> str:
    answer = web_client.upload(client, (name, text.encode()))
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def test_page_shows_where_direction_marks_stood(client) -> None:
    turned = web_client.NEW.replace("8500人", "\u202e8500\u202c人").replace("50个。", "50个。\u2069")
    page = lxml.html.fromstring(imported_page(client, turned))
    chips = page.xpath("//article")[0].find_class("turned")
    assert [chip.text for chip in chips] == ["⟦RLO⟧", "⟦PDF⟧", "⟦PDI⟧"]
    assert all(chip.get("data-skip") is not None and chip.text in chip.get("title") for chip in chips)
    after = chips[0].getnext()
    assert after.get("data-start") and after.text_content().startswith("8")
    (notes,) = page.find_class("notes")
    assert "⟦RLO⟧8500⟦PDF⟧人" in notes.text_content()
    for sign in page.xpath("//article//*[@data-skip]"):
        sign.drop_tree()
    blocks = "".join(block.text_content() for block in page.xpath("//article")[0].find_class("block"))
    assert squeezed(blocks) == squeezed(web_client.NEW)
    for run in page.xpath("//article//*[@data-start]"):
        assert not any(char in run.text_content() for char in DIRECTIONS)


def test_page_shows_what_a_name_really_is(client) -> None:
    page = imported_page(client, web_client.NEW, "2024年青溪区政府工作报告\u202etxt.exe")
    assert not any(char in page for char in DIRECTIONS)
    assert "报告⟦RLO⟧txt.exe" in page
    (link,) = lxml.html.fromstring(page).find_class("originals")[0].xpath("a[@download]")
    name = client.get(link.get("href")).headers["Content-Disposition"]
    assert "%E2%80%AE" not in name and "%E2%9F%A6RLO%E2%9F%A7txt.exe" in name
