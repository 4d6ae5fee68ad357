//! Files for machines: sitemap.xml, robots.txt, manifest.webmanifest, opensearch.xml.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::site::{Audience, Site};

/// Addresses one sitemap may hold (sitemaps.org protocol 0.9).
const SITEMAP_LIMIT: usize = 50_000;

/// `sitemap.xml`; beyond 50,000 addresses it becomes an index of several. Names are paths in the portal.
pub fn sitemaps(base_url: &str, addresses: &[(String, Option<Date>)]) -> Vec<(String, Vec<u8>)> {
    if addresses.len() <= SITEMAP_LIMIT {
        return vec![("sitemap.xml".to_owned(), sitemap(addresses))];
    }
    let mut files = Vec::new();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (number, part) in (1..).zip(addresses.chunks(SITEMAP_LIMIT)) {
        let name = format!("sitemap-{number}.xml");
        let _ = writeln!(
            index,
            "<sitemap><loc>{}/{name}</loc></sitemap>",
            escaped(base_url)
        );
        files.push((name, sitemap(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index.into_bytes()));
    files
}

fn sitemap(addresses: &[(String, Option<Date>)]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, changed) in addresses {
        let _ = write!(xml, "<url><loc>{}</loc>", escaped(address));
        if let Some(changed) = changed {
            let _ = write!(xml, "<lastmod>{changed}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// `manifest.webmanifest` (W3C Web Application Manifest): the portal as an icon on a phone.
pub fn manifest(site: &Site, home: &str, icon: &str) -> Vec<u8> {
    let is_png = icon.ends_with(".png");
    let media = if is_png { "image/png" } else { "image/svg+xml" };
    let manifest = serde_json::json!({
        "name": site.title,
        "short_name": site.short_title(),
        "lang": site.language.tag(),
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{ "src": icon, "sizes": "any", "type": media, "purpose": "any" }],
    });
    manifest.to_string().into_bytes()
}

/// `opensearch.xml` (OpenSearch 1.1): browsers offer the portal's search in their address bar.
pub fn open_search(site: &Site, page: &str) -> Vec<u8> {
    // ShortName holds at most 16 characters.
    let short: String = site.short_title().chars().take(16).collect();
    let (short, title, page) = (escaped(short.trim()), escaped(&site.title), escaped(page));
    let language = site.language.tag();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{short}</ShortName>\n<Description>{title}</Description>\n\
         <Language>{language}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{page}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n"
    )
    .into_bytes()
}

/// `robots.txt`: a public portal wants to be found, an internal one does not.
pub fn robots(audience: Audience, base_url: &str) -> Vec<u8> {
    match audience {
        Audience::Public => format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}/sitemap.xml\n"),
        Audience::Internal => "User-agent: *\nDisallow: /\n".to_owned(),
    }
    .into_bytes()
}
