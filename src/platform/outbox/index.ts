export { Dispatcher, type EventHandler } from './dispatcher.js';
export { Outbox, type OutboxEvent, type Topic } from './outbox.js';
