//! The five profiles of `testdata/profiles/`, and how their teams' web sites (`testdata/sites/`)
//! serve them.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::repository;
use crate::site::{Page, Site};

/// One team's folder.
#[derive(Debug, Clone)]
pub struct Team {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub dir: PathBuf,
    /// The document.
    pub document: PathBuf,
    /// The canonical URL of the document.
    pub url: String,
    /// The public certificate.
    pub key: PathBuf,
    /// Everything that the team's web server serves: URL, media type, file.
    pub pages: Vec<(String, String, PathBuf)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    document: String,
    key: String,
    page: Vec<PageRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PageRecord {
    url: String,
    media_type: String,
    file: String,
}

/// All teams, by name.
#[must_use]
pub fn all() -> Vec<Team> {
    let folder = repository().join("testdata/profiles");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
        .iter()
        .map(|name| load(&folder.join(name), name))
        .collect()
}

/// One team by its folder's name.
#[must_use]
pub fn team(name: &str) -> Team {
    load(&repository().join("testdata/profiles").join(name), name)
}

fn load(dir: &Path, name: &str) -> Team {
    let site = repository().join("testdata/sites").join(name);
    let file = site.join("site.toml");
    let record: Record = toml::from_str(&fs::read_to_string(&file).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let pages: Vec<_> = record
        .page
        .into_iter()
        .map(|page| {
            (
                page.url,
                page.media_type,
                page.file
                    .strip_prefix("site/")
                    .map_or_else(|| dir.join(&page.file), |own| site.join(own)),
            )
        })
        .collect();
    let document = dir.join(record.document);
    let url = pages
        .iter()
        .find(|(_, _, file)| *file == document)
        .unwrap_or_else(|| panic!("{name}: the document is not served"))
        .0
        .clone();
    Team {
        name: name.to_owned(),
        dir: dir.to_owned(),
        document,
        url,
        key: dir.join(record.key),
        pages,
    }
}

impl Team {
    /// Its web site, to be served as it is or changed by a test.
    #[must_use]
    pub fn site(&self) -> Site {
        self.pages
            .iter()
            .fold(Site::default(), |site, (url, media_type, file)| {
                let (host, path) = split(url);
                site.page(host, path, Page::ok(media_type, fs::read(file).unwrap()))
            })
    }
}

/// Host and path of an absolute URL without a port.
fn split(url: &str) -> (&str, &str) {
    let rest = url
        .split_once("://")
        .unwrap_or_else(|| panic!("{url} is no absolute URL"))
        .1;
    rest.find('/')
        .map_or((rest, "/"), |slash| rest.split_at(slash))
}
