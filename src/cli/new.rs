//! `niemyet new`: a notice file to fill in. What the arguments do not say stands as an empty value, which `check`
//! points at until it is filled or removed.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use clap::Args;
use jiff::civil::Date;

use super::args::Global;
use super::files::make_folder_of;
use super::front_matter::{moment, quoted};
use super::output::Output;
use super::{Outcome, clock, site_of};
use crate::Error;
use crate::plan::schema::WrittenFile;
use crate::read::hints::month_alone;
use crate::say;
use crate::text::slug::slug_path;
use crate::text::when::{Context, read_moments};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet new hop-giao-ban\n  niemyet new 2026/hop-nong-thon-moi --type GM --issuer \"UBND xã Tân Lập\" --level commune --title \"Họp bàn tiến độ nông thôn mới\" --date 2026-07-03 --start 07:30"
)]
pub(super) struct New {
    /// Tên tệp dưới content/, không cần .md / file name under content/, without .md
    name: String,
    /// Tên loại viết tắt: GM, KH, LCT, TB … / document type
    #[arg(long = "type", default_value = "GM", value_name = "TYPE")]
    document_type: String,
    /// Số, ký hiệu như in / number as printed
    #[arg(long, allow_hyphen_values = true)]
    number: Option<String>,
    /// Ngày ban hành: 2026-06-29 hoặc 29/6/2026; để trống ngày thì 2026-06 / date of issue
    #[arg(long, value_name = "DATE", value_parser = issue)]
    issued: Option<String>,
    /// Cơ quan ban hành / the issuing body
    #[arg(long)]
    issuer: Option<String>,
    /// Cấp: central, province, district, commune / level
    #[arg(long)]
    level: Option<String>,
    /// Trích yếu / title
    #[arg(long)]
    title: Option<String>,
    /// Ngày họp: 2026-07-03 hoặc 03/7/2026 / day of the meeting
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// Giờ bắt đầu: 07:30 hoặc 7h30 / start
    #[arg(long, value_name = "HH:MM", value_parser = clock_time)]
    start: Option<String>,
}

/// A day of issue as notices write it, or a month in quotes where the paper leaves the day blank.
fn issue(text: &str) -> Result<String, String> {
    let first = format!("{}-01", text.trim()).parse::<Date>();
    let month = first.map(|first| first.strftime("%Y-%m").to_string());
    match month.ok().or_else(|| month_alone(text)) {
        Some(month) => Ok(quoted(&month)),
        None => day(text).map(|day| day.to_string()),
    }
}

/// A day as notices write it, or as papers do.
fn day(text: &str) -> Result<Date, String> {
    let told = || {
        read_moments(text, Context::default())
            .first()?
            .date()?
            .date()
    };
    let day = text.parse().ok().or_else(told);
    day.ok_or_else(|| "viết như 2026-07-03 hoặc 03/7/2026 / write it so".to_owned())
}

/// A clock time likewise.
fn clock_time(text: &str) -> Result<String, String> {
    let told = read_moments(text, Context::default());
    let clock = told.first().and_then(|moment| moment.clock);
    let clock = clock.map(|clock| clock.strftime("%H:%M").to_string());
    clock.ok_or_else(|| "viết như 07:30 hoặc 7h30 / write it so".to_owned())
}

pub(super) fn run(new: &New, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let Some(site) = site_of(global, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let name = new.name.strip_prefix("content/").unwrap_or(&new.name);
    let name = slug_path(name.strip_suffix(".md").unwrap_or(name));
    if name.is_empty() {
        let given = &new.name;
        output.mistake(&say!(
            "`{given}` không dùng làm tên tệp được",
            "`{given}` cannot be a file name"
        ));
        return Ok(Outcome::Mistakes);
    }
    let asked = new.level.as_deref();
    let known = asked.and_then(|level| site.level_called(level));
    if let Some(level) = asked.filter(|_| known.is_none()) {
        let ids: Vec<&str> = site.levels.iter().map(|level| level.id.as_str()).collect();
        let ids = ids.join(", ");
        output.mistake(&say!(
            "không có cấp `{level}`; các cấp: {ids}",
            "there is no level `{level}`; levels: {ids}"
        ));
        return Ok(Outcome::Mistakes);
    }
    let path = global.root.join(format!("content/{name}.md"));
    let schema = format!("{}{}", site.base_url, WrittenFile::Notice.schema_path());
    let now = moment(clock::now(&site));
    let level = known.map_or("commune", |level| &site.level(level).id);
    let text = draft(new, level, &now, &schema);
    make_folder_of(&path)?;
    let shown = path.display();
    let mut file = match fs::File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            output.mistake(&say!("{shown} đã có", "{shown} exists"));
            return Ok(Outcome::Mistakes);
        }
        Err(error) => return Err(Error::writing(&path, error)),
    };
    file.write_all(text.as_bytes())
        .map_err(|error| Error::writing(&path, error))?;
    output.say(&say!(
        "đã tạo {shown}: điền các dòng còn trống rồi chạy `niemyet check`",
        "made {shown}: fill the empty lines, then run `niemyet check`"
    ));
    Ok(Outcome::Done)
}

/// The text of a new notice, posted at `now`. Its first line names the published schema, as Taplo's directive wants it.
fn draft(new: &New, level: &str, now: &str, schema: &str) -> String {
    let given = |value: &Option<String>| quoted(value.as_deref().unwrap_or_default());
    let date =
        |value: Option<jiff::civil::Date>| value.map_or("\"\"".to_owned(), |day| day.to_string());
    let mut text =
        format!("+++\n#:schema {schema}\n# Văn bản không nêu thì xóa cả dòng, đừng đoán.\n");
    let _ = writeln!(text, "type = {}", quoted(&new.document_type));
    let _ = writeln!(text, "number = {}", given(&new.number));
    let issued = new.issued.as_deref().unwrap_or("\"\"");
    let _ = writeln!(text, "issued = {issued}");
    let _ = writeln!(text, "issuer = {}", given(&new.issuer));
    let _ = writeln!(
        text,
        "level = {}  # central, province, district, commune",
        quoted(level)
    );
    let _ = writeln!(text, "title = {}", given(&new.title));
    let _ = writeln!(
        text,
        "audience = \"internal\"  # đổi thành \"public\" để niêm yết cho mọi người"
    );
    let _ = writeln!(text, "published = {now}");
    text.push_str("recipients = []\n\n[signature]\nauthority = []  # \"TM. Ủy ban nhân dân\", \"KT. Chủ tịch\"\npost = \"\"\nname = \"\"\n\n[[session]]\n");
    let _ = writeln!(text, "date = {}", date(new.date));
    let _ = writeln!(text, "start = {}", given(&new.start));
    text.push_str(
        "said = \"\"  # chép đúng lời văn bản: \"14 giờ 00 phút, thứ Năm, ngày 09/7/2026\"\n\n",
    );
    text.push_str("[[point]]\nplace = \"\"\nchair = []  # [{ name = \"…\", post = \"…\" }]\nparticipants = []\n\n");
    text.push_str("# Nhiệm vụ có thời hạn (thường nằm trong chú thích cuối trang):\n");
    text.push_str("# [[task]]\n# levels = [\"commune\"]  # cấp phải làm\n# assigned_to = [\"…\"]\n# do = \"…\"\n# before = 2026-07-08T17:00:00\n# submit_to = \"…\"\n+++\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_are_taken_as_papers_write_them() {
        for text in ["2026-07-03", "03/7/2026", "ngày 03 tháng 7 năm 2026"] {
            assert_eq!(day(text), Ok(jiff::civil::date(2026, 7, 3)), "{text}");
        }
        for text in ["2026-07", "07/2026", "ngày   tháng 7 năm 2026"] {
            assert_eq!(issue(text).as_deref(), Ok("\"2026-07\""), "{text}");
        }
        assert_eq!(issue("03/7/2026").as_deref(), Ok("2026-07-03"));
        for text in ["07:30", "7h30", "7 giờ 30 phút", "7:30", "7g30"] {
            assert_eq!(clock_time(text).as_deref(), Ok("07:30"), "{text}");
        }
        assert!(day("03/7").is_err() && day("31/02/2026").is_err());
        assert!(clock_time("sáng").is_err() && clock_time("25:00").is_err());
    }

    #[test]
    fn a_full_command_line_leaves_only_what_it_did_not_say() {
        let new = New {
            name: "hop".into(),
            document_type: "GM".into(),
            number: Some("88/GM-UBND".into()),
            issued: Some("2026-06-29".into()),
            issuer: Some("UBND xã \"Tân Lập\"".into()),
            level: None,
            title: Some("Họp".into()),
            date: Some(jiff::civil::date(2026, 7, 1)),
            start: Some("07:30".into()),
        };
        let text = draft(
            &new,
            "commune",
            "2026-06-29T08:00:00",
            "https://lich.example.vn/api/v1/schema/notice.schema.json",
        );
        assert!(text.starts_with("+++\n#:schema https://lich.example.vn/"));
        assert!(text.contains("date = 2026-07-01\n") && text.contains("start = \"07:30\"\n"));
        let toml = text.trim_start_matches("+++\n").trim_end_matches("+++\n");
        assert!(toml.parse::<toml_edit::DocumentMut>().is_ok(), "{toml}");
    }
}
