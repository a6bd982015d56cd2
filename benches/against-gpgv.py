#!/usr/bin/env python3
"""CPU time of `bonafide verify` beside `gpgv` plus `sha256sum` on the same files, pairwise in one run.

usage: benches/against-gpgv.py [--runs N] [--bonafide PATH] [--beside PATH]      (build first: cargo build --profile dist)

A 300 KiB text profile with a checksum file and a detached signature; once with an RSA-4096 key that has five User IDs and three subkeys,
once with Ed25519. Children are included (the confined reader is one). Both sides take turns, so that a change of the machine's speed meets
both. With --beside another build of the program, such as an earlier release, takes its turns too. Prints medians in milliseconds and the
ratio; judges nothing.
"""

import argparse
import hashlib
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = "The team coordinates the handling of incidents in its constituency and answers every report within one working day. "


def run(command, env):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.returncode, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def gpg(env, *arguments, stdin=None):
    command = ["gpg", "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "", *arguments]
    return subprocess.run(command, env=env, input=stdin, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout


def make(folder, env, kind):
    sign, encrypt = ("rsa4096", "rsa4096") if kind == "rsa4096" else ("ed25519", "cv25519")
    uid = f"Bench {kind} <bench@{kind}.example>"
    gpg(env, "--quick-generate-key", uid, sign, "sign,cert", "10y")
    listing = gpg(env, "--with-colons", "--list-keys", f"bench@{kind}.example").decode()
    fpr = next(line.split(":")[9] for line in listing.splitlines() if line.startswith("fpr"))
    if kind == "rsa4096":
        for n in range(4):
            gpg(env, "--quick-add-uid", fpr, f"Bench alias {n} <alias{n}@{kind}.example>")
        gpg(env, "--quick-add-key", fpr, encrypt, "encrypt", "10y")
        gpg(env, "--quick-add-key", fpr, sign, "auth", "10y")
        gpg(env, "--quick-add-key", fpr, encrypt, "encrypt", "10y")
    else:
        gpg(env, "--quick-add-key", fpr, encrypt, "encrypt", "10y")
    head = (
        f"RFC 2350 description of BENCH\n\n1.1 Date of Last Update\n\nThis is version 1.0, published on 2026-01-05.\n\n"
        f"2.1 Name of the Team\n\nBENCH\n\n2.7 Electronic Mail Address\n\nbench@{kind}.example\n\n"
        f"2.8 Public Keys and Encryption Information\n\nUser ID: {uid}\nFingerprint: {fpr}\nKey ID: 0x{fpr[-16:]}\n\n3. Charter\n\n"
    )
    text = head + "".join(f"{n:05}  {WORDS}\n" for n in range(3000))
    document = folder / f"{kind}.txt"
    document.write_text(text[: 300 * 1024])
    gpg(env, "--local-user", fpr, "--output", f"{document}.sig", "--detach-sign", str(document))
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    pathlib.Path(f"{document}.sha256").write_text(f"{digest}  {document.name}\n")
    key = folder / f"{kind}.pgp"
    key.write_bytes(gpg(env, "--export", fpr))
    return document, key, fpr


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=200)
    arguments.add_argument("--bonafide", default=str(ROOT / "target/dist/bonafide"))
    arguments.add_argument("--beside")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bonafide-bench-") as name:
        folder = pathlib.Path(name)
        home = folder / "gnupg"
        home.mkdir(mode=0o700)
        env = {**os.environ, "GNUPGHOME": str(home), "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
        # For developers: the OpenPGP library then notes a stack for every signature that it does not accept.
        env.pop("RUST_BACKTRACE", None)
        print(f"{'key':10}{'bonafide':>12}{'gpgv':>10}{'sha256sum':>12}{'ratio':>8}   (median CPU ms of {options.runs} runs each)")
        for kind in ("rsa4096", "ed25519"):
            document, key, fpr = make(folder, env, kind)
            verify = ["verify", str(document), "--key", str(key), "--expect-fingerprint", fpr, "--format", "json"]
            theirs = ["gpgv", "--keyring", str(key), f"{document}.sig", str(document)]
            digest = ["sha256sum", str(document)]
            commands = [[options.bonafide, *verify], theirs, digest]
            if options.beside:
                commands.append([options.beside, *verify])
            for command in commands:
                code, _ = run(command, env)
                if code:
                    sys.exit(f"{command[0]} ended with {code}; a benchmark of failures says nothing")
            times = [[run(command, env)[1] for command in commands] for _ in range(options.runs)]
            us, gpgv, sha, *beside = (statistics.median(column) for column in zip(*times))
            more = f"   {us / beside[0]:.2f} of {beside[0]:.2f} beside" if beside else ""
            print(f"{kind:10}{us:12.2f}{gpgv:10.2f}{sha:12.2f}{us / (gpgv + sha):8.2f}{more}")
        subprocess.run(["gpgconf", "--kill", "all"], env=env, check=False)


if __name__ == "__main__":
    main()
