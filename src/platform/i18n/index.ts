export { fold } from './fold.js';
export { verbatim, word, type Sentence, type Text } from './text.js';
export { displayDuration } from './duration.js';
