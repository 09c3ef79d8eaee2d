"""Word documents made from the XML that a test is about: what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.readers import read_document
from compare.readers.docx import read_docx
from compare.readers.lines import Line
from tests.invariants import check_edition, check_text

_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:m="{_OFFICE}/officeDocument/2006/math" xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def archive(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]], level: int = 6) -> bytes:
    """A zip file of these parts, in this order; a name may stand there twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
        for name, data in parts.items() if isinstance(parts, Mapping) else parts:
            packed.writestr(name, data)
    return out.getvalue()


def root(name: str, content: str) -> bytes:
    """A part with the element `name` of WordprocessingML around its content."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{content}</w:{name}>'.encode()


def parts_of(body: str, **others: str) -> dict[str, bytes]:
    """The parts of a document with this body; `others` are the contents of styles, numbering, footnotes and so on."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
        for kind in others
    )
    space = f'xmlns="{_OFFICE}/package/2006/relationships"'
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/word/{kind}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for kind in others
            )
            + "</Types>"
        ).encode(),
        "_rels/.rels": (
            f'<Relationships {space}><Relationship Id="a" '
            f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ).encode(),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>".encode(),
        **{f"word/{kind}.xml": root(kind, content) for kind, content in others.items()},
    }


def document(body: str, **others: str) -> bytes:
    """A Word document with this body and these other parts."""
    return archive(parts_of(body, **others))


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no XML becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(list_id: int, level: int = 0) -> str:
    """The properties that put a paragraph on a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(number: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """One abstract list with these levels, and list 1 that uses it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def style(identifier: str, name: str, properties: str = "", based_on: str = "", more: str = "") -> str:
    """A paragraph style."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"{more}><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; what is no XML becomes a cell."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tc(*content: str, span: int = 1, properties: str = "") -> str:
    """A cell; what is no XML becomes a paragraph."""
    inside = "".join(piece if piece.startswith("<") else p(piece) for piece in content or ("",))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{properties}</w:tcPr>{inside}</w:tc>'


def lines_of(body: str, **others: str) -> list[Line]:
    """The lines of a document with this body, whose text must hold the contracts too."""
    data = document(body, **others)
    lines = read_docx("a.docx", data).lines
    if any(char in "。！？" for line in lines for char in line.text):
        text_of(data)
    return lines


def texts_of(body: str, **others: str) -> list[str]:
    """The texts of these lines."""
    return [line.text for line in lines_of(body, **others)]


def text_of(data: bytes, name: str = "a.docx") -> Text:
    """The text of a document, which is checked together with its outline."""
    text = read_document([(name, data)])
    check_text(text)
    check_edition(parse_edition(Edition(text)))
    return text


def deleted(text: str) -> str:
    """Deleted text."""
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(kind: str, code: str = "") -> str:
    """A mark of a field, and what it says is to be computed."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/><w:instrText>{code}</w:instrText></w:r>'


def inside(*tags: str, text: str) -> str:
    """A run of text inside of elements of WordprocessingML, the outermost first."""
    begin = "".join(f"<w:{tag}>" for tag in tags)
    return begin + r(text) + "".join(f"</w:{tag}>" for tag in reversed(tags))


def box(*paragraphs: str) -> str:
    """A text box, as Word writes it for new versions and for old ones."""
    content = f"<w:txbxContent>{''.join(map(p, paragraphs))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def note(kind: str, identifier: int, *content: str) -> str:
    """A note with its paragraphs."""
    return f'<w:{kind} w:id="{identifier}">{"".join(content)}</w:{kind}>'


def reference(kind: str, identifier: int, more: str = "") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{identifier}"{more}/></w:r>'


def kinds_of(body: str, **others: str) -> list[tuple[str | None, int]]:
    """What the reader says of the lines of a document: kind and level."""
    return [(line.kind, line.level) for line in lines_of(body, **others)]


BRIDGE = "修好了三座石桥。"
#: Styles of headings and of titles, as several programs make them.
STYLES = (
    style("1", "heading 1", '<w:outlineLvl w:val="0"/>')
    + style("own", "本镇样式", based_on="1")
    + style("plain", "正文一", '<w:outlineLvl w:val="9"/>', based_on="1")
    + style("wps", "标题 2")
    + style("de", "Überschrift 3")
    + style("odd", "节标题", '<w:outlineLvl w:val="3"/>')
    + style("circle", "a", based_on="circle")
    + style("t", "Title")
)
#: List 1 has a format on each of its levels, 2 begins at five, 3 looks different.
NUMBERS = numbering(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%4", "<w:isLgl/>"),
    level(4, "decimalEnclosedCircle", "%5"),
    level(5, "bullet", "\uf06c"),
    level(6, "bullet", "——"),
    level(7, "none", "第%1条", "<w:suff w:val='nothing'/>"),
    level(8, "lowerLetter", "%9)"),
    lists='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + level(0, "upperLetter", "%1. ")
    + "</w:lvlOverride></w:num>",
)
#: Cells that go down over several rows, and those that are covered.
RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
