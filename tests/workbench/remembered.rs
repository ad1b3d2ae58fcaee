//! What a user has seen is a witness outside the file.

use riskward::workbench::{Settings, Workbench};

use crate::register::{sample, settings};

/// A register that is put back to an older copy is noticed by whoever saw the newer one.
#[test]
fn a_register_put_back_to_an_older_state_is_noticed() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("register.db");
    let settings =
        Settings { state_directory: Some(directory.path().join("state")), ..settings(path.clone()) };
    let mut workbench = Workbench::open(settings.clone()).unwrap();
    workbench.look_over().unwrap();
    let older = directory.path().join("older.db");
    workbench.backup(&older).unwrap();
    workbench.load(&sample("patient-monitor")).unwrap();
    workbench.look_over().unwrap();
    drop(workbench);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
    }
    std::fs::rename(&older, &path).unwrap();
    let trouble = Workbench::open(settings).unwrap().look_over().unwrap_err();
    assert!(trouble.because.contains("which you have seen"), "{trouble}");
}
