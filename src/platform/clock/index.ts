export * from './clock.js';
export { nextTurn } from './next-turn.js';
