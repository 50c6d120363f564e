/** Where the local judge answers otherwise than the recorded one, and why. `is` is compared instead, as far as it goes. */
export interface Deviation {
  readonly why: string;
  readonly status?: number;
  readonly is: unknown;
}

const unavailable = (id: number) => ({ language_id: [`language with id ${id} doesn't exist`] });

export const deviations: Readonly<Record<string, Deviation>> = {
  'network-on': {
    why: 'No program gets a network; who asks for one is told, instead of running without.',
    status: 422,
    is: { enable_network: ['enabling network is not allowed'] },
  },
  'read-passwd': {
    why: 'A box shows nothing of the machine but /usr, so there is no /etc/passwd.',
    is: { status: { id: 11, description: 'Runtime Error (NZEC)' }, message: 'Exited with error status 1' },
  },
  bash: {
    why: 'Recorded on a machine whose environment was not ASCII; that of a box is.',
    is: { status: { id: 3, description: 'Accepted' }, message: null },
  },
  'bad-interpreter': {
    why: 'A language whose compiler is missing is not offered, instead of failing at each use.',
    status: 422,
    is: unavailable(61),
  },
  'bad-interpreter-run': {
    why: 'A language whose interpreter is missing is not offered, instead of failing at each use.',
    status: 422,
    is: unavailable(70),
  },
  'get-isolate': {
    why: 'There is no isolate; the page says how programs are kept apart here.',
    is: 'Sandbox: full.\n',
  },
};

/** What a busy machine may answer instead of what is recorded, and why. */
export const whenBusy: Readonly<Record<string, Busy>> = {
  'fork-bomb-c': {
    why: 'What the kernel frees late is memory of the box as well, and may run out before the time does.',
    is: { status_id: 11, message: 'Exited with error status 137' },
  },
};

interface Busy extends Deviation {
  readonly is: { readonly status_id: number; readonly message: string };
}

/** What no single answer shows. */
export const furtherDeviations = {
  crossOrigin: 'Judge0 lets scripts of any web page in; this one is for one application on the same machine only.',
  queueSize: 'A course of hundreds hands in at once, and nobody else is served here: 1000 may wait, not 100.',
  callbackTries: 'Judge0 tries three times, and its HTTP library each time once more by itself: six. Here it is three.',
};
