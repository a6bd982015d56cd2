#!/usr/bin/env python3
"""CPU time of `bonafide selfcheck` over one staged directory, children included (the confined reader, and gpg where it is asked).

usage: benches/selfcheck-cpu.py [BONAFIDE] [RUNS]

Runs once with gpg in reach and once without, since what gpg spends is not this program's. Prints medians in milliseconds.
"""
import os, resource, shutil, statistics, subprocess, sys, tempfile

program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/dist/bonafide")
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 50
repository = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def spent(command, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert result.returncode in (0, 20), result.returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


with tempfile.TemporaryDirectory() as home:
    site = os.path.join(home, "site")
    shutil.copytree(os.path.join(repository, "testdata/profiles/tide-cert"), site)
    command = [program, "selfcheck", site, "--at", "2026-11-01"]
    for name, path in (("with gpg", os.environ["PATH"]), ("without gpg", home)):
        times = [spent(command, {"HOME": home, "PATH": path}) for _ in range(runs)]
        print(f"{name}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms of {runs} runs")
