export * from './carries.js';
export * from './documents.js';
export * from './enrolment.js';
export * from './errors.js';
export * from './policy.js';
export * from './reply.js';
export * from './report.js';
export * from './vocabulary.js';
