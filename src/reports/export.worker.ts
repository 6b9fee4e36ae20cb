import 'reflect-metadata';
import { type DatabasePlace, openReadOnly } from '../platform/database/index.js';
import { jobOfThisThread, writeInThisThread } from '../platform/threads/index.js';
import { type ExportRequest, writeTable } from './export-tables.js';

/** Writes tables beside the event loop (decision 19), on a connection of its own. */
const { port, job } = jobOfThisThread<DatabasePlace>();
const { reader } = await openReadOnly(job);
writeInThisThread<ExportRequest>(port, (request) => writeTable(reader, request));
