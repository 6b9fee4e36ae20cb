export * from './access.js';
export * from './board.js';
export * from './center.js';
export * from './common.js';
export * from './device.js';
export * from './policies.js';
export * from './reports.js';
export * from './ticket.js';
