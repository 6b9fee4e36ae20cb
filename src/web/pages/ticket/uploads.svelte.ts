import { api, ApiError } from '../../api/client.js';
import { upload } from '../../api/upload.js';
import { say, t } from '../../i18n/index.svelte.js';
import { fitPicture } from '../../lib/picture.js';

/** The server's own limits; it says so itself, but not before the file is across. */
const MOST_FILES = 10;
const MOST_BYTES = 10 * 1024 * 1024;

export interface Upload {
  key: number;
  name: string;
  bytes: number;
  /** How much of it is across, from 0 to 1. */
  share: number;
  /** What the server calls it; null: not there yet. */
  id: number | null;
  error: string;
  stop: () => void;
}

/** Files that go with what is being written: they travel at once, and the entry takes them along. */
export class Uploads {
  list = $state<Upload[]>([]);
  #path: string;
  #keys = 0;

  constructor(ticketId: string) {
    this.#path = `/api/v1/tickets/${ticketId}/uploads`;
  }

  get busy(): boolean {
    return this.list.some(({ id, error }) => id === null && error === '');
  }

  get ids(): number[] {
    return this.list.flatMap(({ id }) => id ?? []);
  }

  async add(files: Iterable<File>): Promise<void> {
    await Promise.all([...files].map((file) => this.#addOne(file)));
  }

  remove(key: number): void {
    const gone = this.list.find((one) => one.key === key);
    this.list = this.list.filter((one) => one.key !== key);
    if (!gone) return;
    if (gone.id === null) gone.stop();
    // What stays behind is forgotten by the server within a day.
    else void api.delete(`${this.#path}/${gone.id}`).catch(() => undefined);
  }

  /** They were sent with the entry. */
  sent(): void {
    this.list = this.list.filter(({ id }) => id === null);
  }

  async #addOne(given: File): Promise<void> {
    this.#keys += 1;
    const key = this.#keys;
    const { name } = given;
    const count = this.list.filter(({ error }) => error === '').length;
    const stop = () => undefined;
    this.list.push({ key, name, bytes: given.size, share: 0, id: null, error: '', stop });
    if (count >= MOST_FILES) return this.#fail(key, t('files.tooMany', { n: MOST_FILES }));
    const file = given.type.startsWith('image/') ? await fitPicture(given) : given;
    if (file.size > MOST_BYTES) return this.#fail(key, t('files.tooLarge'));
    const running = upload(this.#path, file, (share) => this.#change(key, { share }));
    this.#change(key, { bytes: file.size, stop: running.stop });
    try {
      const { id, name: kept, bytes } = await running.done;
      this.#change(key, { id, name: kept, bytes, share: 1 });
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      this.#fail(key, say(failure.sentence));
    }
  }

  #fail(key: number, error: string): void {
    this.#change(key, { error });
  }

  #change(key: number, values: Partial<Upload>): void {
    const one = this.list.find((upload) => upload.key === key);
    if (one) Object.assign(one, values);
  }
}
