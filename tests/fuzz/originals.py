"""What the fuzzing starts from: the demo editions and, where they are, real files, in every format."""

from __future__ import annotations

import html

from tests.editions import DATA, ROOT, SEEDS
from tests.fuzz.mutations import Original

#: Files that tests made: there is no other .doc.
MADE = ROOT / "tests" / "data"
#: Texts longer than this are cut: a mutation shows itself in a short text as well as in a long one.
LONGEST = 9_000
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5hkscs")


def load_originals() -> list[Original]:
    """Files of every format; those of ../shared/data only where it is."""
    found = [
        Original(path.name, path.read_bytes())
        for folder in (SEEDS, DATA, MADE)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".txt", ".md", ".docx", ".pdf", ".html", ".doc")
    ]
    texts = [original for original in found if original.name.endswith((".txt", ".md"))]
    found = [
        original if original not in texts else Original(original.name, original.data[:LONGEST])
        for original in found
    ]
    for number, original in enumerate(texts):
        text = original.data.decode("utf-8", "ignore")[: LONGEST // 3]
        found.append(Original(f"{number}.html", as_html(text).encode()))
        encoding = _ENCODINGS[number % len(_ENCODINGS)]
        found.append(Original(f"{encoding}-{original.name}", text.encode(encoding, "ignore")))
    return found


def as_html(text: str) -> str:
    """The text as a page of a portal: navigation, title, paragraphs, a table, a footer."""
    lines = [html.escape(line.strip()) for line in text.splitlines() if line.strip()]
    head = lines[0] if lines else ""
    body = "\n".join(f"<p>&emsp;&emsp;{line}</p>" for line in lines[1:])
    rows = "".join(f"<tr><td>{line[:12]}</td><td colspan=2>{len(line)}%</td></tr>" for line in lines[1:6])
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{head}</title><script>var a = '<p>';</script></head>"
        f"<body><ul class='nav'><li><a href='/'>首页</a></li></ul><h1>{head}</h1><div class='article'>{body}"
        f"<table><tr><th>指标</th><th>值</th></tr>{rows}</table></div><div class='footer'>版权所有</div></body></html>"
    )
