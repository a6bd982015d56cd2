//! Giving up rights, in the child, before anything was read.

use serde::{Deserialize, Serialize};

use crate::MEMORY_LIMIT;

/// Which of the kernel's means confine the child.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// No file, pipe or socket of the parent is open but the two pipes.
    pub descriptors: bool,
    /// Limits on memory, processor time, files and file size.
    pub limits: bool,
    /// No file can be opened (Landlock).
    pub files: bool,
    /// Only the system calls that reading needs (seccomp).
    pub system_calls: bool,
}

impl Confinement {
    /// Whether everything that this program knows of is in force.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.descriptors && self.limits && self.files && self.system_calls
    }

    /// What is missing, in words for a report; `None` where nothing is.
    #[must_use]
    pub fn missing(self) -> Option<String> {
        let missing: Vec<&str> = [
            (self.descriptors, "closing of inherited files"),
            (self.limits, "resource limits"),
            (self.files, "file access rules (Landlock)"),
            (self.system_calls, "system call filter (seccomp)"),
        ]
        .into_iter()
        .filter_map(|(held, name)| (!held).then_some(name))
        .collect();
        (!missing.is_empty()).then(|| missing.join(", "))
    }
}

/// Confines this process as far as the kernel can, in which nothing is open but its pipes, if
/// `descriptors`.
pub(crate) fn confine(descriptors: bool) -> Confinement {
    Confinement {
        descriptors,
        limits: limits(),
        files: files(),
        system_calls: system_calls(),
    }
}

/// The stack of the main thread grows on demand up to its limit; PDF and HTML nesting needs more
/// than the usual 8 MiB.
const STACK: u64 = 64 << 20;

/// Processor seconds; a second line of defence behind the parent's clock.
const PROCESSOR_SECONDS: u64 = 10;

fn limits() -> bool {
    use rlimit::Resource;
    let lower = |resource: Resource, value: u64| -> bool {
        let hard = resource.get_hard().unwrap_or(rlimit::INFINITY);
        resource.set(value.min(hard), value.min(hard)).is_ok()
    };
    let stack = Resource::STACK
        .get_hard()
        .is_ok_and(|hard| Resource::STACK.set(STACK.min(hard), hard).is_ok());
    stack
        & lower(Resource::AS, MEMORY_LIMIT)
        & lower(Resource::CPU, PROCESSOR_SECONDS)
        & lower(Resource::FSIZE, 0)
        & lower(Resource::CORE, 0)
        & lower(Resource::NOFILE, 8)
}

#[cfg(target_os = "linux")]
fn files() -> bool {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
        RulesetStatus,
    };
    // Everything that ABI 5 knows is handled and nothing is allowed; kernels that know less do as
    // much as they can.
    let restrict = || {
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V5))?
            .create()?
            .restrict_self()
    };
    restrict().is_ok_and(|status: landlock::RestrictionStatus| {
        status.ruleset != RulesetStatus::NotEnforced
    })
}

#[cfg(not(target_os = "linux"))]
fn files() -> bool {
    false
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
fn system_calls() -> bool {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};
    // Memory, the two pipes, time, locks, random seeds for hash maps, and ending. No open, no
    // socket, no exec, no new process. The allocator needs them; without an open file they map only
    // anonymous memory.
    let allowed = [
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_mmap,
        libc::SYS_mprotect,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
    let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else {
        return false;
    };
    let rules = allowed
        .into_iter()
        .map(|number| (number, Vec::new()))
        .collect();
    let filter = SeccompFilter::new(
        rules,
        SeccompAction::KillProcess,
        SeccompAction::Allow,
        arch,
    );
    let program: Option<BpfProgram> = filter.ok().and_then(|filter| filter.try_into().ok());
    program.is_some_and(|program| apply_filter(&program).is_ok())
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
)))]
fn system_calls() -> bool {
    false
}
