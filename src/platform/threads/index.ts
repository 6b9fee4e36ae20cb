export { jobOfThisThread, startInBackground } from './background.js';
export { builtScript } from './built-script.js';
export { writeInThisThread, WritingThreads } from './writing-threads.js';
