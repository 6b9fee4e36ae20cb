import 'reflect-metadata';
import { type DatabasePlace, openReadOnly } from '../../platform/database/index.js';
import { jobOfThisThread, writeInThisThread } from '../../platform/threads/index.js';
import { previewLines } from './preview.js';
import type { PreviewRequest } from './recorded.js';

/** Replays weeks beside the event loop (decision 19), on a connection of its own. */
const { port, job } = jobOfThisThread<DatabasePlace>();
const { reader } = await openReadOnly(job);
writeInThisThread<PreviewRequest>(port, (request) => previewLines(reader, request));
