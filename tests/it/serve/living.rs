//! A site under the hands of its author: every way files change reaches the page, and a mistake never costs the portal.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Command;

use super::Running;
use crate::demo;
use crate::joined::{invitation, portal, publish_data, source};

const PAGE: &str = "/giay-moi/tan-lap/hop-nong-thon-moi/";
const NOTICE: &str = "content/tan-lap/hop-nong-thon-moi.md";

/// Gives the notice another title, the way an editor saves: another file is put in the place of the old one.
fn retitle(root: &Path, title: &str) {
    let path = root.join(NOTICE);
    let text = fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("title = "))
        .unwrap();
    let text = text.replace(line, &format!("title = \"{title}\""));
    let aside = path.with_extension("md.swp~");
    fs::write(&aside, text).unwrap();
    fs::rename(&aside, &path).unwrap();
}

#[test]
fn saves_reach_the_page() {
    let site = demo::small();
    let root = site.path();
    let running = Running::new(root);
    retitle(root, "Họp thứ nhất");
    running.until(PAGE, |page| page.text().contains("Họp thứ nhất"));
    // In place, byte by byte, as some editors do.
    let text = fs::read_to_string(root.join(NOTICE)).unwrap();
    let mut file = fs::File::create(root.join(NOTICE)).unwrap();
    for part in text.replace("thứ nhất", "thứ hai").as_bytes().chunks(64) {
        file.write_all(part).unwrap();
        file.sync_data().unwrap();
    }
    drop(file);
    running.until(PAGE, |page| page.text().contains("Họp thứ hai"));
    for number in 0..50 {
        retitle(root, &format!("Họp dồn dập {number}"));
    }
    running.until(PAGE, |page| page.text().contains("Họp dồn dập 49"));
    let other = root.join("content/tan-lap/moi/hop-moi.md");
    fs::create_dir(other.parent().unwrap()).unwrap();
    let text = fs::read_to_string(root.join(NOTICE)).unwrap();
    fs::write(&other, text.replace("88/GM-UBND", "89/GM-UBND")).unwrap();
    running.until("/giay-moi/tan-lap/moi/hop-moi/", |page| page.status == 200);
    fs::remove_file(&other).unwrap();
    running.until("/giay-moi/tan-lap/moi/hop-moi/", |page| page.status == 404);
}

#[test]
fn what_another_portal_publishes_reaches_the_page() {
    let office = |title| {
        portal("Xã", "https://xa.example.vn", "")
            .notice("hop.md", &invitation("8/GM-UBND", title, ""))
    };
    let commune = office("Họp thôn");
    publish_data(commune.root(), None);
    let province = portal(
        "Tỉnh",
        "https://tinh.example.vn",
        &source("Xã Tân Lập", &commune),
    );
    let running = Running::new(province.root());
    running.until("/", |page| page.text().contains("Họp thôn"));
    let path = commune.root().join("content/hop.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("Họp thôn", "Họp xóm")).unwrap();
    publish_data(commune.root(), None);
    running.until("/", |page| page.text().contains("Họp xóm"));
    let out = commune.root().join("public");
    let aside = commune.root().join("aside");
    fs::rename(&out, &aside).unwrap();
    running.until("/", |page| page.text().contains("niemyet-trouble"));
    fs::rename(&aside, &out).unwrap();
    running.until("/", |page| !page.text().contains("niemyet-trouble"));
}

#[test]
fn browsers_are_told() {
    let site = demo::small();
    let running = Running::new(site.path());
    let listen = |seen: &str| {
        let mut stream = running.connect();
        let port = running.port;
        let request =
            format!("GET /.niemyet/events?seen={seen} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream)
    };
    let told = |stream: BufReader<std::net::TcpStream>| {
        let data = stream
            .lines()
            .map(Result::unwrap)
            .find(|line| line.starts_with("data: "));
        data.unwrap().trim_start_matches("data: ").to_owned()
    };
    // Who comes late is told at once.
    let version = running.get("/").version();
    assert_eq!(told(listen("another")), version);
    let listening = listen(&version);
    retitle(site.path(), "Họp đổi giờ");
    let next = told(listening);
    assert_ne!(next, version);
    let page = running.get(PAGE);
    assert!(
        page.text().contains("Họp đổi giờ"),
        "the page is there before the news of it"
    );
}

#[test]
fn a_mistake_keeps_the_last_good_portal() {
    let site = demo::small();
    let root = site.path();
    let running = Running::new(root);
    let text = fs::read_to_string(root.join(NOTICE)).unwrap();
    fs::write(root.join(NOTICE), text.replacen("type = ", "tipe = ", 1)).unwrap();
    let broken = running.until(PAGE, |page| page.text().contains("niemyet-trouble"));
    assert_eq!(broken.status, 200);
    assert!(
        broken
            .text()
            .contains("content/tan-lap/hop-nong-thon-moi.md:2:1"),
        "{}",
        broken.text()
    );
    assert!(broken.text().contains("<h1"), "the notice is still there");
    assert!(running.get("/khong-co/").text().contains("niemyet-trouble"));
    let site_toml = root.join("content/site.toml");
    let settings = fs::read_to_string(&site_toml).unwrap();
    fs::write(&site_toml, "title = <script>alert(1)</script>\n").unwrap();
    let broken = running.until(PAGE, |page| page.text().contains("site.toml"));
    assert!(
        !broken.text().contains("<script>alert"),
        "what is quoted stays text"
    );
    fs::write(root.join(NOTICE), text).unwrap();
    fs::write(
        &site_toml,
        settings.replacen("title = \"", "title = \"Xã ta: ", 1),
    )
    .unwrap();
    let mended = running.until("/", |page| !page.text().contains("niemyet-trouble"));
    assert!(mended.text().contains("Xã ta: "), "{}", mended.text());
}

#[test]
fn a_site_that_is_broken_from_the_start_says_so_and_can_be_mended() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path());
    let page = running.get("/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("content/site.toml") && page.text().contains("data-version"));
    let site = demo::small();
    demo::copy_tree(&site.path().join("content"), &folder.path().join("content"));
    running.until(PAGE, |page| page.status == 200);
}

#[test]
fn folders_come_and_go() {
    let site = demo::small();
    let root = site.path();
    let aside = tempfile::tempdir().unwrap();
    demo::copy_tree(&root.join("content"), &aside.path().join("content"));
    let running = Running::new(root);
    fs::remove_dir_all(root.join("content")).unwrap();
    running.until("/", |page| page.text().contains("niemyet-trouble"));
    assert!(
        running.get(PAGE).text().contains("<h1"),
        "the last good portal stays"
    );
    demo::copy_tree(&aside.path().join("content"), &root.join("content"));
    running.until(PAGE, |page| !page.text().contains("niemyet-trouble"));
    // The new folder is watched like the old one.
    retitle(root, "Họp sau khi về");
    running.until(PAGE, |page| page.text().contains("Họp sau khi về"));
    fs::rename(root.join("content"), root.join("cu")).unwrap();
    fs::rename(root.join("cu"), root.join("content")).unwrap();
    retitle(root, "Họp sau khi đổi chỗ");
    running.until(PAGE, |page| page.text().contains("Họp sau khi đổi chỗ"));
}

#[test]
fn another_branch_is_another_portal() {
    let site = demo::small();
    let root = site.path();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        let names = [
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.vn",
            "-c",
            "init.defaultBranch=chinh",
        ];
        git.current_dir(root).args(names).args(arguments);
        let output = git.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "a"]);
    git(&["checkout", "-qb", "khac"]);
    retitle(root, "Họp ở nhánh khác");
    fs::remove_file(root.join("content/tan-lap/hoi-nghi-doi-thoai.md")).unwrap();
    git(&["commit", "-qam", "b"]);
    git(&["checkout", "-q", "chinh"]);
    let running = Running::new(root);
    for _ in 0..3 {
        git(&["checkout", "-q", "khac"]);
        running.until(PAGE, |page| {
            page.text().contains("nhánh khác") && !page.text().contains("niemyet-trouble")
        });
        git(&["checkout", "-q", "chinh"]);
        running.until(PAGE, |page| {
            !page.text().contains("nhánh khác") && !page.text().contains("niemyet-trouble")
        });
    }
}

#[test]
fn a_theme_and_an_address_can_change() {
    let site = demo::small();
    let root = site.path();
    let running = Running::new(root);
    let settings = fs::read_to_string(root.join("content/site.toml")).unwrap();
    fs::create_dir_all(root.join("themes/ta/i18n")).unwrap();
    fs::write(
        root.join("themes/ta/i18n/vi.toml"),
        "upcoming = \"Sắp tới đây\"\n",
    )
    .unwrap();
    fs::write(
        root.join("content/site.toml"),
        format!("theme = \"ta\"\n{settings}"),
    )
    .unwrap();
    let is_whole = |page: &super::Answer| !page.text().contains("niemyet-trouble");
    fs::create_dir_all(root.join("themes/ta/templates")).unwrap();
    let template = root.join("themes/ta/templates/404.html");
    fs::write(
        &template,
        "<!doctype html><html><body><p>Lạc đường</p></body></html>",
    )
    .unwrap();
    running.until("/khong-co/", |page| {
        page.text().contains("Lạc đường") && is_whole(page)
    });
    fs::write(&template, "{% if %}").unwrap();
    let broken = running.until("/khong-co/", |page| !is_whole(page));
    assert!(
        broken.text().contains("Lạc đường") && broken.text().contains("404.html"),
        "{}",
        broken.text()
    );
    fs::remove_dir_all(root.join("themes")).unwrap();
    let line = settings
        .lines()
        .find(|line| line.starts_with("base_url"))
        .unwrap();
    let moved = settings.replace(line, "base_url = \"https://x.example.vn/lich-hop\"");
    fs::write(root.join("content/site.toml"), moved).unwrap();
    running.until("/", |page| {
        page.status == 307 && page.head.contains("location: /lich-hop/")
    });
    let home = running.get("/lich-hop/");
    assert_eq!(home.status, 200);
    assert!(home.text().contains("href=\"/lich-hop/"));
}

/// The clock is the test's own.
#[test]
fn the_day_turns_at_midnight_and_a_notice_comes_at_its_hour() {
    let site = demo::small();
    let root = site.path();
    let path = root.join("content/tan-lap/hen-gio.md");
    let text = fs::read_to_string(root.join(NOTICE)).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("published"))
        .unwrap();
    let text = text.replace(line, "published = 2026-07-07 09:30");
    fs::write(&path, text.replace("88/GM-UBND", "89/GM-UBND")).unwrap();
    let running = Running::new(root);
    let page = "/giay-moi/tan-lap/hen-gio/";
    let is_today = |answer: &super::Answer, day: &str| {
        answer.text().contains(&format!("data-as-of=\"{day}\""))
    };
    let home = running.get("/");
    assert!(is_today(&home, "2026-07-06"), "{}", home.text());
    assert_eq!(running.get(page).status, 404);
    running.pass(12 * 3600 - 1);
    assert!(is_today(&running.get("/"), "2026-07-06"));
    running.pass(1);
    running.until("/", |answer| is_today(answer, "2026-07-07"));
    assert_eq!(running.get(page).status, 404);
    running.pass(9 * 3600 + 1800);
    running.until(page, |answer| answer.status == 200);
}
