#!/usr/bin/env python3
"""CPU time of reading PDFs beside `pdftotext` on the same files, pairwise in one run.

usage: benches/against-pdftotext.py [--runs N] [--bonafide PATH] [--reading PATH]

Build first: cargo build --profile dist && cargo build --profile dist -p bonafide-profile --example reading
Needs pdftotext and, for the documents of 500 pages, reportlab and the DejaVu fonts.

Three processes take turns over each file, so that a change of the machine's speed meets all of them: `bonafide inspect` whole, with its
confined child; the `reading` example, which reads in its own process and finds the claims too; and `pdftotext`, which writes the text.
The files are the PDFs of testdata/profiles and those of testdata/typeset that are sound and have one revision and no layers, and two
documents of 500 pages made here. Prints the medians in CPU milliseconds (user and system, children included) and their sums; judges nothing.
"""

import argparse
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = "The team coordinates the handling of incidents in its constituency and answers every report within one working day".split()
PAGES = 500


def cpu(command, env):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode} over {command[-2:]}; a benchmark of failures says nothing")
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def long_documents(folder):
    """The same text set in an embedded TrueType font and in a standard font that is not embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("Body", "DejaVuSans.ttf"))
    for kind, font in (("embedded", "Body"), ("standard", "Helvetica")):
        path = folder / f"{PAGES}-pages-{kind}-font.pdf"
        page = canvas.Canvas(str(path), invariant=1)
        words = random.Random(2350)
        for number in range(1, PAGES + 1):
            text = page.beginText(60, 780)
            text.setFont(font, 9)
            text.textLine(f"{number}. Chapter {number}")
            for _ in range(55):
                text.textLine(" ".join(words.choice(WORDS) for _ in range(13)))
            page.drawText(text)
            page.showPage()
        page.save()
        yield path


def plain(path):
    """Sound, with one revision and without layers."""
    data = path.read_bytes()
    linearised = b"/Linearized" in data[:2048]
    return data.count(b"%%EOF") == 1 + linearised and b"/OCProperties" not in data


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=40)
    arguments.add_argument("--bonafide", default=str(ROOT / "target/dist/bonafide"))
    arguments.add_argument("--reading", default=str(ROOT / "target/dist/examples/reading"))
    options = arguments.parse_args()
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    files = sorted((ROOT / "testdata/profiles").glob("*/*.pdf")) + sorted((ROOT / "testdata/typeset").glob("*.pdf"))
    files = [path for path in files if plain(path)]
    with tempfile.TemporaryDirectory(prefix="bonafide-bench-") as name:
        print(f"{'median CPU ms':42}{'inspect':>10}{'reading':>10}{'pdftotext':>11}")
        for group, runs in ((files, options.runs), (long_documents(pathlib.Path(name)), max(options.runs // 8, 3))):
            sums = [0.0, 0.0, 0.0]
            for path in group:
                commands = ([options.bonafide, "inspect", "--format", "json", path], [options.reading, path], ["pdftotext", path, "/dev/null"])
                times = [[cpu(command, env) for command in commands] for _ in range(runs)]
                medians = [statistics.median(column) for column in zip(*times)]
                sums = [total + median for total, median in zip(sums, medians)]
                print(f"{path.name:42}{medians[0]:10.2f}{medians[1]:10.2f}{medians[2]:11.2f}", flush=True)
            print(f"{'together':42}{sums[0]:10.2f}{sums[1]:10.2f}{sums[2]:11.2f}\n", flush=True)


if __name__ == "__main__":
    main()
