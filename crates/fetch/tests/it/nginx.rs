//! The same against a real web server, set up like five sites: skipped with a message where nginx
//! is not installed.

use bonafide_testkit::skip;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use bonafide_fetch::{Client, Fetched, Limit, Request, sidecar};
use bonafide_model::evidence::OriginKind;
use tempfile::TempDir;

use crate::support::*;

const SITES: [&str; 5] = [
    "direct.example",
    "page.example",
    "soft.example",
    "space.example",
    "moved.example",
];

struct Nginx {
    child: Child,
    _dir: TempDir,
    secure: u16,
    plain: u16,
    authority: Authority,
}

impl Nginx {
    fn start() -> Option<Self> {
        if Command::new("nginx")
            .arg("-v")
            .stderr(Stdio::null())
            .status()
            .is_err()
        {
            skip("nginx is not installed (apt install nginx-light)");
            return None;
        }
        let (dir, authority) = (TempDir::new().unwrap(), Authority::default());
        let free = || {
            TcpListener::bind("127.0.0.1:0")
                .unwrap()
                .local_addr()
                .unwrap()
                .port()
        };
        let (secure, plain) = (free(), free());
        let (cert, key) = authority.issue(&SITES, |_| ()).pem();
        write(dir.path(), "cert.pem", cert.as_bytes());
        write(dir.path(), "key.pem", key.as_bytes());
        write(dir.path(), "direct/rfc2350.pdf", b"%PDF-1.7 profile");
        write(dir.path(), "direct/rfc2350.pdf.sig", b"signature");
        write(dir.path(), "direct/rfc2350.pdf.sha256.txt", b"checksum");
        write(
            dir.path(),
            "page/signature.html",
            "<p>the signature is here</p>".repeat(1000).as_bytes(),
        );
        write(dir.path(), "soft/404.html", b"<h1>Sorry</h1>");
        write(dir.path(), "space/our key.asc", b"key");
        write(dir.path(), "moved/rfc2350.txt", b"profile");
        write(
            dir.path(),
            "nginx.conf",
            configuration(dir.path(), secure, plain).as_bytes(),
        );
        let mut command = Command::new("nginx");
        command
            .arg("-p")
            .arg(dir.path())
            .arg("-c")
            .arg(dir.path().join("nginx.conf"))
            .arg("-e")
            .arg(dir.path().join("error.log"));
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let up = (0..100).any(|_| {
            sleep(Duration::from_millis(50));
            TcpStream::connect(("127.0.0.1", plain)).is_ok()
        });
        assert!(
            up,
            "{}",
            fs::read_to_string(dir.path().join("error.log")).unwrap_or_default()
        );
        Some(Self {
            child,
            _dir: dir,
            secure,
            plain,
            authority,
        })
    }

    fn client(&self) -> Client {
        let resolve = SITES.iter().flat_map(|host| {
            [self.secure, self.plain].map(|port| format!("{host}:{port}:127.0.0.1"))
        });
        Client::new(trusting(&self.authority, resolve)).unwrap()
    }

    fn url(&self, host: &str, path: &str) -> String {
        format!("https://{host}:{}{path}", self.secure)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn configuration(dir: &Path, secure: u16, plain: u16) -> String {
    let dir = dir.display();
    let listen = format!(
        "listen 127.0.0.1:{secure} ssl http2; ssl_certificate {dir}/cert.pem; ssl_certificate_key {dir}/key.pem;"
    );
    format!(
        "daemon off; master_process off; pid {dir}/pid; worker_rlimit_nofile 256;
events {{ worker_connections 100; }}
http {{
    access_log off; gzip on; gzip_min_length 100;
    client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3; uwsgi_temp_path {dir}/t4; scgi_temp_path {dir}/t5;
    types {{ text/html html; application/pdf pdf; application/pgp-signature sig; }}
    server {{ {listen} server_name direct.example; root {dir}/direct; }}
    server {{ {listen} server_name page.example; root {dir}/page; }}
    server {{ {listen} server_name soft.example; root {dir}/soft; error_page 404 =200 /404.html; }}
    server {{ {listen} server_name space.example; root {dir}/space; default_type text/html; }}
    server {{ {listen} server_name moved.example; root {dir}/moved;
        location = /downgrade {{ return 302 http://moved.example:{plain}/rfc2350.txt; }}
        location = /inside {{ return 302 http://127.0.0.1:{plain}/rfc2350.txt; }}
    }}
    server {{ listen 127.0.0.1:{plain}; server_name moved.example; root {dir}/moved;
        location = /rfc2350.txt {{ return 301 https://moved.example:{secure}/rfc2350.txt; }}
    }}
}}
"
    )
}

#[test]
fn five_sites_give_what_they_have_and_say_what_they_have_not() {
    let Some(nginx) = Nginx::start() else { return };
    let client = nginx.client();
    let document = nginx.url("direct.example", "/rfc2350.pdf");
    let (artifact, meta) = got(client.get(printed(&document)));
    assert!(artifact.origin.tls && artifact.declared_type.as_deref() == Some("application/pdf"));
    assert!(
        meta.headers
            .iter()
            .any(|(name, value)| name == "server" && value.starts_with("nginx"))
    );

    let places = [
        sidecar::signature_names(&document),
        sidecar::checksum_names(&document),
    ]
    .concat();
    let fetched = client.get_all(
        places
            .iter()
            .map(|url| Request::new(url, Limit::SIGNATURE, OriginKind::Sidecar))
            .collect(),
    );
    for (place, one) in places.iter().zip(fetched) {
        match one {
            Fetched::Got(..) => assert!(
                place.ends_with(".pdf.sig") || place.ends_with(".sha256.txt"),
                "{place}"
            ),
            other => assert_eq!(other, Fetched::Absent("answered 404".into()), "{place}"),
        }
    }

    let (page, meta) = got(client.get(printed(nginx.url("page.example", "/signature.html"))));
    assert_eq!(page.bytes.len(), 28_000);
    assert!(
        meta.headers
            .contains(&("content-encoding".into(), "gzip".into()))
    );

    let (soft, _) = got(client.get(printed(nginx.url("soft.example", "/rfc2350.pdf.sig"))));
    assert_eq!(
        soft.declared_type.as_deref(),
        Some("text/html"),
        "what it is, is for others to say"
    );

    let (key, _) = got(client.get(printed(nginx.url("space.example", "/our key.asc"))));
    assert_eq!(
        key.origin.url,
        Some(nginx.url("space.example", "/our%20key.asc"))
    );
}

#[test]
fn a_site_that_moved_is_followed_forward_but_not_back_and_not_inside() {
    let Some(nginx) = Nginx::start() else { return };
    let client = nginx.client();
    let plain = format!("http://moved.example:{}/rfc2350.txt", nginx.plain);
    let (artifact, _) = got(client.get(printed(&plain)));
    assert_eq!(
        artifact.origin.url,
        Some(nginx.url("moved.example", "/rfc2350.txt"))
    );
    assert_eq!(artifact.origin.chain.len(), 1);
    assert!(
        !artifact.origin.tls,
        "the first hop could have been changed on the way"
    );
    for path in ["/downgrade", "/inside"] {
        let why = failed(client.get(printed(nginx.url("moved.example", path))));
        assert!(why.starts_with("redirected from https to http"), "{why}");
    }
    let why = failed(client.get(printed(format!("https://moved.example:{}/", nginx.plain))));
    assert!(why.starts_with("TLS failed: "), "{why}");
}
