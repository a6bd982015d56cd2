//! What a user sees of the program, run as its user would.
//!
//! One program, because each is linked with everything that is tested: as many programs as files
//! would fill gigabytes.

mod architecture;
mod archives;
mod audit;
mod audit_nights;
mod cached;
mod case_report;
mod cases;
mod circles;
#[path = "../common/mod.rs"]
mod common;
mod directories;
mod documented_commands;
mod evidence;
mod export;
mod five_sites;
mod given;
mod good_guest;
mod guide_first_hour;
mod guide_publishing;
mod history;
mod one_past;
mod one_screen;
mod outages;
mod overwriting;
mod packaging;
mod partners;
mod policy;
mod secret_key;
mod selfcheck;
mod selfcheck_catalogue;
mod selfcheck_help_runs;
mod selfcheck_live;
mod selfcheck_seeds;
mod selfcheck_seeds_mended;
mod sentences;
mod suggested;
mod survey;
mod trust;
#[path = "../common/web.rs"]
mod web;
mod witnesses;
mod wrong_input;
