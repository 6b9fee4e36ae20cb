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
  testTimeout: 60_000,
  testMatch: ['**/*.spec.ts'],
  // What is made once for a whole run: migrated databases to copy, and a PostgreSQL where the run wants one.
  globalSetup: './test/factories/databases.global-setup.mjs',
  globalTeardown: './test/factories/databases.global-teardown.mjs',
};
