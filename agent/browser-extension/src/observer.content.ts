import {
  ASKS_BEFORE_LEAVING_EVENT,
  DIALOG_EVENT,
  PING,
  PONG,
  WAITING_KINDS,
  type WaitingKind,
} from './page-messages.js';

/** Runs in each frame of a watched page, in the extension's isolated world. It reads nothing of the page. */

const world = globalThis as { trucbanObserver?: boolean };

function tell(waiting: WaitingKind, begins: boolean): void {
  // After an update of the extension this copy is an orphan without a runtime; the new copy speaks instead.
  if (!chrome.runtime?.id) return;
  // No answer is awaited: a dialog stops this thread right after the call.
  chrome.runtime.sendMessage({ waiting, begins }).catch(() => undefined);
}

function onDialog(event: Event): void {
  const [phase, name] = String((event as CustomEvent<unknown>).detail).split(':');
  const kind = WAITING_KINDS.find((known) => known === name);
  if (kind) tell(kind, phase === 'begin');
}

/**
 * "Leave this page?" is announced only when it is really going to open, which is known once every listener of the page
 * has run. So this one moves behind each that the page adds. A page without any gets none from us either: Chrome
 * would have to ask a hung page for leave before the clerk could close it (seen: the tab then does not close).
 */
function listenLastForLeaving(): void {
  window.removeEventListener('beforeunload', announceLeaving);
  window.addEventListener('beforeunload', announceLeaving);
}

function announceLeaving(event: BeforeUnloadEvent): void {
  // Pages still ask the question by setting `returnValue`, deprecated as it is.
  if (!event.defaultPrevented && !event.returnValue) return;
  tell('leaving', true);
  window.addEventListener('pagehide', () => tell('leaving', false), { once: true });
  // Runs only when the clerk chose to stay.
  setTimeout(() => tell('leaving', false), 0);
}

if (!world.trucbanObserver) {
  world.trucbanObserver = true;
  chrome.runtime.onMessage.addListener((message, _sender, answer) => {
    if (message === PING) answer(PONG);
  });
  window.addEventListener(DIALOG_EVENT, onDialog);
  // Ctrl+P does not pass through window.print.
  window.addEventListener('beforeprint', () => tell('printing', true), true);
  window.addEventListener('afterprint', () => tell('printing', false), true);
  window.addEventListener(ASKS_BEFORE_LEAVING_EVENT, listenLastForLeaving);
  document.addEventListener('freeze', () => tell('frozen', true), true);
  document.addEventListener('resume', () => tell('frozen', false), true);
}
