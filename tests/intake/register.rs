//! A register in work, into which every file made to harm is imported: what is refused leaves not one byte in it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use riskward::{
    catalog::Catalogue,
    domain::{disclosure::ReadDisclosure, events::Actor, record::sha256_hex, trouble::TroubleKind},
    intake::{self, IntakeError},
    workbench::{CatalogueAtHand, Clock, Ids, Patience, Settings, Workbench, Written},
};

use crate::program;

/// The register of one sample project, and what its file is to stay.
struct Register {
    directory: tempfile::TempDir,
    sha256: String,
    tried: usize,
}

static REGISTER: Mutex<Option<Register>> = Mutex::new(None);

/// What the real worker makes of a file. One that it refuses is imported into the register as well, which must not
/// change.
#[track_caller]
pub(crate) fn answer(bytes: &[u8]) -> Result<ReadDisclosure, IntakeError> {
    let answer = intake::read_in_child(program(), Catalogue::embedded(), bytes);
    if let Err(error) = &answer {
        let mut register = REGISTER.lock().unwrap_or_else(PoisonError::into_inner);
        register.get_or_insert_with(Register::of_a_sample).refuses(bytes, &error.to_string());
    }
    answer
}

impl Register {
    fn of_a_sample() -> Self {
        let mut register = Self { directory: tempfile::tempdir().unwrap(), sha256: String::new(), tried: 0 };
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-projects/infusion-pump");
        let mut workbench = register.open();
        workbench.load(&sample).unwrap();
        let verified = workbench.verify().unwrap();
        assert!(verified.rows > 0 && verified.findings.is_empty(), "{verified:?}");
        drop(workbench);
        register.sha256 = register.digest();
        register
    }

    #[track_caller]
    fn refuses(&mut self, bytes: &[u8], because: &str) {
        let file = self.directory.path().join("disclosure");
        fs::write(&file, bytes).unwrap();
        let mut workbench = self.open();
        let request = workbench.new_request();
        let trouble = workbench.import(&file, Some("ip3"), request).unwrap_err();
        assert_eq!((trouble.kind, trouble.because.as_str()), (TroubleKind::Refused, because));
        drop(workbench);
        assert_eq!(self.digest(), self.sha256, "the register has changed: {because}");
        self.tried += 1;
        println!("{} files refused so far, the register unchanged after each", self.tried);
    }

    fn file(&self) -> PathBuf {
        self.directory.path().join("register.db")
    }

    fn open(&self) -> Workbench {
        Workbench::open(Settings {
            register: self.file(),
            make: true,
            actor: Actor { uid: 1004, name: "m.rossi".into() },
            reader: program().to_owned(),
            catalogue: CatalogueAtHand::default(),
            clock: Clock::System,
            ids: Ids::Random,
            time_zone: "Europe/Rome".into(),
            state_directory: None,
            program: "riskward test".into(),
            patience: Patience::default(),
            written: Written::default(),
        })
        .unwrap()
    }

    /// The SHA-256 of the closed register, which then is one file.
    fn digest(&self) -> String {
        for companion in ["register.db-wal", "register.db-journal"] {
            assert!(!self.directory.path().join(companion).exists(), "{companion} is left");
        }
        sha256_hex(&fs::read(self.file()).unwrap())
    }
}
