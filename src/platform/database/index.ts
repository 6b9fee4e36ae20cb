export * from './columns.js';
export { DatabaseModule } from './database.module.js';
export type { AppendBatch, AppendColumn, SqlValue } from './dialect/dialect.js';
export { forgetInSlices, forgetOlder, inSlices, listOf, ROWS_PER_SLICE } from './forget.js';
export { type DatabasePlace, openReadOnly, type ReadOnlyDatabase } from './read-only.js';
export { Reader } from './reader.js';
export { ScratchDatabase } from './scratch-database.js';
export { Transaction, UnitOfWork } from './unit-of-work.js';
