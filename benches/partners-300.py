#!/usr/bin/env python3
"""From one CSV of 300 partners to the first audit report: two commands, and how long they wait.

usage: benches/partners-300.py [--count 300] [--bonafide PATH] [--make PATH]
       (build first: cargo build --profile dist --package bonafide --package bonafide-testkit)

Invented profiles, a third each PDF, HTML and text, are served over HTTP by a proxy on loopback, each at a host of its own; every answer is held
back for `--delay` milliseconds, as a server elsewhere would take. Their keys are pinned, so that the audit does all of its work. CPU time is user and system, children included. The wall time less the CPU
time is what a user waits for servers and disks, whatever the processor. It fails where the second command judges fewer than all partners,
where the same list makes an entry twice, or where the waiting takes a minute.
"""

import argparse
import http.server
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIMIT = 60


def serve(folder, delay):
    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            time.sleep(delay)
            url = urllib.parse.urlparse(self.path)
            file = folder / pathlib.PurePosixPath(url.path).name
            body = file.read_bytes() if file.is_file() else b""
            self.send_response(200 if file.is_file() else 404)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def measured(command, env):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done, wall, cpu


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--count", type=int, default=300)
    arguments.add_argument("--delay", type=float, default=50, help="milliseconds before each answer")
    arguments.add_argument("--bonafide", default=str(ROOT / "target/dist/bonafide"))
    arguments.add_argument("--make", default=str(ROOT / "target/dist/make-partners"))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bonafide-bench-") as scratch:
        scratch = pathlib.Path(scratch)
        subprocess.run([options.make, str(scratch), str(options.count)], check=True)
        rows = ["team,url,email,fingerprint"]
        for line in (scratch / "list.tsv").read_text().splitlines():
            file, fingerprint = line.split("\t")[:2]
            name = file.split(".")[0]
            rows.append(f"CERT {name},http://{name}.example/{file},cert@{name}.example,{fingerprint}")
        (scratch / "partners.csv").write_text("\n".join(rows) + "\n")
        env = {"PATH": os.environ["PATH"], "HOME": str(scratch / "home"), "LC_ALL": "C.UTF-8"}
        env["BONAFIDE_PROXY"] = f"http://127.0.0.1:{serve(scratch / 'profiles', options.delay / 1000)}"
        entries = str(scratch / "partners")
        make = [options.bonafide, "partners", "import", str(scratch / "partners.csv"), "--from", "csv", "--partners", entries, "--yes"]
        audit = [options.bonafide, "audit", entries, "--keyring", str(scratch / "keyring"), "--format", "json"]
        made, make_wall, make_cpu = measured(make, env)
        told, audit_wall, audit_cpu = measured(audit, env)
        report = json.loads(told.stdout)
        counts = report["counts"]
        again, _, _ = measured([*make, "--format", "json"], env)
        new = sum(one["step"] == "new" for one in json.loads(again.stdout)["partners"])
    # On several cores the CPU time may exceed the wall time.
    waited = max(0, make_wall + audit_wall - make_cpu - audit_cpu)
    print(f"{'':24}{'wall s':>8}{'CPU s':>8}")
    print(f"{'partners import':24}{make_wall:8.2f}{make_cpu:8.2f}")
    print(f"{'audit':24}{audit_wall:8.2f}{audit_cpu:8.2f}")
    print(f"waited for servers and disks: {waited:.2f} s; verdicts: {counts}")
    judged = sum(counts[verdict] for verdict in ("authentic", "unanchored", "unverified", "rejected"))
    if made.returncode or judged != options.count or new or waited > LIMIT:
        sys.exit(f"not as promised: {made.stderr[-500:]} {judged} judged, {new} made twice, {waited:.0f} s waited")


if __name__ == "__main__":
    main()
