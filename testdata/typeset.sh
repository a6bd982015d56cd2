#!/usr/bin/env bash
# Typesets the four PDF profiles, each with another producer, because readers fail on producers and not on PDF as such.
# Typesetters write dates and random names into their output, so the results are committed and CI needs none of them.
#
# Needs chromium, weasyprint, libreoffice, pdflatex with Latin Modern, and the DejaVu fonts. Afterwards everything is signed again.
set -euo pipefail
cd "$(dirname "$0")/.."
out=testdata/profiles
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make_testdata() { cargo run --quiet --package bonafide-testkit --bin make-testdata -- "$@"; }

make_testdata sources "$work"
mkdir -p "$out"/{cert-koral,tide-cert,cert-brume,cert-solane}

# A local page needs no sandbox, and none is to be had inside a container.
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
  --print-to-pdf="$out/cert-koral/cert_koral_V1.pdf" "file://$work/cert-koral.html"

weasyprint --optimize-size all "$work/tide-cert.html" "$out/tide-cert/TIDE-CERT_RFC_2350_v1.60.pdf"

soffice --headless -env:UserInstallation="file://$work/office" --infilter='HTML (StarWriter)' \
  --convert-to pdf:writer_pdf_Export --outdir "$work" "$work/cert-brume.html"
mv "$work/cert-brume.pdf" "$out/cert-brume/CERT-BRUME_RFC2350.pdf"

# Twice, for the targets of links.
for _ in 1 2; do pdflatex -interaction=batchmode -halt-on-error -output-directory "$work" "$work/cert-solane.tex"; done
mv "$work/cert-solane.pdf" "$out/cert-solane/CERT-SOLANE-RFC-2350-FR.pdf"

make_testdata
