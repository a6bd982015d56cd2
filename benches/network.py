#!/usr/bin/env python3
"""`bonafide audit` of partners behind a slow network beside a shell loop of `curl` and `gpgv` over the same partners.

usage: benches/network.py [--partners 285] [--delay 50] [--bonafide PATH] [--make PATH]
       (build first: cargo build --profile dist --package bonafide --package bonafide-testkit)

A web server of this script waits so many milliseconds before it takes a connection and before each answer. Every partner has a host name of
its own; its entry names document, signature and key. The loop gets the same three files by `curl` and asks `gpgv`, so many partners at the
same time as `--parallel` says; it judges nothing. CPU time is user and system, children included. The bound is what cannot be had for less:
the processor time of audit and server on all cores, and the waiting for one partner. Prints the figures; judges nothing.
"""

import argparse
import asyncio
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Connection, document; then signature and key at the same time, one of them over a new connection.
ROUND_TRIPS = 4
ONE = r"""
one() {
    IFS='	' read -r host file <<< "$1"
    dir=$(mktemp -d -p "$DIR")
    get() { curl -sSf --resolve "$host:$PORT:127.0.0.1" -o "$dir/$1" "http://$host:$PORT/$2"; }
    get document "profiles/$file" && get signature "profiles/$file.sig" && get key "keys/${file%.*}.pgp" &&
        gpgv -q --keyring "$dir/key" "$dir/signature" "$dir/document" 2>/dev/null || { echo "$file"; return 1; }
}
export -f one
xargs -d '\n' -P "$0" -n 1 bash -c 'one "$1"' _
"""


class Web:
    def __init__(self, folder, delay):
        self.folder, self.delay, self.requests = folder, delay, 0
        self.loop, self.ready = asyncio.new_event_loop(), threading.Event()
        threading.Thread(target=self.run, daemon=True).start()
        self.ready.wait()

    def run(self):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0, backlog=512))
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def serve(self, reader, writer):
        await asyncio.sleep(self.delay)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.requests += 1
                await asyncio.sleep(self.delay)
                path = self.folder / head.split(b" ")[1].decode().lstrip("/")
                body = path.read_bytes() if path.is_file() else b""
                status = "200 OK" if path.is_file() else "404 Not Found"
                writer.write(f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\ncache-control: no-store\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def measured(command, env, given=None):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    own = time.process_time()
    done = subprocess.run(command, env=env, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}; a benchmark of failures says nothing\n{(done.stdout + done.stderr)[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.process_time() - own, wall


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--partners", type=int, default=285)
    arguments.add_argument("--delay", type=float, default=50)
    arguments.add_argument("--parallel", default="1,8,64")
    arguments.add_argument("--jobs", default="", help="numbers of jobs to try beside the one that the run measures")
    arguments.add_argument("--bonafide", default=str(ROOT / "target/dist/bonafide"))
    arguments.add_argument("--make", default=str(ROOT / "target/dist/make-partners"))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bonafide-bench-") as scratch:
        folder, entries = pathlib.Path(scratch) / "site", pathlib.Path(scratch) / "partners"
        subprocess.run([options.make, str(folder), str(options.partners)], check=True)
        entries.mkdir()
        web = Web(folder, options.delay / 1000)
        names = [line.split("\t")[0] for line in (folder / "list.tsv").read_text().splitlines()]
        resolve, lines = [], []
        for file in names:
            name = file.rsplit(".", 1)[0]
            host = f"www.{name}.example"
            at = f"http://{host}:{web.port}"
            text = f'profile = "{at}/profiles/{file}"\nsignature = "{at}/profiles/{file}.sig"\nkey = "{at}/keys/{name}.pgp"\n'
            (entries / f"{name}.toml").write_text(text)
            resolve += ["--resolve", f"{host}:{web.port}:127.0.0.1"]
            lines.append(f"{host}\t{file}\n")
        env = {**os.environ, "HOME": scratch, "XDG_DATA_HOME": f"{scratch}/data", "XDG_CACHE_HOME": f"{scratch}/cache", "GNUPGHOME": scratch}
        env |= {"DIR": scratch, "PORT": str(web.port)}
        audit = [options.bonafide, "audit", str(entries), "--keyring", str(folder / "keyring"), "--no-history", "--at", "2026-11-01"]
        for jobs in ["", *filter(None, options.jobs.split(","))]:
            before = web.requests
            cpu, served, wall = measured([*audit, *resolve, "--format", "json", *(["--jobs", jobs] if jobs else [])], env)
            bound = (cpu + served) / (os.cpu_count() or 1) + ROUND_TRIPS * options.delay / 1000
            print(
                f"audit{f' --jobs {jobs}' if jobs else '':12} {wall:6.2f} s wall, {cpu:5.2f} s CPU (server {served:.2f}), "
                f"{web.requests - before} requests, bound {bound:.2f} s: {wall / bound:.2f} x"
            )
        for parallel in filter(None, options.parallel.split(",")):
            cpu, _, wall = measured(["bash", "-c", ONE, parallel], env, "".join(lines))
            print(f"curl | gpgv, {parallel:>3} at once {wall:6.2f} s wall, {cpu:5.2f} s CPU")


if __name__ == "__main__":
    main()
