"""Sets a page with Typst: headings, paragraphs, list items and tables, one after another.

Usage: with_typst.py PAGE RESULT [two-columns]; needs the Python package `typst`, which brings the compiler and its fonts.
"""

import html.parser
import json
import sys

import typst


class Page(html.parser.HTMLParser):
    """Writes Typst code while the page is read. Text is written as string literals, in which nothing has a meaning."""

    def __init__(self):
        super().__init__()
        self.parts, self.cells, self.columns, self.text, self.skip = [], None, 0, [], 0

    def handle_starttag(self, tag, attributes):
        if tag in ("style", "title", "head"):
            self.skip += 1
        elif tag == "br":
            self.text.append("linebreak()")
        elif tag == "a" and dict(attributes).get("href"):
            self.text.append(("link", dict(attributes)["href"]))
        elif tag == "table":
            self.cells, self.columns = [], 0
        elif tag == "tr":
            self.row = len(self.cells)

    def handle_endtag(self, tag):
        if tag in ("style", "title", "head"):
            self.skip -= 1
            self.text = []
        elif tag == "a":
            start = max((n for n, part in enumerate(self.text) if isinstance(part, tuple)), default=None)
            if start is not None:
                inner = " + ".join(self.text[start + 1:]) or '""'
                self.text[start:] = [f"link({json.dumps(self.text[start][1], ensure_ascii=False)}, {inner})"]
        elif tag in ("td", "th"):
            self.cells.append(f"[#({self.taken()})]")
        elif tag == "tr":
            self.columns = max(self.columns, len(self.cells) - self.row)
        elif tag == "table":
            self.parts.append(f"#table(columns: {self.columns}, {', '.join(self.cells)})")
            self.cells = None
        elif tag in ("p", "li", "h1", "h2", "h3") and self.cells is None:
            text = self.taken()
            if tag[0] == "h":
                text = f"heading(level: {tag[1]}, {text})"
            elif tag == "li":
                text = f"list({text})"
            self.parts.append(f"#({text})")

    def handle_data(self, data):
        if not self.skip and data:
            text = " ".join(data.split())
            text = (" " if data[0].isspace() else "") + text + (" " if data[-1].isspace() and text else "")
            self.text.append(json.dumps(text, ensure_ascii=False))

    def taken(self):
        text, self.text = " + ".join(part for part in self.text if part != '" "') or '""', []
        return "[] + " + text


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
columns = ", columns: 2" if "two-columns" in sys.argv else ""
head = f'#set page(paper: "a4"{columns})\n#set text(font: "Libertinus Serif", size: 10pt)\n#set par(justify: true)\n\n'
typst.compile((head + "\n\n".join(page.parts)).encode(), output=sys.argv[2])
