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
use crate::say;
use crate::text::slug::slug_path;

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
    #[arg(long)]
    number: Option<String>,
    /// Ngày ban hành / date of issue
    #[arg(long, value_name = "DATE")]
    issued: Option<Date>,
    /// Cơ quan ban hành / the issuing body
    #[arg(long)]
    issuer: Option<String>,
    /// Cấp: central, province, district, commune / level
    #[arg(long)]
    level: Option<String>,
    /// Trích yếu / title
    #[arg(long)]
    title: Option<String>,
    /// Ngày họp / day of the meeting
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Giờ bắt đầu / start
    #[arg(long, value_name = "HH:MM")]
    start: Option<String>,
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
    let path = global.root.join(format!("content/{name}.md"));
    let schema = format!("{}{}", site.base_url, WrittenFile::Notice.schema_path());
    let now = moment(clock::now(&site));
    let text = draft(new, &now, &schema);
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
fn draft(new: &New, now: &str, schema: &str) -> String {
    let given = |value: &Option<String>| quoted(value.as_deref().unwrap_or_default());
    let date =
        |value: Option<jiff::civil::Date>| value.map_or("\"\"".to_owned(), |day| day.to_string());
    let mut text =
        format!("+++\n#:schema {schema}\n# Văn bản không nêu thì xóa cả dòng, đừng đoán.\n");
    let _ = writeln!(text, "type = {}", quoted(&new.document_type));
    let _ = writeln!(text, "number = {}", given(&new.number));
    let _ = writeln!(text, "issued = {}", date(new.issued));
    let _ = writeln!(text, "issuer = {}", given(&new.issuer));
    let level = new.level.as_deref().unwrap_or("commune");
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
    text.push_str("# [[task]]\n# assigned_to = [\"…\"]\n# do = \"…\"\n# before = 2026-07-08T17:00:00\n# submit_to = \"…\"\n+++\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_command_line_leaves_only_what_it_did_not_say() {
        let new = New {
            name: "hop".into(),
            document_type: "GM".into(),
            number: Some("88/GM-UBND".into()),
            issued: Some(jiff::civil::date(2026, 6, 29)),
            issuer: Some("UBND xã \"Tân Lập\"".into()),
            level: None,
            title: Some("Họp".into()),
            date: Some(jiff::civil::date(2026, 7, 1)),
            start: Some("07:30".into()),
        };
        let text = draft(
            &new,
            "2026-06-29T08:00:00",
            "https://lich.example.vn/api/v1/schema/notice.schema.json",
        );
        assert!(text.starts_with("+++\n#:schema https://lich.example.vn/"));
        assert!(text.contains("date = 2026-07-01\n") && text.contains("start = \"07:30\"\n"));
        let toml = text.trim_start_matches("+++\n").trim_end_matches("+++\n");
        assert!(toml.parse::<toml_edit::DocumentMut>().is_ok(), "{toml}");
    }
}
