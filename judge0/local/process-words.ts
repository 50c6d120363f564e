/**
 * How the local judge is started besides its file: a small heap of young objects, and one arena of malloc for all threads.
 * With Node's own settings it would hold a third more memory than it ever uses.
 */
export const nodeWords = ['--max-semi-space-size=1', '--disable-warning=ExperimentalWarning'];

export const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', MALLOC_ARENA_MAX: '1' };
