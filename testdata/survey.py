#!/usr/bin/env python3
"""How well documents are read, as numbers: per kind of claim what was found of what is expected, and what was invented.

usage: testdata/survey.py BONAFIDE FOLDER… [--show]

Every folder holds a `facts.toml`: a table for each document (its path in the folder) or for all documents whose path begins with the
table's name. Keys are kinds of claims with the values that a person sees, as `inspect` reports them; a kind that is missing is not
compared. A document without facts is not read. A URL counts as found where one of its readings is the expected one.
`--show` names what was missed or invented.
"""
import json, pathlib, subprocess, sys, tomllib

LISTS = ("fingerprints", "key_ids", "user_ids", "emails", "phones", "versions", "dates", "urls")
NAMES = {"team_name": "name", "short_name": "short_name"}
KINDS = (*NAMES, *LISTS)
FORMATS = (".pdf", ".html", ".md", ".txt")


def documents(folder):
    """Each document that has facts, by its path in the folder."""
    facts = tomllib.loads((folder / "facts.toml").read_text())
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        tables = [key for key in facts if name.startswith(key)]
        if path.is_file() and path.suffix in FORMATS and not name.endswith(".sha256.txt") and tables:
            yield name, path, facts[max(tables, key=len)]


def read(program, path):
    done = subprocess.run([program, "inspect", str(path), "--format", "json"], capture_output=True)
    return json.loads(done.stdout)


def printed(report, kind):
    """What was found of a kind: a list of values, each with its other readings."""
    if kind in NAMES:
        value = (report.get("team") or {}).get(NAMES[kind])
        return [[value]] if value else []
    # A URL counts also where only the target of a link says it in full: that is where a click leads.
    seen = [c for c in report["claims"][kind] if (c["visible"] or kind == "urls") and not c.get("malformed")]
    readings = {tuple([c["value"], *c.get("alternatives", [])]) for c in seen if c["value"] is not None}
    return [list(one) for one in sorted(readings)]


def main(arguments):
    show = "--show" in arguments
    program, *folders = [a for a in arguments if a != "--show"]
    totals, details, count = {kind: [0, 0, 0] for kind in KINDS}, [], 0
    for folder in map(pathlib.Path, folders):
        for name, path, facts in documents(folder):
            count += 1
            report = read(program, path)
            for kind in KINDS:
                if kind not in facts:
                    continue
                wanted = [facts[kind]] if isinstance(facts[kind], str) else list(dict.fromkeys(facts[kind]))
                found = printed(report, kind)
                missed = [value for value in wanted if not any(value in readings for readings in found)]
                invented = [readings[0] for readings in found if not any(value in wanted for value in readings)]
                for place, number in enumerate((len(wanted) - len(missed), len(wanted), len(invented))):
                    totals[kind][place] += number
                details += [f"{name}: {kind}: missed {value}" for value in missed]
                details += [f"{name}: {kind}: invented {value}" for value in invented]
    print(f"{count} documents\n\n{'':14}{'found':>7}{'expected':>10}{'invented':>10}")
    for kind, (found, wanted, invented) in totals.items():
        print(f"{kind:14}{found:>7}{wanted:>10}{invented:>10}")
    if show and details:
        print("\n" + "\n".join(details))


if __name__ == "__main__":
    main(sys.argv[1:])
