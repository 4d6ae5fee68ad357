//! The binary: hands the arguments to the library and returns its exit code.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    niemyet::cli::run(std::env::args_os())
}
