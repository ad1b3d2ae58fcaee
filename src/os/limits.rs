//! What a process may take from the machine, given up by itself before it touches anything hostile.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// How much a process may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of processor time.
    pub cpu_seconds: u64,
    /// File descriptors open at once.
    pub open_files: u64,
}

/// Binds the process this is called in: raised group rights go, no new privileges come, and memory, processor time and
/// files are limited; it can write no file, leave no core and start no process. Nothing of this can be taken back.
///
/// To be called before the first thread is started, because Linux keeps group rights by thread.
///
/// # Errors
/// A binding that this system refuses. The process must then not go on.
pub fn confine(limits: Limits) -> io::Result<()> {
    give_up_group()?;
    refuse_new_privileges()?;
    limit(Resource::Core, 0, 0)?;
    limit(Resource::Fsize, 0, 0)?;
    limit(Resource::Nproc, 0, 0)?;
    limit(Resource::Nofile, limits.open_files, limits.open_files)?;
    // The soft limit ends in SIGXCPU, which tells the parent why; the hard one a second later cannot be caught.
    limit(Resource::Cpu, limits.cpu_seconds, limits.cpu_seconds + 1)?;
    limit_memory(limits.memory)
}

fn limit(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(soft), maximum: Some(hard) })?)
}

#[cfg(target_os = "linux")]
fn limit_memory(bytes: u64) -> io::Result<()> {
    limit(Resource::As, bytes, bytes)
}

/// Other kernels do not bound the address space; there the processor and wall-clock limits have to do.
#[cfg(not(target_os = "linux"))]
fn limit_memory(bytes: u64) -> io::Result<()> {
    limit(Resource::Data, bytes, bytes).or(Ok(()))
}

#[cfg(target_os = "linux")]
fn give_up_group() -> io::Result<()> {
    let real = rustix::process::getgid();
    Ok(rustix::thread::set_thread_res_gid(real, real, real)?)
}

#[cfg(not(target_os = "linux"))]
fn give_up_group() -> io::Result<()> {
    if rustix::process::getgid() == rustix::process::getegid() {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "raised group rights cannot be given up on this operating system",
    ))
}

#[cfg(target_os = "linux")]
fn refuse_new_privileges() -> io::Result<()> {
    Ok(rustix::thread::set_no_new_privs(true)?)
}

#[cfg(not(target_os = "linux"))]
fn refuse_new_privileges() -> io::Result<()> {
    Ok(())
}
