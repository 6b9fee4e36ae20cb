/** Node runs with --experimental-vm-modules: the sources are pure ESM, as Nest 12 is. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  // A guard against waiting for ever, generous because machines are noisy; timings belong in benchmarks.
  testTimeout: 30_000,
  testMatch: ['**/*.spec.ts'],
  // One PostgreSQL for a whole run, and none where the run is on SQLite.
  globalSetup: './test/factories/postgres.global-setup.mjs',
  globalTeardown: './test/factories/postgres.global-teardown.mjs',
};
