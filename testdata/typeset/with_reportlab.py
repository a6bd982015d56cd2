"""Sets a page with ReportLab: headings, paragraphs, list items and tables, one after another.

Usage: with_reportlab.py PAGE RESULT [FONT FILE]; without a font file the standard ones are named and not embedded.
"""

import html.parser
import sys
import xml.sax.saxutils

from reportlab.lib import colors, pagesizes, styles
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

FONT, BOLD = "Times-Roman", "Times-Bold"
if len(sys.argv) > 3:
    FONT = BOLD = "Embedded"
    pdfmetrics.registerFont(ttfonts.TTFont(FONT, sys.argv[3]))
BODY = styles.ParagraphStyle("body", fontName=FONT, fontSize=10, leading=13, spaceAfter=4)
HEADS = {f"h{n}": styles.ParagraphStyle(f"h{n}", parent=BODY, fontName=BOLD, fontSize=18 - 3 * n, leading=21 - 3 * n, spaceBefore=8)
         for n in (1, 2, 3)}


class Page(html.parser.HTMLParser):
    """Collects flowing parts while the page is read."""

    def __init__(self):
        super().__init__()
        self.parts, self.rows, self.text, self.skip = [], None, "", 0

    def handle_starttag(self, tag, attributes):
        target = dict(attributes).get("href")
        if tag in ("style", "title", "head"):
            self.skip += 1
        elif tag == "br":
            self.text += "<br/>"
        elif tag == "a" and target:
            self.text += f'<a href="{xml.sax.saxutils.escape(target)}">'
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        if "new-page" in (dict(attributes).get("class") or ""):
            self.parts.append(PageBreak())

    def handle_endtag(self, tag):
        if tag in ("style", "title", "head"):
            self.skip -= 1
            self.text = ""
        elif tag == "a" and "<a " in self.text:
            self.text += "</a>"
        elif tag in ("td", "th"):
            self.rows[-1].append(Paragraph(self.taken(), BODY))
        elif tag == "table":
            grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            self.parts.append(Table(self.rows, style=grid, hAlign="LEFT"))
            self.rows = None
        elif tag in ("p", "li", "h1", "h2", "h3") and self.rows is None:
            bullet = "\u2022" if tag == "li" else None
            self.parts.append(Paragraph(self.taken(), HEADS.get(tag, BODY), bulletText=bullet))

    def handle_data(self, data):
        if not self.skip:
            self.text += xml.sax.saxutils.escape(data)

    def taken(self):
        text, self.text = self.text.strip(), ""
        return text


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
SimpleDocTemplate(sys.argv[2], pagesize=pagesizes.A4, title="RFC 2350").build(page.parts)
