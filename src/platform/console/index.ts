export { commandLines, type CommandLine } from './command-lines.js';
export { table, type AdminWork, type WithServices } from './console.js';
