#!/usr/bin/env python3
"""`bonafide audit` over many local profiles beside the shell loop `pdftotext | grep; gpgv; sha256sum` over the same files.

usage: benches/audit-1000.py [--counts 100,1000,5000] [--bonafide PATH] [--make PATH]
       (build first: cargo build --profile dist --package bonafide --package bonafide-testkit)

Invented profiles, a third each PDF, HTML and text, with RSA-4096 and Ed25519 keys in turn. The loop looks for the fingerprint that is known to
be right, verifies the signature with exactly the right key, and compares the checksum; it judges nothing. CPU time is user and system,
children included; wall time is of the loop run one at a time and of the audit as it comes. The peak of memory is the sum of the proportional
set sizes of all processes, sampled in a run of its own. Both sides run `--runs` times and the smallest value counts. Prints the figures and the
ratios; judges nothing.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOOP = r"""
cd "$0"
one() {
    IFS='	' read -r file fingerprint <<< "$1"
    case $file in
        *.pdf) pdftotext "profiles/$file" - | grep -qF "$fingerprint" ;;
        *) grep -qF "$fingerprint" "profiles/$file" ;;
    esac && gpgv -q --keyring "$PWD/keys/${file%.*}.pgp" "profiles/$file.sig" "profiles/$file" 2>/dev/null \
        && (cd profiles && sha256sum --status -c "$file.sha256") || { echo "$file"; return 1; }
}
export -f one
tr '\n' '\0' < list.tsv | xargs -0 -P "$1" -n 1 bash -c 'one "$1"' _
"""


def measured(command, env):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}; a benchmark of failures says nothing\n{done.stderr.decode()[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def tree(root):
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, new = [], [root]
    while new:
        found += new
        new = [child for one in new for child in children.get(one, [])]
    return found


def proportional(pid):
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def peak(command, env):
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most, done = 0, threading.Event()

    def sample():
        nonlocal most
        while not done.wait(0.05):
            most = max(most, sum(proportional(pid) for pid in tree(process.pid)))

    sampler = threading.Thread(target=sample)
    sampler.start()
    process.wait()
    done.set()
    sampler.join()
    return most / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--counts", default="100,1000,5000")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--bonafide", default=str(ROOT / "target/dist/bonafide"))
    arguments.add_argument("--make", default=str(ROOT / "target/dist/make-partners"))
    arguments.add_argument("--keep", help="a directory for the profiles, made once and used again")
    options = arguments.parse_args()
    print(f"{'profiles':>8}{'':4}{'audit CPU s':>12}{'per profile ms':>16}{'wall s':>8}{'peak MiB':>10}{'':4}{'loop CPU s':>11}{'wall s':>8}{'':4}{'CPU':>6}{'wall':>6}")
    with tempfile.TemporaryDirectory(prefix="bonafide-bench-") as scratch:
        for count in map(int, options.counts.split(",")):
            folder = pathlib.Path(options.keep or scratch) / str(count)
            if not (folder / "list.tsv").exists():
                folder.mkdir(parents=True, exist_ok=True)
                subprocess.run([options.make, str(folder), str(count)], check=True)
            env = {**os.environ, "HOME": scratch, "XDG_DATA_HOME": f"{scratch}/data", "GNUPGHOME": scratch}
            audit = [options.bonafide, "audit", str(folder / "profiles"), "--keyring", str(folder / "keyring"), "--offline"]
            audit += ["--at", "2026-11-01", "--format", "json"]
            loop = ["bash", "-c", LOOP, str(folder)]
            ours = [measured(audit, env) for _ in range(options.runs)]
            two = [measured([*loop, "2"], env) for _ in range(options.runs)]
            one = [measured([*loop, "1"], env) for _ in range(options.runs)]
            cpu, wall = (min(column) for column in zip(*ours))
            loop_cpu, loop_wall = min(cpu for cpu, _ in two), min(wall for _, wall in one)
            print(
                f"{count:8}{'':4}{cpu:12.2f}{cpu / count * 1000:16.2f}{wall:8.2f}{peak(audit, env):10.0f}{'':4}"
                f"{loop_cpu:11.2f}{loop_wall:8.2f}{'':4}{cpu / loop_cpu:6.2f}{loop_wall / wall:6.1f}"
            )


if __name__ == "__main__":
    main()
