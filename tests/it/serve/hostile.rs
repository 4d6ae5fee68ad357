//! Requests no browser of an author sends: each gets a plain answer or none, and the next reader is served all the same.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::Running;
use crate::demo;

/// A file beside the portal's sources that must never be seen.
const SECRET: &str = "khong-ai-duoc-doc";

fn running() -> (tempfile::TempDir, Running) {
    let site = demo::small();
    fs::write(site.path().join("secret.txt"), SECRET).unwrap();
    fs::write(site.path().join("content/tan-lap/rieng.txt"), SECRET).unwrap();
    let running = Running::new(site.path());
    (site, running)
}

#[test]
fn only_what_is_in_the_portal_is_answered() {
    let (site, running) = running();
    let root = site.path().display().to_string();
    let hidden = [
        "/../secret.txt".to_owned(),
        "/..%2fsecret.txt".to_owned(),
        "/%2e%2e/secret.txt".to_owned(),
        "/%2e%2e%2fsecret.txt".to_owned(),
        "/..%5csecret.txt".to_owned(),
        "/..\\secret.txt".to_owned(),
        "/cap/../../secret.txt".to_owned(),
        "/secret.txt".to_owned(),
        "/content/tan-lap/rieng.txt".to_owned(),
        "/tep/tan-lap/rieng.txt".to_owned(),
        "/content/site.toml".to_owned(),
        "/secret.txt%00.html".to_owned(),
        "/%00".to_owned(),
        "/%ff%fe".to_owned(),
        "/%".to_owned(),
        "/a%0d%0aX-Evil:%201".to_owned(),
        format!("/{root}/secret.txt"),
        format!("{root}/secret.txt"),
        "/.niemyet/../secret.txt".to_owned(),
        "/.niemyet/".to_owned(),
        format!("/{}", "a/".repeat(5000)),
    ];
    for target in hidden {
        let answer = running.get(&target);
        assert!(
            [0, 400, 404, 414, 431].contains(&answer.status),
            "{target}: {}",
            answer.status
        );
        assert!(!answer.text().contains(SECRET), "{target}");
        assert!(!answer.head.contains("x-evil"), "{target}: {}", answer.head);
    }
    assert_eq!(running.get("/").status, 200);
}

#[test]
fn only_own_names_are_answered() {
    let (_site, running) = running();
    let port = running.port;
    let with_host = |host: &str| {
        running
            .say(format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes())
            .status
    };
    for own in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(with_host(&format!("Host: {own}:{port}\r\n")), 200, "{own}");
    }
    for foreign in [
        "evil.example",
        "localhost.evil.example",
        "192.168.1.2",
        "localhost@evil.example",
    ] {
        assert_eq!(
            with_host(&format!("Host: {foreign}:{port}\r\n")),
            421,
            "{foreign}"
        );
        let absolute = format!(
            "GET http://{foreign}:{port}/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
        );
        assert_ne!(running.say(absolute.as_bytes()).status, 200, "{foreign}");
    }
    assert_eq!(
        with_host("Host: localhost\r\n"),
        421,
        "another port is another server"
    );
    assert_eq!(with_host(""), 400);
    assert_eq!(
        with_host(&format!("Host: localhost:{port}\r\nHost: evil.example\r\n")),
        400
    );
    let absolute = format!(
        "GET http://localhost:{port}/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(running.say(absolute.as_bytes()).status, 200);
    for rebound in ["/.niemyet/events?seen=x", "/.niemyet/preview.js"] {
        let request = format!(
            "GET {rebound} HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n"
        );
        assert_eq!(running.say(request.as_bytes()).status, 421, "{rebound}");
    }
}

#[test]
fn only_reading_is_answered() {
    let (_site, running) = running();
    let port = running.port;
    let ask = |method: &str, more: &str| {
        running.say(
            format!(
                "{method} / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{more}\r\n"
            )
            .as_bytes(),
        )
    };
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let answer = ask(method, "Content-Length: 0\r\n");
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head"), "{}", answer.head);
    }
    assert_eq!(
        ask("POST", "Content-Length: 99999999\r\n").status,
        405,
        "no body is waited for"
    );
    let head = ask("HEAD", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let page = ask("GET", "");
    for header in [
        "content-security-policy: default-src 'none';",
        "frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "cache-control: no-cache",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(page.head.contains(header), "{header} in {}", page.head);
    }
    assert!(
        !page.text().contains("<style") && !page.text().contains("style=\""),
        "nothing the policy forbids"
    );
    // A part may be asked for; the whole is a right answer.
    let part = ask("GET", "Range: bytes=0-9,20-29\r\n");
    assert_eq!((part.status, part.body.len()), (200, page.body.len()));
    let etag = page
        .head
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .unwrap();
    let again = ask("GET", &format!("If-None-Match: {etag}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(
        running.get("/sw.js").status,
        404,
        "no worker keeps what the next save replaces"
    );
    assert_eq!(running.get("/khong-co/").status, 404);
    let folder = running.get("/cap/xa");
    assert_eq!(folder.status, 307);
    assert!(
        folder.head.contains("location: /cap/xa/"),
        "{}",
        folder.head
    );
}

#[test]
fn noise_is_refused() {
    let (_site, running) = running();
    let port = running.port;
    let host = format!("Host: localhost:{port}\r\n");
    let long = "a".repeat(1 << 20);
    for noise in [
        format!("GET / HTTP/1.1\r\n{host}X-Long: {long}\r\n\r\n").into_bytes(),
        format!("GET /{long} HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!(
            "GET / HTTP/1.1\r\n{host}{}\r\n",
            "X-Many: 1\r\n".repeat(5000)
        )
        .into_bytes(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a browser that wants https".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET  HTTP/1.1\r\n\r\n".to_vec(),
        b"GET /\xff\xfe HTTP/1.1\r\nHost: \xff\r\n\r\n".to_vec(),
        b"\0\0\0\0\r\n\r\n".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
    ] {
        let answer = running.say(&noise);
        let start = String::from_utf8_lossy(&noise[..noise.len().min(40)]).into_owned();
        assert_ne!(answer.status, 200, "{start}");
    }
    assert_eq!(running.get("/").status, 200);
}

/// Those who open connections and say little, or ask and do not listen, are dropped; readers wait a few seconds at most.
#[test]
fn slow_and_many_connections_keep_nobody_out() {
    let (_site, running) = running();
    let mut slow: Vec<TcpStream> = (0..400).map(|_| running.connect()).collect();
    for stream in &mut slow {
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ");
    }
    let answer = running.until("/", |answer| answer.status == 200);
    assert!(answer.text().contains("</html>"));
    // The patience for a head is over for the first ones.
    let mut end = Vec::new();
    let _ = slow[0].read_to_end(&mut end);
    assert!(!String::from_utf8_lossy(&end).contains("200 OK"));
    drop(slow);
    let mut deaf: Vec<TcpStream> = (0..50).map(|_| running.connect()).collect();
    let port = running.port;
    for stream in &mut deaf {
        let asks = format!("GET /style.css HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").repeat(20);
        let _ = stream.write_all(asks.as_bytes());
    }
    assert_eq!(running.get("/").status, 200);
}
