export { type ScenarioResult, playFile } from './play-file.js';
export { scenarioCommand } from './scenario.command.js';
export { scratchFolder } from './scratch-folder.js';
export type { Boot, ScratchData } from './play/world.js';
