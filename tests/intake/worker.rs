//! The worker as a process: what it binds itself to, and how it answers.

use std::process::{Command, Stdio};

use riskward::{
    catalog::Catalogue,
    intake::{self, IntakeError, WORKER_ARGUMENT},
};

use crate::{program, read};

#[test]
fn a_file_reads_the_same_in_the_child() {
    for bytes in [b"ALOF-1,q,Yes,x\nALOF-2,q,No,\n".as_slice(), b"nothing", b"", b"%PDF"] {
        assert_eq!(intake::read_in_child(program(), Catalogue::embedded(), bytes), read(bytes));
    }
}

#[test]
fn too_large_a_file_does_not_reach_the_child() {
    let bytes = vec![b'x'; 20 * 1024 * 1024 + 1];
    let error =
        intake::read_in_child(std::path::Path::new("/nowhere"), Catalogue::embedded(), &bytes).unwrap_err();
    assert!(matches!(error, IntakeError::TooLarge { .. }), "{error}");
}

#[test]
fn a_program_that_is_no_worker_is_told() {
    let error =
        intake::read_in_child(std::path::Path::new("/bin/true"), Catalogue::embedded(), b"x").unwrap_err();
    assert!(error.to_string().contains("broken way"), "{error}");
}

/// The child waits for its file; by then it must be bound.
#[cfg(target_os = "linux")]
#[test]
fn the_worker_binds_itself_before_it_reads() {
    let mut child = Command::new(program())
        .arg(WORKER_ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let proc = |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap();
    let limit = |limits: &str, name: &str| -> Vec<String> {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
        line[name.len()..].split_whitespace().take(2).map(str::to_owned).collect()
    };
    let memory = (512u64 * 1024 * 1024).to_string();
    // The memory limit is the last that is set.
    while limit(&proc("limits"), "Max address space") != [memory.as_str(), memory.as_str()] {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let limits = proc("limits");
    assert_eq!(limit(&limits, "Max cpu time"), ["10", "11"]);
    assert_eq!(limit(&limits, "Max open files"), ["16", "16"]);
    for name in ["Max core file size", "Max file size", "Max processes"] {
        assert_eq!(limit(&limits, name), ["0", "0"], "{name}");
    }
    let status = proc("status");
    assert!(status.lines().any(|line| line.split_whitespace().eq(["NoNewPrivs:", "1"])), "{status}");
    child.kill().unwrap();
    child.wait().unwrap();
}
