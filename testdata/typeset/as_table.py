"""Sets every "label: value" paragraph or list item of a page as a row of a table with two columns."""

import re
import sys

page = open(sys.argv[1], encoding="utf-8").read()
ROW = re.compile(r"<(p|li)>([^<>:.]{2,30}) ?: (.+?)</\1>")


def row(found):
    return f'<table><tr><td style="width: 45mm">{found[2]}</td><td>{found[3]}</td></tr></table>'


page = re.sub(r"<ul>\s*(.*?)\s*</ul>", lambda found: ROW.sub(row, found[1]) if ROW.search(found[1]) else found[0], page, flags=re.S)
print(ROW.sub(row, page), end="")
