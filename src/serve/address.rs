//! What a browser asks for in; a path of the portal out, or nothing where no portal could have such a path.

/// The path behind a request target's path, `/` first, decoded: `/cap/x%C3%A3/` is `/cap/xã/`.
///
/// Nothing is resolved: `..`, `//`, a backslash or a control character is in no path of a portal, however it is written.
pub(super) fn decoded(target: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
                let byte = high << 4 | low;
                // An encoded slash would make two different addresses one.
                if byte == b'/' {
                    return None;
                }
                byte
            }
            byte => byte,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_plain = path.starts_with('/')
        && !path.contains(|letter: char| letter.is_control() || letter == '\\')
        && !path.contains("//")
        && !path.split('/').any(|part| part == "." || part == "..");
    is_plain.then_some(path)
}

/// Whether a `Host` header or an authority names this machine at `port`. A foreign name that leads here is how a page
/// elsewhere would read what is previewed.
pub(super) fn is_own_host(host: &str, port: u16) -> bool {
    let names = ["localhost", "127.0.0.1", "[::1]"];
    let (name, stated) = match host.rsplit_once(':') {
        Some((name, stated)) if !stated.ends_with(']') => (name, stated.parse().ok()),
        _ => (host, Some(80)),
    };
    names.iter().any(|own| name.eq_ignore_ascii_case(own)) && stated == Some(port)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded() {
        assert_eq!(decoded("/"), Some("/".to_owned()));
        assert_eq!(decoded("/cap/x%C3%A3/"), Some("/cap/xã/".to_owned()));
        assert_eq!(decoded("/tep/a%20b.pdf"), Some("/tep/a b.pdf".to_owned()));
    }

    #[test]
    fn what_no_portal_has_is_nothing() {
        for target in [
            "",
            "cap/",
            "/../etc/passwd",
            "/a/../../b",
            "/%2e%2e/etc/passwd",
            "/a%2fb",
            "/a%2Fb",
            "/a%5c..%5cb",
            "/a\\b",
            "//etc/passwd",
            "/a%00.html",
            "/%",
            "/%4",
            "/%zz",
            "/%ff%fe",
            "/a%0d%0ab",
            "/./a",
            "/a/.",
        ] {
            assert_eq!(decoded(target), None, "{target}");
        }
    }

    #[test]
    fn only_own_names_are_answered() {
        for host in [
            "localhost:1945",
            "LocalHost:1945",
            "127.0.0.1:1945",
            "[::1]:1945",
        ] {
            assert!(is_own_host(host, 1945), "{host}");
        }
        assert!(is_own_host("localhost", 80) && is_own_host("[::1]", 80));
        for host in [
            "",
            "localhost",
            "localhost:80",
            "localhost:",
            "evil.example",
            "evil.example:1945",
            "127.0.0.1.evil.example:1945",
            "localhost.:1945",
            "localhost@evil.example:1945",
            "127.0.0.2:1945",
            "[::1]",
            "::1:1945",
            "localhost:019450",
        ] {
            assert!(!is_own_host(host, 1945), "{host}");
        }
    }
}
