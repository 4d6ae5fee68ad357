//! What checking costs: generated collections of growing size in, a line with CPU seconds for each out.
//!
//! `cargo bench --bench check` prints it for 10,000, 20,000 and 40,000 notices, or for the sizes given after `--`. The
//! notices are read once before; the clock is the process's CPU time over all threads, so a busy machine changes little.

use std::collections::BTreeSet;
use std::io::Write as _;

use niemyet::catalog::Catalog;
use niemyet::check::{Context, check};
use niemyet::problem::Severity;
use niemyet::read;
use niemyet::site::Audience;
use niemyet::sources::{RawFile, Sources};

const SITE: &str = "title = \"Cổng\"\nbase_url = \"https://lich.example.vn\"\n";

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![10_000, 20_000, 40_000]
    } else {
        sizes
    };
    let mut out = std::io::stdout().lock();
    for size in sizes {
        let catalog = collection(size);
        let attachments = BTreeSet::new();
        let context = Context {
            catalog: &catalog,
            attachments: &attachments,
            audience: Audience::Public,
        };
        let before = cpu_seconds();
        let problems = check(&context);
        let spent = cpu_seconds() - before;
        let each = spent * 1e6 / size as f64;
        let errors = problems
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .count();
        let found = problems.len();
        let _ = writeln!(
            out,
            "check {size} notices: {spent:.3} CPU s, {each:.1} µs each ({found} findings, {errors} errors)"
        );
    }
}

/// A collection of communes that each meet in their own hall, one notice after another.
fn collection(size: usize) -> Catalog {
    let mut sources = Sources::default();
    let site = RawFile {
        path: "content/site.toml".into(),
        bytes: SITE.as_bytes().to_vec(),
    };
    sources.tables.insert("site.toml".into(), site);
    sources.notices = (0..size).map(notice).collect();
    let reading = read::read(&sources);
    let site = reading.site.expect("a usable site.toml");
    assert_eq!(
        reading.notices.len(),
        size,
        "{:?}",
        reading.problems.first()
    );
    Catalog::new(site, reading.notices, reading.broken)
}

/// Every seventh notice cites a plan, and every commune has a meeting a day.
fn notice(index: usize) -> RawFile {
    let commune = index % 500;
    let day = 1 + (index / 500) % 28;
    let month = 1 + (index / 14_000) % 12;
    let hour = 7 + index % 3;
    let year = 2026 + index / 168_000;
    let basis = match index % 7 {
        0 => "basis = [\"Kế hoạch số 12/KH-UBND ngày 02/01/2026 của UBND tỉnh\"]\n",
        _ => "",
    };
    let text = format!(
        "+++\ntype = \"GM\"\nnumber = \"{serial:02}/GM-UBND\"\nissued = {year}-01-02\nissuer = \"UBND xã {commune}\"\n\
         title = \"Họp giao ban {index}\"\naudience = \"public\"\npublished = {year}-01-02 08:00\n{basis}\
         recipients = [\"Lưu: VT\"]\n[signature]\nauthority = [\"TL. Chủ tịch\"]\nname = \"Nguyễn Văn {commune}\"\n\
         [[session]]\ndate = {year}-{month:02}-{day:02}\nstart = {hour:02}:30\nend = 11:00\n\
         said = \"từ {hour:02} giờ 30 phút đến 11 giờ 00 phút ngày {day:02}/{month}/{year}\"\n\
         [[point]]\nplace = \"Hội trường UBND xã\"\nchair = [{{ name = \"Nguyễn Văn {commune}\", post = \"Chủ tịch\" }}]\n\
         participants = [\"Trưởng các thôn\", {{ each = 2, units = [\"Phòng Kinh tế\"] }}]\n\
         [[task]]\nassigned_to = [\"Các thôn\"]\ndo = \"Gửi báo cáo\"\nbefore = {year}-{month:02}-{day:02} 07:00\n\
         submit_to = \"Văn phòng\"\n+++\n## Chuẩn bị\nThực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; \
         các thôn báo cáo ba việc: tiêu chí đã đạt, tiêu chí còn thiếu và phần việc cần hỗ trợ.\n",
        serial = 10 + index / 500,
    );
    RawFile {
        path: format!("content/{year}/{commune}/{index}.md"),
        bytes: text.into_bytes(),
    }
}

fn cpu_seconds() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}
