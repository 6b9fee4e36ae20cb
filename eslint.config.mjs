import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { callbackLength } from './setup/eslint-callback-length.mjs';

const tests = ['test/**/*.{ts,mjs}', '**/*.spec.{ts,mjs}', '**/testing/**/*.ts'];

/** Time is handed in; these are the back doors. */
const clock =
  'Take `now` or a clock as an argument: only src/platform/clock and agent/runtime read the time or set timers.';
const noClock = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'performance'].map((name) => ({ name, message: clock })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: clock },
    { object: 'process', property: 'hrtime', message: clock },
    ...['setTimeout', 'setInterval', 'performance'].map((property) => ({
      object: 'globalThis',
      property,
      message: clock,
    })),
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: ['timers', 'timers/promises', 'perf_hooks'].flatMap((name) => [
        { name, message: clock },
        { name: `node:${name}`, message: clock },
      ]),
    },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
    { selector: "CallExpression[callee.name='Date']", message: clock },
  ],
};

/** A test that does not run is not a test. */
const noSkippedTests = {
  'no-restricted-properties': [
    'error',
    ...['describe', 'it', 'test'].flatMap((object) =>
      ['only', 'skip', 'todo', 'failing'].map((property) => ({
        object,
        property,
        message: 'Every committed test runs and passes.',
      })),
    ),
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'CallExpression[callee.name=/^(fit|fdescribe|ftest|xit|xdescribe|xtest)$/]',
      message: 'Every committed test runs and passes.',
    },
  ],
};

const sizes = (lines, functionLines) => ({
  'max-lines': ['error', { max: lines, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': [
    'error',
    { max: functionLines, skipBlankLines: true, skipComments: true, IIFEs: true },
  ],
});

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '.cache/', 'test-results/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    // Plain scripts: node's own names are globals, and there is no type information.
    files: ['**/*.{js,mjs,cjs}'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A file with decorators is left alone: there the import of a constructor's type is what injection reads.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // An interface may promise more than one of its implementations needs.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-redeclare': 'off',
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,svelte}', 'agent/**/*.{ts,mjs,js}'],
    rules: sizes(300, 60),
  },
  {
    files: ['src/**/*.ts', 'agent/**/*.ts'],
    ignores: [
      'src/platform/clock/**',
      'src/web/**',
      'agent/runtime/**',
      'agent/browser-extension/**',
      ...tests,
    ],
    rules: noClock,
  },
  svelte.configs.recommended,
  {
    files: ['src/web/**/*.{svelte,svelte.ts}'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // svelte-check knows the types of components; the parser here sees them as `any`.
      'no-undef': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: tests,
    plugins: { trucban: { rules: { 'callback-length': callbackLength } } },
    rules: {
      ...noSkippedTests,
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'trucban/callback-length': ['error', { max: 80 }],
      // Answers of servers and processes are read as they came.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
