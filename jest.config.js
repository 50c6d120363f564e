export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-strip-types.mjs' },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  reporters: ['default', '<rootDir>/scripts/jest-closing-line.mjs'],
  maxWorkers: 2,
  // Modules of a test file stay in a worker's memory; one that has many is replaced before it runs out.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 60_000,
};
