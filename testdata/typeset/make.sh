#!/usr/bin/env bash
# Typesets the sources of the profiles again with many producers, and rewrites some results in the ways that PDF files are rewritten
# on their way to a web site. The results are committed: CI needs no typesetter, and typesetters write dates and random names.
#
# Needs chromium, weasyprint, libreoffice, wkhtmltopdf, pandoc, pdflatex with Latin Modern, latex, dvips, groff, ghostscript,
# qpdf, mutool, pdftocairo, the DejaVu and Liberation fonts, a Python with reportlab (named by PYTHON) and one with the package typst,
# which brings the compiler (named by TYPST_PYTHON).
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
python=${PYTHON:-/usr/bin/python3}
typst_python=${TYPST_PYTHON:-$python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What follows a double hyphen in a name is the way of making, what stands before it the team of facts.toml.
rm -f -- *--*.pdf

(cd ../.. && cargo run --quiet --package bonafide-testkit --bin make-testdata -- sources "$work")
cd "$work"

chrome() { # page, result
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$here/$2" "file://$work/$1" 2>/dev/null
}
office() { # page or document, result; further arguments go to the import
    local filter=()
    case $1 in *.html) filter=(--infilter='HTML (StarWriter)') ;; esac
    soffice --headless -env:UserInstallation="file://$work/office" "${filter[@]}" --convert-to "pdf:writer_pdf_Export${3:-}" \
        --outdir "$work/out" "$1" >/dev/null 2>&1
    mv "$work/out/$(basename "${1%.*}").pdf" "$here/$2"
}
typeset() { # source, result; twice, for the targets of links
    for _ in 1 2; do pdflatex -interaction=batchmode -halt-on-error "$1" >/dev/null; done
    mv "${1%.tex}.pdf" "$here/$2"
}
# A style sheet put behind the page's own; the table of contents that one source carries is of no use in other layouts.
styled() { sed "s|</style>|$2</style>|" "$1" >"$3"; }

# Other layouts of the same pages.
columns='body { column-count: 2; column-gap: 8mm; font-size: 8.5pt; } h1 { margin: 0 } .cover { break-after: avoid } li { overflow-wrap: anywhere }'
narrow='body { width: 62mm; overflow-wrap: anywhere; } td, th { overflow-wrap: normal; font-size: 7pt; }'
styled tide-cert.html "$columns" tide-columns.html
styled cert-brume.html "$columns" brume-columns.html
styled tide-cert.html "$narrow" tide-narrow.html
styled cert-koral.html "$narrow" koral-narrow.html
# Labels on the left and values on the right, as many profiles print them.
"$python" "$here/as_table.py" cert-koral.html >koral-table.html
"$python" "$here/as_table.py" tide-cert.html >tide-table.html

# Chromium (Skia).
chrome tide-cert.html tide-cert--chromium.pdf
chrome brume-columns.html cert-brume--chromium-columns.pdf
chrome koral-narrow.html cert-koral--chromium-narrow.pdf
chrome tide-table.html tide-cert--chromium-table.pdf

# WeasyPrint (pydyf).
weasyprint -q cert-koral.html "$here/cert-koral--weasyprint.pdf"
weasyprint -q tide-columns.html "$here/tide-cert--weasyprint-columns.pdf"
weasyprint -q cert-brume.html "$here/cert-brume--weasyprint.pdf"

# LibreOffice, from HTML and from a word processor's file; tagged and as PDF/A.
office tide-cert.html tide-cert--libreoffice.pdf
office koral-table.html cert-koral--libreoffice-table.pdf
pandoc cert-brume.html -o brume.docx
office brume.docx cert-brume--libreoffice-docx.pdf ':{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
office cert-brume.html cert-brume--libreoffice-pdfa.pdf ':{"SelectPdfVersion":{"type":"long","value":"2"}}'

# wkhtmltopdf (Qt).
for page in tide-cert cert-koral cert-brume; do wkhtmltopdf -q "$page.html" "$here/$page--wkhtmltopdf.pdf"; done

# LaTeX: Type 1 fonts; two columns; the first fonts of TeX with accents drawn over letters; a team whose name and
# addresses are full of ligatures, with and without maps to Unicode; by way of DVI.
typeset cert-solane.tex cert-solane--pdflatex.pdf
sed 's/10pt,a4paper/10pt,a4paper,twocolumn/; s/p{40mm}|p{40mm}|p{60mm}/p{20mm}|p{20mm}|p{25mm}/;
    s/9A52779B28/&\\allowbreak{}/' cert-solane.tex >solane-columns.tex
typeset solane-columns.tex cert-solane--pdflatex-columns.pdf
sed '/{fontenc}/d; /{lmodern}/d' cert-solane.tex >solane-ot1.tex
typeset solane-ot1.tex cert-solane--pdflatex-ot1.pdf
sed 's/solane\.example/fluffig-office.example/g; s/SOLANE/FLUFFIG/g; s/Solane/Fluffig/g; s/.*hyperref/\\usepackage[hyphens]{url}&/' cert-solane.tex >cert-fluffig.tex
typeset cert-fluffig.tex cert-fluffig--pdflatex-ligatures.pdf
sed 's/\\begin{document}/\\pdfgentounicode=0 &/' cert-fluffig.tex >fluffig-unmapped.tex
typeset fluffig-unmapped.tex cert-fluffig--pdflatex-no-tounicode.pdf
sed 's/\[hidelinks,/[dvips,hidelinks,/' cert-solane.tex >solane-dvi.tex
latex -interaction=batchmode solane-dvi.tex >/dev/null
dvips -q solane-dvi.dvi -o solane-dvi.ps
ps2pdf solane-dvi.ps "$here/cert-solane--dvips.pdf"

# pandoc: by LaTeX with Computer Modern and its ligatures.
pandoc tide-cert.html --pdf-engine=pdflatex -V geometry:margin=25mm -o "$here/tide-cert--pandoc.pdf"
pandoc koral-table.html --pdf-engine=pdflatex -V geometry:margin=25mm -o "$here/cert-koral--pandoc-table.pdf"

# groff: by its own PDF device and by PostScript.
pandoc tide-cert.html -t ms -s -o tide-cert.ms
# Without links, whose text the PostScript device leaves out.
sed "s|</\?a[^>]*>||g" cert-koral.html | pandoc -f html -t ms -s -o cert-koral.ms
groff -Kutf8 -t -ms -Tpdf tide-cert.ms >"$here/tide-cert--groff.pdf" 2>/dev/null
groff -Kutf8 -t -ms -Tps cert-koral.ms 2>/dev/null | ps2pdf - "$here/cert-koral--groff-ps2pdf.pdf"

# ReportLab: standard fonts that are not embedded, and an embedded one.
"$python" "$here/with_reportlab.py" tide-cert.html "$here/tide-cert--reportlab.pdf"
"$python" "$here/with_reportlab.py" koral-table.html "$here/cert-koral--reportlab-table.pdf"
"$python" "$here/with_reportlab.py" cert-brume.html "$here/cert-brume--reportlab-embedded.pdf" DejaVuSans.ttf

# Typst (krilla): one column, two columns, and tables.
"$python" "$here/as_table.py" cert-brume.html >brume-table.html
"$typst_python" "$here/with_typst.py" tide-cert.html "$here/tide-cert--typst.pdf"
"$typst_python" "$here/with_typst.py" cert-koral.html "$here/cert-koral--typst-columns.pdf" two-columns
"$typst_python" "$here/with_typst.py" brume-table.html "$here/cert-brume--typst-table.pdf"

# What becomes of files afterwards.
cd "$here"
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o cert-brume--ghostscript.pdf cert-brume--weasyprint.pdf
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dCompatibilityLevel=1.3 -o cert-solane--ghostscript.pdf cert-solane--pdflatex.pdf
pdftocairo -pdf cert-koral--weasyprint.pdf cert-koral--cairo.pdf
mutool clean -gggz tide-cert--chromium.pdf tide-cert--mutool.pdf
qpdf --linearize tide-cert--chromium.pdf tide-cert--linearised.pdf
qpdf --object-streams=generate cert-koral--weasyprint.pdf cert-koral--object-streams.pdf
qpdf --encrypt '' owner 256 -- cert-koral--weasyprint.pdf cert-koral--encrypted-aes256.pdf
qpdf --encrypt '' owner 128 --use-aes=y -- cert-brume--reportlab-embedded.pdf cert-brume--encrypted-aes128.pdf
qpdf --allow-weak-crypto --encrypt '' owner 40 -- cert-solane--pdflatex.pdf cert-solane--encrypted-rc4.pdf
qpdf --stream-data=uncompress --object-streams=disable tide-cert--reportlab.pdf tide-cert--uncompressed.pdf
# The end with the table of objects is missing, and the table points beside the objects.
head -c -300 tide-cert--reportlab.pdf >tide-cert--truncated.pdf
sed 's/^%PDF-1\.[0-9]/&\n% Bytes put in by a content system move every object./' cert-koral--weasyprint.pdf >cert-koral--moved.pdf
