import { ASKS_BEFORE_LEAVING_EVENT, DIALOG_EVENT } from './page-messages.js';

/**
 * Runs in the page's own world before any of its scripts. `alert`, `confirm`, `prompt` and `print` stop the page's
 * thread exactly as an endless loop does; so each announces itself before it opens and after it closes. Event
 * dispatch is synchronous, and the isolated script hands the notice to the browser process before the thread stops.
 */
const INSTALLED = Symbol.for('trucban.dialogs');
const DIALOGS = ['alert', 'confirm', 'prompt', 'print'] as const;

function announceAround(name: (typeof DIALOGS)[number]): void {
  const original: unknown = Reflect.get(window, name);
  if (typeof original !== 'function') return;
  const announce = (phase: 'begin' | 'end') =>
    window.dispatchEvent(new CustomEvent(DIALOG_EVENT, { detail: `${phase}:${name}` }));
  const wrapped = {
    [name](...args: unknown[]) {
      announce('begin');
      try {
        return Reflect.apply(original, window, args) as unknown;
      } finally {
        announce('end');
      }
    },
  }[name];
  Object.defineProperty(window, name, {
    value: wrapped,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Both ways in which a script can ask "Leave this page?". The window's own property leaves all other targets alone. */
function announceLeaveQuestions(): void {
  const announce = () => window.dispatchEvent(new Event(ASKS_BEFORE_LEAVING_EVENT));
  const addEventListener = function (this: unknown, ...args: Parameters<EventTarget['addEventListener']>) {
    // Looked up at each call: the page's framework may have replaced it since.
    EventTarget.prototype.addEventListener.apply((this as EventTarget | undefined) ?? window, args);
    if (args[0] === 'beforeunload') announce();
  };
  Object.defineProperty(window, 'addEventListener', {
    value: addEventListener,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  const handler = Object.getOwnPropertyDescriptor(window, 'onbeforeunload');
  const set: unknown = Reflect.get(handler ?? {}, 'set');
  if (typeof set !== 'function') return;
  Object.defineProperty(window, 'onbeforeunload', {
    ...handler,
    set(value: unknown) {
      Reflect.apply(set, window, [value]);
      if (value) announce();
    },
  });
}

if (!(INSTALLED in window)) {
  Object.defineProperty(window, INSTALLED, { value: true });
  DIALOGS.forEach(announceAround);
  announceLeaveQuestions();
}
