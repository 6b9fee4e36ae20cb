import type { PreviewLine, PreviewResult } from '../../../contracts/api/index.js';
import { api, ApiError } from '../../api/client.js';
import { say, t } from '../../i18n/index.svelte.js';

/** A preview that runs on the server: how far it is, what it found, or why not. Starting another ends the one before. */
export class PreviewRun {
  progress = $state.raw<{ done: number; total: number } | null>(null);
  result = $state.raw<PreviewResult | null>(null);
  failure = $state('');
  /** The changes that it was asked about, to tell when they are others by now. */
  asked = $state('');
  #running: AbortController | null = null;

  get busy(): boolean {
    return this.progress !== null;
  }

  get shown(): boolean {
    return this.busy || this.result !== null || this.failure !== '';
  }

  async start(changes: Readonly<Record<string, string | null>>): Promise<void> {
    this.close();
    const running = new AbortController();
    this.#running = running;
    this.asked = JSON.stringify(changes);
    this.progress = { done: 0, total: 0 };
    try {
      const lines = api.lines<PreviewLine>('/api/v1/policies/preview', { changes }, running.signal);
      for await (const line of lines) {
        if ('result' in line) this.result = line.result;
        else this.progress = line;
      }
      if (!this.result) this.failure = t('preview.broken');
    } catch (error) {
      if (running.signal.aborted) return;
      this.failure = error instanceof ApiError ? say(error.sentence) : t('preview.broken');
    }
    this.progress = null;
  }

  /** Stops what runs, on the server too, and forgets what was found. */
  close(): void {
    this.#running?.abort();
    this.#running = null;
    this.progress = null;
    this.result = null;
    this.failure = '';
  }
}
