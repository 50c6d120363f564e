/** The numbers of one architecture, from the kernel's tables. */
export interface SyscallNumbers {
  /** AUDIT_ARCH_… of linux/audit.h. */
  readonly audit: number;
  /** First number of a second table of the same architecture (x32), or null. */
  readonly otherTable: number | null;
  readonly clone: number;
  readonly clone3: number;
  readonly ioctl: number;
  readonly socket: number;
  /** Calls that no program of a course needs, and through which boxes have been left before. */
  readonly denied: readonly number[];
}

/** Number on x64, number on arm64; null where the call does not exist. */
const denied: Readonly<Record<string, readonly [number, number | null]>> = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  unshare: [272, 97],
  setns: [308, 268],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  syslog: [103, 116],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  iopl: [172, null],
  ioperm: [173, null],
  personality: [135, 92],
  vmsplice: [278, 75],
  lookup_dcookie: [212, 18],
  mbind: [237, 235],
  set_mempolicy: [238, 237],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
  memfd_secret: [447, 447],
};

const deniedOn = (column: 0 | 1) => Object.values(denied).flatMap((numbers) => numbers[column] ?? []);

/** By `process.arch`. */
export const syscallNumbers: Readonly<Record<string, SyscallNumbers>> = {
  x64: {
    audit: 0xc000_003e,
    otherTable: 0x4000_0000,
    clone: 56,
    clone3: 435,
    ioctl: 16,
    socket: 41,
    denied: deniedOn(0),
  },
  arm64: {
    audit: 0xc000_00b7,
    otherTable: null,
    clone: 220,
    clone3: 435,
    ioctl: 29,
    socket: 198,
    denied: deniedOn(1),
  },
};
