export * from './personal-numbers.js';
