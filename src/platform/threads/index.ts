export { jobOfThisThread, startInBackground } from './background.js';
