//! The arguments of every command, with help and examples.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::{Date, DateTime};

use crate::Request;
use crate::plan::schema::WrittenFile;
use crate::problem::Language;
use crate::site::Audience;

/// Niêm Yết: notice files in git become a portal of official meetings.
#[derive(Parser)]
#[command(
    name = "niemyet",
    version,
    about = "Biến tệp thông báo (giấy mời, kế hoạch, lịch công tác) thành cổng lịch họp tĩnh, tra cứu được\n\
             Turns notice files, kept in git, into a searchable static portal of official meetings",
    after_help = "Ví dụ / Examples:\n  \
        niemyet init cong-lich          tạo trang mới / start a site\n  \
        niemyet new hop-giao-ban        tạo thông báo mới / start a notice\n  \
        niemyet check                   kiểm tra mọi tệp / check every file\n  \
        niemyet build                   đăng vào public/ / publish into public/\n  \
        niemyet search hoi nghi         tìm thông báo / search the notices\n\n\
        Mã thoát / exit codes: 0 xong, 1 tệp có lỗi (không đăng gì), 2 máy có lỗi",
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Args)]
pub(super) struct Global {
    /// Thư mục chứa content/ / the folder that holds content/
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
    /// Ngôn ngữ của lời nhắn và của cổng; mặc định theo site.toml / language of messages and portal
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<LanguageWord>,
    /// Chỉ in lỗi / print errors only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// In cả lưu ý và từng tệp đã ghi / print notes and every written file too
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum LanguageWord {
    Vi,
    En,
}

impl From<LanguageWord> for Language {
    fn from(word: LanguageWord) -> Self {
        match word {
            LanguageWord::Vi => Self::Vi,
            LanguageWord::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum AudienceWord {
    Public,
    Internal,
}

impl From<AudienceWord> for Audience {
    fn from(word: AudienceWord) -> Self {
        match word {
            AudienceWord::Public => Self::Public,
            AudienceWord::Internal => Self::Internal,
        }
    }
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Tạo trang mới: site.toml, một thông báo mẫu / start a new site
    #[command(
        after_help = "Ví dụ / Example:\n  niemyet init cong-lich --title \"Lịch họp xã Tân Lập\" --url https://lich.example.vn"
    )]
    Init(Init),
    /// Tạo tệp thông báo mới để điền / start a new notice file
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet new hop-giao-ban\n  niemyet new 2026/hop-nong-thon-moi --type GM --issuer \"UBND xã Tân Lập\" --level commune --title \"Họp bàn tiến độ nông thôn mới\" --date 2026-07-03 --start 07:30"
    )]
    New(New),
    /// Kiểm tra mọi tệp, báo mọi lỗi trong một lần / check every file, all findings in one run
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet check\n  niemyet check --format json | jq .code\n  niemyet check --fix --dry-run      sẽ sửa gì / what would be mended\n  niemyet check --audience internal"
    )]
    Check(Check),
    /// Vì sao có một quy tắc, ví dụ sai, cách sửa / why a rule exists, what breaks it, how to mend it
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet explain weekday-mismatch\n  niemyet explain T01\n  niemyet explain      mọi quy tắc / every rule"
    )]
    Explain {
        /// Tên hoặc mã trong danh sách; bỏ trống để liệt kê / its word or letters; none lists them all
        rule: Option<String>,
    },
    /// Kiểm tra rồi đăng vào public/ / check, then publish into public/
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet build\n  niemyet build --out /srv/www/lich --audience public\n  niemyet build --today 2026-07-09      cổng của ngày ấy / the portal as of that day"
    )]
    Build(Build),
    /// Xem cổng trên máy này, tự tải lại mỗi khi tệp đổi / preview the portal here, reloaded on every change
    #[cfg(feature = "serve")]
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet serve --open\n  niemyet serve --audience internal --port 8080\n  niemyet serve --today 2026-07-09      cổng của ngày ấy / the portal as of that day"
    )]
    Serve(Serve),
    /// Đăng vào public/ mỗi khi tệp đổi hoặc đến giờ / publish into public/ on every change and when the hour comes
    #[cfg(feature = "serve")]
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet watch\n  niemyet watch --out /srv/www/lich --audience public"
    )]
    Watch(Watch),
    /// Ghi một lần điều chỉnh vào thông báo đã đăng / note a correction made in a posted notice
    #[command(
        after_help = "Ví dụ / Example:\n  niemyet revise content/tan-lap/hop.md -m \"Điều chỉnh lần 1: bắt đầu lúc 08 giờ 00\""
    )]
    Revise(Revise),
    /// Tìm thông báo như trên trang tìm kiếm / search the notices as the search page does
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet search hoi nghi dang uy\n  niemyet search 25khtw\n  niemyet search 13/1/2025 --level province\n  niemyet search chuyển đổi số --year 2026 --format json | jq .url\n  niemyet search hop --out public      chỉ mục đã đăng / the published index"
    )]
    Search(Search),
    /// Lược đồ JSON cho trình soạn thảo: gợi ý, giải thích khóa / JSON Schemas for editors
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet schema notice > notice.schema.json\n  niemyet schema --write      ghi .schema/ và .taplo.toml / write .schema/ and .taplo.toml"
    )]
    Schema(Schema),
    /// Nói bằng lời một lần đẩy đổi gì, cho ai / say in words what changed, and for whom
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet diff                      từ lần ghi cuối tới tệp trên máy / since the last commit\n  niemyet diff --staged             sắp ghi gì / what is about to be committed\n  niemyet diff HEAD~1..HEAD --level commune\n  niemyet diff v1..main --format markdown"
    )]
    Diff(Diff),
    /// Đăng khi đẩy lên git: cài, gỡ, xem / publish on push: install, remove, look
    #[command(after_help = "Ví dụ / Examples:\n  \
            niemyet hook install                        kiểm tra trước mỗi lần ghi / check before every commit\n  \
            niemyet hook install /srv/git/lich.git --out /srv/www/lich\n  \
            \u{20}                                           kiểm tra và đăng khi nhận / check and publish what is pushed\n  \
            niemyet hook status /srv/git/lich.git")]
    Hook {
        #[command(subcommand)]
        hook: Hook,
    },
    /// Gửi cổng đã dựng tới nơi người đọc lấy / send a built portal to where readers find it
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet deploy /srv/www/lich\n  niemyet deploy lich@web.example.vn:/srv/www/lich\n  niemyet deploy s3://lich/cong --dry-run\n\n\
            S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL"
    )]
    Deploy(Deploy),
    /// Tệp cho GitHub, GitLab, Gitea, systemd: tự kiểm tra, dựng, đăng / files that check, build and publish by themselves
    #[command(
        after_help = "Ví dụ / Examples:\n  niemyet workflow github --write                 ghi .github/workflows/niemyet.yml\n  niemyet workflow gitlab > .gitlab-ci.yml\n  niemyet workflow systemd --repository /srv/git/lich.git"
    )]
    Workflow(Workflow),
    /// In phần bổ sung tự hoàn thành lệnh cho shell / print shell completions
    #[command(
        after_help = "Ví dụ / Example:\n  niemyet completions bash > ~/.local/share/bash-completion/completions/niemyet"
    )]
    Completions {
        /// bash, zsh, fish, elvish, powershell
        shell: Shell,
    },
}

#[derive(Args)]
pub(super) struct Init {
    /// Thư mục mới; mặc định là --root / the new folder
    pub(super) folder: Option<PathBuf>,
    /// Tên cổng / the portal's name
    #[arg(long, default_value = "Lịch họp và giấy mời")]
    pub(super) title: String,
    /// Địa chỉ sẽ đăng / the address it will have
    #[arg(long, default_value = "https://lich.example.vn", value_name = "URL")]
    pub(super) url: String,
}

#[derive(Args)]
pub(super) struct New {
    /// Tên tệp dưới content/, không cần .md / file name under content/, without .md
    pub(super) name: String,
    /// Tên loại viết tắt: GM, KH, LCT, TB … / document type
    #[arg(long = "type", default_value = "GM", value_name = "TYPE")]
    pub(super) document_type: String,
    /// Số, ký hiệu như in / number as printed
    #[arg(long)]
    pub(super) number: Option<String>,
    /// Ngày ban hành / date of issue
    #[arg(long, value_name = "DATE")]
    pub(super) issued: Option<Date>,
    /// Cơ quan ban hành / the issuing body
    #[arg(long)]
    pub(super) issuer: Option<String>,
    /// Cấp: central, province, district, commune / level
    #[arg(long)]
    pub(super) level: Option<String>,
    /// Trích yếu / title
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Ngày họp / day of the meeting
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<Date>,
    /// Giờ bắt đầu / start
    #[arg(long, value_name = "HH:MM")]
    pub(super) start: Option<String>,
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// Cách in / how to print
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    pub(super) format: Format,
    /// Sửa những gì chắc chắn (NFC, thiếu `published`, thứ tự khóa, khoảng trắng) rồi kiểm tra / mend what is certain, then check
    #[arg(long)]
    pub(super) fix: bool,
    /// Với --fix: chỉ in các dòng sẽ đổi / with --fix: only print the lines that would change
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the line and a caret
    Text,
    /// One JSON object per finding and line
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
    /// GitHub workflow commands
    Github,
    /// A GitLab Code Quality report
    Gitlab,
}

#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// Thư mục đăng; mặc định là public/ trong --root / where to publish
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) moment: MomentOptions,
    /// Ghi đè tệp lạ nằm đúng chỗ trang của cổng / overwrite files in the way that the tool did not make
    #[arg(long)]
    pub(super) force: bool,
    /// Dừng khi sự kiện đã đăng bị sửa mà chưa ghi điều chỉnh / stop where a published event changed without a revision
    #[arg(long)]
    pub(super) strict: bool,
    /// Dựng lại mọi trang, không dùng lại gì / render every page anew
    #[arg(long)]
    pub(super) fresh: bool,
    /// Tóm tắt lần dựng bằng một đối tượng JSON / sum the build up as one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// The moment a portal is of; the clock's where none is given.
#[derive(Args, Clone, Copy)]
pub(super) struct MomentOptions {
    /// Dựng cổng như vào cuối ngày này / build the portal as of the end of this day
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<Date>,
    /// Dựng cổng như vào lúc này, giờ của cổng / build the portal as of this moment, in the site's zone
    #[arg(long, value_name = "DATETIME", conflicts_with = "today")]
    pub(super) now: Option<DateTime>,
}

#[cfg(feature = "serve")]
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    #[command(flatten)]
    pub(super) moment: MomentOptions,
    /// Cổng mạng; mặc định là cổng trống đầu tiên từ 1945 / the port; the first free one from 1945 by default
    #[arg(long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Mở trình duyệt / open a browser
    #[arg(long)]
    pub(super) open: bool,
}

#[cfg(feature = "serve")]
#[derive(Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// Thư mục đăng; mặc định là public/ trong --root / where to publish
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Ghi đè tệp lạ nằm đúng chỗ trang của cổng / overwrite files in the way that the tool did not make
    #[arg(long)]
    pub(super) force: bool,
    /// Chưa đăng khi sự kiện đã đăng bị sửa mà chưa ghi điều chỉnh / hold where a published event changed without a revision
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Args)]
pub(super) struct Diff {
    /// TỪ..ĐẾN, hoặc TỪ để so với tệp trên máy; mặc định HEAD / FROM..TO, or FROM against the files on disk
    #[arg(value_name = "REV..REV")]
    pub(super) revisions: Option<String>,
    /// So với phần đã `git add` / against what is staged
    #[arg(long)]
    pub(super) staged: bool,
    /// Chỉ những gì liên quan tới cấp này / only what concerns this level
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<String>,
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// Cách in / how to print
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    pub(super) format: DiffFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For a commit message or a chat
    Text,
    /// One JSON object
    Json,
    /// For where Markdown is shown
    Markdown,
}

#[derive(Args)]
pub(super) struct Deploy {
    /// Thư mục, người@máy:/thư/mục (rsync qua ssh), hay s3://kho/thư-mục / where to send
    pub(super) target: String,
    /// Thư mục đã dựng; mặc định là public/ trong --root / the built folder
    #[arg(long, value_name = "DIR")]
    pub(super) from: Option<PathBuf>,
    /// Chỉ in sẽ gửi, sẽ gỡ gì / only print what would be sent and removed
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Ghi đè tệp lạ ở nơi nhận nằm đúng chỗ / overwrite files in the way that niemyet did not send
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Args)]
pub(super) struct Workflow {
    /// Cho nơi nào / for whom
    pub(super) kind: WorkflowKind,
    /// Ghi vào chỗ quen dùng thay vì in ra / write to the usual path instead of printing
    #[arg(long)]
    pub(super) write: bool,
    /// Với --write: thư mục thay cho gốc của kho / with --write: a folder instead of the repository's top
    #[arg(long, value_name = "DIR", requires = "write")]
    pub(super) out: Option<PathBuf>,
    /// Nhánh được đăng; mặc định là nhánh đang dùng / the branch that is published
    #[arg(long, value_name = "NAME")]
    pub(super) branch: Option<String>,
    /// Kho git để cài niemyet; mặc định từ crates.io / a git repository to install niemyet from
    #[arg(long, value_name = "URL")]
    pub(super) source: Option<String>,
    /// systemd: kho trần đã cài hook / systemd: the bare repository with the hooks
    #[arg(long, value_name = "DIR")]
    pub(super) repository: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WorkflowKind {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
    /// Gitea Actions
    Gitea,
    /// Forgejo Actions
    Forgejo,
    /// A service and a timer
    Systemd,
}

#[derive(Subcommand)]
pub(super) enum Hook {
    /// Cài hook: pre-commit ở bản sao, pre-receive và post-receive ở kho trần / install the hooks
    Install(InstallHook),
    /// Gỡ các hook của niemyet, trả lại hook cũ / remove the hooks and put former ones back
    Uninstall(Repository),
    /// Hook nào đang có, đăng nhánh nào vào đâu, đã đăng lần ghi nào / what is installed and published
    Status(Repository),
    /// Đăng ngay đầu nhánh, như khi nhận / publish the branch now, as a push does
    Publish(Repository),
    /// Hook gọi lệnh này / what the hooks call
    #[command(hide = true)]
    Run {
        /// pre-commit, pre-receive, post-receive
        name: String,
        /// What git hands to the hook
        arguments: Vec<OsString>,
    },
}

#[derive(Args)]
pub(super) struct Repository {
    /// Kho git; mặc định là --root / the git repository
    #[arg(value_name = "REPOSITORY")]
    pub(super) repository: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct InstallHook {
    #[command(flatten)]
    pub(super) repository: Repository,
    /// Kho trần: đăng vào đâu; mặc định cạnh kho: lich.git → lich-public / bare: where to publish
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Kho trần: nhánh được đăng; mặc định là HEAD / bare: the branch that is published
    #[arg(long, value_name = "NAME")]
    pub(super) branch: Option<String>,
    /// Thư mục chứa content/ trong kho; mặc định tự tìm / the site's folder inside the repository
    #[arg(long, value_name = "FOLDER")]
    pub(super) site: Option<String>,
    /// Cho ai: public hay internal; mặc định theo site.toml / for whom
    #[arg(long, value_name = "AUDIENCE")]
    pub(super) audience: Option<AudienceWord>,
    /// Giữ hook đang có, chạy nó trước / keep hooks that are there and run them first
    #[arg(long)]
    pub(super) chain: bool,
}

#[derive(Args)]
pub(super) struct SiteOptions {
    /// Cho ai: public hay internal; mặc định theo site.toml / for whom
    #[arg(long, value_name = "AUDIENCE")]
    pub(super) audience: Option<AudienceWord>,
}

#[derive(Args)]
pub(super) struct Schema {
    /// Của tệp nào / of which file
    #[arg(default_value = "notice", value_name = "FILE")]
    pub(super) file: WrittenWord,
    /// Ghi mọi lược đồ vào .schema/ và chỉ cho Taplo / write them all, and tell Taplo
    #[arg(long)]
    pub(super) write: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum WrittenWord {
    /// Thông báo / front matter of notices
    Notice,
    /// site.toml
    Site,
    /// units.toml
    Units,
    /// places.toml
    Places,
    /// holidays.toml
    Holidays,
}

impl From<WrittenWord> for WrittenFile {
    fn from(word: WrittenWord) -> Self {
        match word {
            WrittenWord::Notice => Self::Notice,
            WrittenWord::Site => Self::Site,
            WrittenWord::Units => Self::Units,
            WrittenWord::Places => Self::Places,
            WrittenWord::Holidays => Self::Holidays,
        }
    }
}

#[derive(Args)]
pub(super) struct Revise {
    /// Tệp thông báo / the notice file
    pub(super) file: PathBuf,
    /// Đã sửa gì / what changed
    #[arg(short, long, value_name = "NOTE")]
    pub(super) message: String,
    /// Lúc sửa; mặc định là bây giờ / when; now by default
    #[arg(long, value_name = "DATETIME")]
    pub(super) at: Option<DateTime>,
}

#[derive(Args)]
pub(super) struct Search {
    /// Từ, số ký hiệu, ngày, nơi họp, có dấu hay không / words, a number, a date, a place
    #[arg(required_unless_present_any = ["level", "kind", "issuer", "year", "status"])]
    query: Vec<String>,
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// Tìm trong cổng đã đăng ở thư mục này thay vì trong các tệp / search the portal published there, not the files
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Cấp / level: central, province, district, commune
    #[arg(long)]
    pub(super) level: Option<String>,
    /// Dạng tin / kind: invitation, plan, agenda, schedule, notice, conclusion
    #[arg(long)]
    pub(super) kind: Option<String>,
    /// Cơ quan ban hành, hoặc một phần tên / the issuing body, or a part of its name
    #[arg(long)]
    pub(super) issuer: Option<String>,
    /// Năm / year
    #[arg(long)]
    pub(super) year: Option<String>,
    /// Tình trạng / status: upcoming, ongoing, past, postponed, cancelled, replaced
    #[arg(long)]
    pub(super) status: Option<String>,
    /// In nhiều nhất bao nhiêu / how many to print
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(super) limit: usize,
    /// Cách in / how to print
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    pub(super) format: ResultFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ResultFormat {
    /// For people
    Text,
    /// One JSON object per result and line
    Json,
}

impl Search {
    /// What is searched for: its words need no quotation marks.
    pub(super) fn text(&self) -> String {
        self.query.join(" ")
    }
}

impl Global {
    /// The request these options make.
    pub(super) fn request(&self, site: &SiteOptions) -> Request {
        Request {
            root: self.root.clone(),
            audience: site.audience.map(Into::into),
            language: self.lang.map(Into::into),
        }
    }
}
