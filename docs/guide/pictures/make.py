#!/usr/bin/env python3
"""make.py [--check] PROGRAM: draws the terminals of the README and the guides, from real runs of the program on the test data.

Every scene runs in a new directory and home, offline, on a terminal of 100 columns, at 2026-11-01 (`--at`, the only thing that a picture
leaves out of a command). So the same program always draws the same pictures, whoever runs this, wherever and whenever. With --check nothing
is written: a picture that would differ, or that no page shows with a text in its place, is named, and the exit code is 1.

Needs Python 3.9 and Linux or macOS, and nothing else.
"""
import argparse
import fcntl
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape

PICTURES = Path(__file__).resolve().parent
REPOSITORY = PICTURES.parents[2]
TESTDATA = REPOSITORY / "testdata"
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs/guide").glob("*.md"))]

COLUMNS = 100
AT = ["--at", "2026-11-01"]

# ---------------------------------------------------------------------------------------------------------------------------- the scenes


def verdict(scene):
    """A pinned team's profile."""
    scene.copy(TESTDATA / "profiles/tide-cert")
    scene.copy(REPOSITORY / "keyrings", "keyrings")
    scene.show("bonafide verify TIDE-CERT_RFC_2350_v1.60.pdf --keyring keyrings", hidden=AT, ends=0)


def unanchored(scene):
    """The same profile for somebody whom nobody has told anything of the team."""
    scene.copy(TESTDATA / "profiles/tide-cert")
    scene.show("bonafide verify TIDE-CERT_RFC_2350_v1.60.pdf", hidden=AT, ends=10)


def night(scene):
    """The night in which the telephone number of a partner was changed on its server."""
    scene.copy(REPOSITORY / "keyrings", "keyring")
    scene.copy(TESTDATA / "keyrings/oak", "keyring")
    for team, file in [
        ("cert-brume", "CERT-BRUME_RFC2350.pdf"),
        ("cert-koral", "cert_koral_V1.pdf"),
        ("tide-cert", "TIDE-CERT_RFC_2350_v1.60.pdf"),
        ("cert-solane", "CERT-SOLANE-RFC-2350-FR.pdf"),
    ]:
        scene.copy(TESTDATA / "profiles" / team, f"web/{team}")
        scene.write(f"partners/{team}.toml", f'profile = "../web/{team}/{file}"\n')
    scene.append("partners/cert-solane.toml", '[[exception]]\nreason = "they promised a signature for spring"\nuntil = 2027-03-31\n')
    scene.copy(TESTDATA / "cases/text-signed", "web/cert-oak")
    scene.write("partners/cert-oak.toml", 'profile = "../web/cert-oak/rfc2350.txt"\n')
    audit = "bonafide audit partners --keyring keyring"
    scene.run(audit, hidden=["--at", "2026-10-31T03:00:00Z", "--remember"], ends=0)
    scene.copy(TESTDATA / "cases/changed-after-signing", "web/cert-oak")
    scene.show(audit, hidden=["--at", "2026-11-01T03:00:00Z", "--remember"], ends=30)


def staged(scene):
    """A directory whose text prints the wrong half as Key ID, and that is not signed yet."""
    text = (TESTDATA / "cases/no-signature/rfc2350.txt").read_text(encoding="utf-8")
    key_id = re.search(r"Key ID: 0x([0-9A-F]{8})([0-9A-F]{8})\n", text)
    assert key_id, "the text prints a 64-bit Key ID"
    text = text.replace(key_id[0], f"Key ID: 0x{key_id[1]}\n")
    text = text.replace("\n===", "\nTLP:CLEAR\n===", 1)
    scene.write("site/rfc2350.txt", text)
    scene.write("site/index.html", "<!doctype html><title>CERT-OAK</title><p>Our profile: rfc2350.txt")
    shutil.copy(TESTDATA / "keys/oak.asc", scene.place / "site/oak.asc")
    scene.show("bonafide selfcheck site/ --base-url https://www.oak.example/", hidden=AT, ends=20, lines=23)


def partners(scene):
    """A list with a slip, and what becomes of it."""
    scene.write(
        "partners.csv",
        "team,url,email,fingerprint,country\n"
        "CERT-OAK,https://www.oak.example/rfc2350.txt,cert@oak.example,8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7,FR\n"
        "CERT-ELM,https://www.elm.example/rfc2350.txt,cert@elm.example,,DE\n"
        "CERT-0AK,https://www.0ak.example/rfc2350.txt,cert@0ak.example,,FR\n"
        "CERT-ASH,,cert@ash.example,,IT\n",
    )
    scene.show("bonafide partners import partners.csv --from csv --partners partners", ends=0)


SCENES = [verdict, unanchored, night, staged, partners]

# ------------------------------------------------------------------------------------------------------------------------------- running


class Scene:
    """A new directory with a home of its own, and what a terminal in it shows."""

    def __init__(self, program, place):
        self.program, self.place, self.screen = program, place, []
        (place / "home").mkdir()

    def copy(self, source, to="."):
        shutil.copytree(source, self.place / to, dirs_exist_ok=True, ignore=shutil.ignore_patterns("case.toml"))

    def write(self, name, text):
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, name, text):
        self.write(name, (self.place / name).read_text(encoding="utf-8") + text)

    def show(self, command, hidden=(), ends=0, lines=None):
        """Runs a command and keeps the first lines of what it prints."""
        rows = self.run(command, hidden, ends)
        left_out = 0 if lines is None else max(0, len(rows) - lines)
        if left_out:
            rows = rows[:lines] + [[("faint", f"⋮ {left_out} more lines")]]
        self.screen += [[("prompt", "$ "), ("plain", command)], *rows]

    def run(self, command, hidden=(), ends=0):
        words = [*shlex.split(command), *hidden]
        # Only what the scene has made: no configuration, no gpg whose version would show, no network.
        environment = {"HOME": str(self.place / "home"), "PATH": "", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "BONAFIDE_OFFLINE": "true"}
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        child = subprocess.Popen(
            words, executable=self.program, cwd=self.place, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE
        )
        os.close(theirs)
        printed = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux: the other end is closed.
                break
            if not piece:
                break
            printed += piece
        os.close(ours)
        complaint = child.stderr.read().decode()
        code = child.wait()
        # What it complains of comes first. It is read through a pipe, for a terminal would get a progress bar too.
        text = complaint + printed.decode().replace("\r\n", "\n")
        if code != ends:
            sys.exit(f"{command}: ends with {code} instead of {ends}\n{text}")
        # A command that the program suggests goes on at the hidden time too.
        for option in [" ".join(hidden[:2]), *hidden[2:]]:
            text = text.replace(f" {option}", "") if option else text
        for private in [str(self.place), str(REPOSITORY), *hidden[:1]]:
            if private in text:
                sys.exit(f"{command}: prints {private!r}, which a picture must not show")
        return [row for line in text.rstrip("\n").split("\n") for row in rows_of(line)]


# ------------------------------------------------------------------------------------------------------------------------ what it printed

STYLES = {"": "plain", "1": "strong", "2": "faint", "32": "good", "33": "caution", "31": "bad", "34": "place", "36": "place"}


def runs_of(line):
    """A printed line as pieces of (style, text)."""
    style, runs = "plain", []
    for text, codes in re.findall(r"([^\x1b]+)|\x1b\[([0-9;]*)m", line):
        if text:
            runs.append((style, text))
            continue
        for code in codes.split(";"):
            code = code.lstrip("0")
            # Bright colours count as their own.
            code = "3" + code[1:] if re.fullmatch("9[0-7]", code) else code
            if code not in STYLES:
                sys.exit(f"a code for the terminal that no picture knows: {code!r} in {line!r}")
            # "Bold and green" is green.
            style = style if code == "1" and style in ("good", "caution", "bad", "place") else STYLES[code]
    if "\x1b" in re.sub(r"\x1b\[[0-9;]*m", "", line):
        sys.exit(f"a code for the terminal that no picture knows: {line!r}")
    return runs


def rows_of(line):
    """A printed line as the rows of a terminal, which breaks a line that is too long at its edge."""
    rows, column = [[]], 0
    for style, text in runs_of(line):
        for character in text:
            if unicodedata.east_asian_width(character) in "WF" or unicodedata.combining(character) or ord(character) < 32:
                sys.exit(f"a character that is not one column wide: {character!r} in {line!r}")
            if column == COLUMNS:
                rows.append([])
                column = 0
            row = rows[-1]
            if row and row[-1][0] == style:
                row[-1] = (style, row[-1][1] + character)
            else:
                row.append((style, character))
            column += 1
    return rows


# ------------------------------------------------------------------------------------------------------------------------------- drawing

CELL, ROW, SIZE, EDGE, BAR = 7.8, 18, 13, 16, 30

# Each at least 6 : 1 against the window, which has its own ground on light and dark pages.
STYLE = """
text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;font-size:13px;fill:#e6edf3}
.strong{font-weight:700}.faint{fill:#9da7b3}.prompt{fill:#79c0ff;font-weight:700}.place{fill:#79c0ff;font-weight:700}
.good{fill:#56d364;font-weight:700}.caution{fill:#e3b341;font-weight:700}.bad{fill:#ff8a80;font-weight:700}
"""

# Signs that few monospaced fonts have.
DRAWN = {"⸬": '<path d="M{x} {y}m1-7h2v2h-2zm4 0h2v2h-2zm-4 4h2v2h-2zm4 0h2v2h-2z" fill="#79c0ff"/>'}


def number(value):
    return f"{value:.1f}".removesuffix(".0")


def drawing(name, screen):
    rows = [row for line in screen for row in (rows_of_command(line) if line and line[0][0] == "prompt" else [line])]
    width = number(COLUMNS * CELL + 2 * EDGE)
    height = number(len(rows) * ROW + BAR + EDGE)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(name)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect x=".5" y=".5" width="{number(float(width) - 1)}" height="{number(float(height) - 1)}" rx="8" fill="#161b22" stroke="#57606a"/>',
        *(f'<circle cx="{EDGE + 4 + 16 * i}" cy="15" r="5" fill="#57606a"/>' for i in range(3)),
    ]
    for i, row in enumerate(rows):
        y, column = number(BAR + i * ROW + SIZE), 0
        for style, text in row:
            # Each word group at its own column and as wide as its cells: fonts and symbols of any width stay aligned.
            for group in re.finditer(r"\S+(?: \S+)*", text):
                x = number(EDGE + (column + group.start()) * CELL)
                length = number(len(group[0]) * CELL)
                kind = "" if style == "plain" else f' class="{style}"'
                if group[0] in DRAWN:
                    out.append(DRAWN[group[0]].format(x=x, y=y))
                    continue
                out.append(f'<text{kind} x="{x}" y="{y}" textLength="{length}" lengthAdjust="spacingAndGlyphs">{escape(group[0])}</text>')
            column += len(text)
    return "\n".join([*out, "</svg>", ""])


def rows_of_command(line):
    """A command that is longer than the window, broken as a terminal does."""
    (_, prompt), (_, command) = line
    first = COLUMNS - len(prompt)
    rest = [command[at : at + COLUMNS] for at in range(first, len(command), COLUMNS)]
    return [[("prompt", prompt), ("plain", command[:first])], *([("plain", piece)] for piece in rest)]


# ------------------------------------------------------------------------------------------------------------------------------- the pages


def shown():
    """The pictures that pages show, with the text in their place."""
    found = {}
    for page in PAGES:
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+\.svg)\)", page.read_text(encoding="utf-8")):
            found[(page.parent / target).resolve()] = words.split()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing, and fail where a picture would differ")
    parser.add_argument("program", help="the bonafide to run, such as target/debug/bonafide")
    arguments = parser.parse_args()
    program = str(Path(arguments.program).resolve(strict=True))
    wrong, wanted = [], set()
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as place:
            stage = Scene(program, Path(place).resolve())
            scene(stage)
        path = PICTURES / f"{scene.__name__}.svg"
        wanted.add(path)
        picture = drawing(scene.__doc__, stage.screen)
        if not arguments.check:
            path.write_text(picture, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != picture:
            wrong.append(f"{path.relative_to(REPOSITORY)} is not what the program prints now: run {Path(__file__).name} without --check")
    pages = shown()
    wrong += [f"{path.relative_to(REPOSITORY)}: no page shows it" for path in sorted(wanted - pages.keys())]
    wrong += [f"{path}: shown by a page, and drawn by no scene" for path in sorted(pages.keys() - wanted)]
    wrong += [f"{path.relative_to(REPOSITORY)}: no scene draws it" for path in sorted(set(PICTURES.glob("*.svg")) - wanted)]
    wrong += [f"{path.relative_to(REPOSITORY)}: the text in its place is too short" for path in sorted(wanted) if len(pages.get(path, [0] * 8)) < 8]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
