//! Writes small PDFs by hand, so that every fixture shows in its test what is special about it.

/// A document under construction. Object 1 is the catalog, 2 the page tree, 3 Helvetica (`/F1`), 4
/// Courier (`/F2`), 5 Helvetica-Bold (`/F3`).
#[derive(Clone)]
pub(super) struct Doc {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    catalog: String,
    trailer: String,
}

impl Doc {
    pub(super) fn new() -> Self {
        let font = |name: &str| {
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            )
            .into_bytes()
        };
        let objects = vec![
            Vec::new(),
            Vec::new(),
            font("Helvetica"),
            font("Courier"),
            font("Helvetica-Bold"),
        ];
        Self {
            objects,
            pages: Vec::new(),
            catalog: String::new(),
            trailer: String::new(),
        }
    }

    /// A document of one Letter page.
    pub(super) fn of(content: &str) -> Vec<u8> {
        let mut doc = Self::new();
        doc.page(content, "", "");
        doc.bytes()
    }

    pub(super) fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    pub(super) fn replace(&mut self, number: usize, body: &str) {
        self.objects[number - 1] = body.as_bytes().to_vec();
    }

    pub(super) fn stream(&mut self, dict: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let mut body = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    /// A Letter page with more resources and more entries.
    pub(super) fn page(&mut self, content: &str, resources: &str, entries: &str) -> usize {
        self.any_page(content, "", resources, entries)
    }

    /// A Letter page with more fonts.
    pub(super) fn page_with_fonts(&mut self, content: &str, fonts: &str) -> usize {
        self.any_page(content, fonts, "", "")
    }

    fn any_page(&mut self, content: &str, fonts: &str, resources: &str, entries: &str) -> usize {
        let content = self.stream("", content);
        let media = if entries.contains("/MediaBox") {
            ""
        } else {
            "/MediaBox [0 0 612 792]"
        };
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R {media} /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R {fonts} >> {resources} >> {entries} >>"
        ));
        self.pages.push(page);
        page
    }

    pub(super) fn catalog(&mut self, entries: &str) -> &mut Self {
        self.catalog.push_str(entries);
        self
    }

    pub(super) fn trailer(&mut self, entries: &str) -> &mut Self {
        self.trailer.push_str(entries);
        self
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut objects = self.objects.clone();
        objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes();
        let kids: Vec<String> = self
            .pages
            .iter()
            .map(|page| format!("{page} 0 R"))
            .collect();
        objects[1] = format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            self.pages.len(),
            kids.join(" ")
        )
        .into_bytes();
        let numbered: Vec<(usize, Vec<u8>)> = objects
            .into_iter()
            .enumerate()
            .map(|(index, body)| (index + 1, body))
            .collect();
        write(
            b"%PDF-1.7\n".to_vec(),
            &numbered,
            &format!("/Size {} /Root 1 0 R {}", numbered.len() + 1, self.trailer),
        )
    }

    /// `bytes` with an incremental update that replaces some objects.
    pub(super) fn revised(bytes: &[u8], objects: &[(usize, &str)], size: usize) -> Vec<u8> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let previous: String = text
            .rsplit("startxref\n")
            .next()
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned();
        let numbered: Vec<(usize, Vec<u8>)> = objects
            .iter()
            .map(|(number, body)| (*number, body.as_bytes().to_vec()))
            .collect();
        write(
            bytes.to_vec(),
            &numbered,
            &format!("/Size {size} /Root 1 0 R /Prev {previous}"),
        )
    }
}

fn write(mut out: Vec<u8>, objects: &[(usize, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, body) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(
        format!("{table}trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// A line of text in Helvetica at a place.
pub(super) fn text_at(x: f64, y: f64, size: f64, text: &str) -> String {
    format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n")
}
