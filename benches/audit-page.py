#!/usr/bin/env python3
"""The audit's page for a browser over many profiles: its size, and how long Chromium takes to load, filter and sort it.

usage: benches/audit-page.py [--counts 300,5000] [--bonafide PATH] [--make PATH] [--chromium PATH] [--keep DIR]
       (build first: cargo build --profile dist --package bonafide --package bonafide-testkit)

Invented profiles as in audit-1000.py. One in ten had a bad night in the last thirty, one in a hundred three of them; those nights are written
into the history's table, because thirty runs over 5,000 profiles take their time. Times are medians, in milliseconds: of the load until its
event, and of filtering by a word, by a verdict and of sorting, each with style and layout of the whole page. Judges nothing.
"""

import argparse
import json
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TONIGHT = 20758  # 2026-11-01, in days since 1970-01-01
MEASURE = """
addEventListener("load", () => {
  const layout = () => document.body.offsetHeight;
  layout();
  const told = { load: performance.now(), elements: document.getElementsByTagName("*").length };
  const timed = (name, act) => { const start = performance.now(); act(); layout(); told[name] = performance.now() - start; };
  const set = (id, value) => { const one = document.getElementById(id); one.value = value; one.dispatchEvent(new Event("input")); };
  timed("word", () => set("text", "17"));
  timed("no word", () => set("text", ""));
  timed("verdict", () => set("result", "unverified"));
  timed("no verdict", () => set("result", ""));
  timed("sort", () => document.querySelectorAll("thead button")[1].click());
  console.log("MEASURED" + JSON.stringify(told) + "MEASURED");
});
"""


def fill(history):
    """Nights before this one, as runs would have left them."""
    with sqlite3.connect(history) as store:
        teams = [team for (team,) in store.execute("SELECT DISTINCT team FROM run ORDER BY team")]
        store.execute("DELETE FROM night")
        chance = random.Random(2350)
        for index, team in enumerate(teams):
            bad = sorted(chance.sample(range(1, 29), 3 if index % 100 == 0 else 1 if index % 10 == 0 else 0))
            start = TONIGHT - 29
            for night in [TONIGHT - 29 + one for one in bad] + [TONIGHT]:
                if start < night:
                    store.execute("INSERT INTO night VALUES (?, ?, ?, 'authentic')", (team, start, night - 1))
                if night < TONIGHT:
                    word = chance.choice(["not-checked", "unverified", "rejected"])
                    store.execute("INSERT INTO night VALUES (?, ?, ?, ?)", (team, night, night, word))
                start = night + 1


def opened(chromium, page, scratch):
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"]
    command += [f"--user-data-dir={scratch}/chromium", "--window-size=1280,900", "--dump-dom", f"file://{page}"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return json.loads(done.stderr.decode().split("MEASURED")[1].replace('\\"', '"'))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--counts", default="300,5000")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--bonafide", default=str(ROOT / "target/dist/bonafide"))
    arguments.add_argument("--make", default=str(ROOT / "target/dist/make-partners"))
    arguments.add_argument("--chromium", default="/usr/bin/chromium")
    arguments.add_argument("--keep", help="a directory for the profiles and pages, made once and used again")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bonafide-bench-") as scratch:
        for count in map(int, options.counts.split(",")):
            folder = pathlib.Path(options.keep or scratch).resolve() / str(count)
            if not (folder / "list.tsv").exists():
                folder.mkdir(parents=True, exist_ok=True)
                subprocess.run([options.make, str(folder), str(count)], check=True)
            env = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
            history = folder / "data/bonafide/history.sqlite"
            audit = [options.bonafide, "audit", str(folder / "profiles"), "--keyring", str(folder / "keyring"), "--offline", "-o", str(folder / "audit.txt"), "--at"]
            if not history.exists():
                subprocess.run([*audit, "2026-10-31", "--remember"], env=env, stdout=subprocess.DEVNULL)
            fill(history)
            page, start = folder / "audit.html", time.monotonic()
            subprocess.run([*audit, "2026-11-01", "--html", str(page)], env=env, stdout=subprocess.DEVNULL)
            took = time.monotonic() - start
            text = page.read_text()
            copy = folder / "measured.html"
            copy.write_text(text.replace("Content-Security-Policy", "X-Nothing", 1).replace("</body>", f"<script>{MEASURE}</script></body>"))
            runs = [opened(options.chromium, copy, scratch) for _ in range(options.runs)]
            median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
            told = ", ".join(f"{name} {value:.0f}" for name, value in median.items())
            print(f"{count} profiles: run {took:.1f} s, page {len(text.encode()) / 1e6:.1f} MB; {told}")


if __name__ == "__main__":
    main()
