//! What is wrong with a portal that `site.toml` names as a source: told at its `from`.

use super::joined::Joining;
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::site::SourcePortal;

impl Joining<'_> {
    pub(super) fn no_folder(&self, error: &std::io::Error) -> Box<Problem> {
        let message = say!("không mở được thư mục: {error}", "no such folder: {error}");
        self.unusable(
            message,
            say!(
                "ghi thư mục `public` của cổng ấy, tính từ thư mục chứa `content/`; chưa có bản sao thì bỏ `[[source]]` này",
                "name that portal's `public` folder, seen from the folder that holds `content/`; where there is no copy yet, take this `[[source]]` out"
            ),
        )
    }

    pub(super) fn no_index(&self, error: &std::io::Error) -> Box<Problem> {
        let message = say!(
            "không có cổng nào được đăng ở đây: `api/v1/index.json`: {error}",
            "no portal is published here: `api/v1/index.json`: {error}"
        );
        self.unusable(message, self.copy_again())
    }

    pub(super) fn broken_index(&self, error: &serde_json::Error) -> Box<Problem> {
        let message = say!(
            "`api/v1/index.json` hỏng: {error}",
            "`api/v1/index.json` is broken: {error}"
        );
        self.unusable(message, self.copy_again())
    }

    pub(super) fn too_old(&self) -> Box<Problem> {
        let message = say!(
            "`api/v1/index.json` không ghi địa chỉ của cổng",
            "`api/v1/index.json` does not give the address of its portal"
        );
        let help = say!(
            "cổng ấy cần được dựng lại bằng bản niemyet mới",
            "that portal must be built anew by a newer niemyet"
        );
        self.unusable(message, help)
    }

    pub(super) fn itself(&self) -> Box<Problem> {
        let message = say!("đây là chính cổng này", "this is the portal itself");
        let help = say!(
            "ghi thư mục của cổng khác, hoặc bỏ `[[source]]` này",
            "name the folder of another portal, or take this `[[source]]` out"
        );
        self.unusable(message, help)
    }

    pub(super) fn other_zone(&self, zone: &str) -> Box<Problem> {
        let message = say!(
            "cổng ấy theo múi giờ `{zone}`: giờ họp sẽ sai",
            "that portal is in the zone `{zone}`: its hours would be wrong here"
        );
        let help = say!(
            "hai cổng phải cùng `time_zone`",
            "both portals need the same `time_zone`"
        );
        self.unusable(message, help)
    }

    fn copy_again(&self) -> Bilingual {
        say!(
            "chép lại cả thư mục đã đăng của cổng ấy",
            "copy that portal's published folder again, as a whole"
        )
    }

    fn unusable(&self, message: Bilingual, help: Bilingual) -> Box<Problem> {
        let SourcePortal { table, from, .. } = self.portal;
        let problem = Problem::new(Code::SourceUnusable, table, from.span, message);
        Box::new(problem.help(help))
    }
}
