export { lowerPriorityOfThisThread } from './lower-priority.js';
