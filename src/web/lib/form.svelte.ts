import { ApiError } from '../api/client.js';
import { say } from '../i18n/index.svelte.js';

/**
 * A form that is being sent: what is wrong by field, and one sentence when no field is to blame. `check` words what the
 * browser can see; a refusal of the server that names a field is worded by `check`'s own sentence for it if there is one.
 */
export class FormState<Field extends string> {
  errors = $state<Partial<Record<Field, string>>>({});
  refusal = $state('');
  busy = $state(false);

  /** Sends when `check` finds nothing. True after success. */
  async send(check: Partial<Record<Field, string>>, send: () => Promise<unknown>): Promise<boolean> {
    this.refusal = '';
    this.errors = check;
    if (Object.keys(check).length > 0) {
      focusFirstError();
      return false;
    }
    this.busy = true;
    try {
      await send();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#show(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #show(error: ApiError): void {
    if (error.path === null) this.refusal = say(error.sentence);
    else this.errors = { [error.path]: say(error.sentence) } as Partial<Record<Field, string>>;
    // A field that this form does not have would otherwise fail without a word.
    if (error.path !== null && error.code === 'REQUEST_INVALID') this.refusal = say(error.sentence);
    focusFirstError();
  }
}

/** After the page has drawn the errors. */
function focusFirstError(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]')?.focus(),
  );
}
