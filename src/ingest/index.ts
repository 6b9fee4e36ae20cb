export type { AcceptedReport, Beat } from './domain/accepted-report.js';
export { BeatJournal, type JournalLine } from './beat-journal.js';
export { IngestModule } from './ingest.module.js';
