import type { InboxLine } from '../../contracts/api/index.js';
import { say } from '../i18n/index.svelte.js';
import { navigate } from './router.svelte.js';

/** More than these at once is a heap that nobody reads; the bell has them all. */
const MOST = 3;

/** `impossible`: this browser, or a page that is not on https. */
export type NoticePermission = NotificationPermission | 'impossible';

export function permission(): NoticePermission {
  return 'Notification' in window && window.isSecureContext ? Notification.permission : 'impossible';
}

/** After a press of a button only: browsers remember a no for ever. */
export async function askPermission(): Promise<NoticePermission> {
  return 'Notification' in window ? Notification.requestPermission() : 'impossible';
}

/**
 * Shows what came after the last that was shown in this browser, each once: the mark moves before the notice appears, so that
 * neither another tab nor a reload shows it again. What was there before the first look is old.
 */
export function showNew(userId: number, rows: readonly InboxLine[], read: (id: number) => void): void {
  const mark = `trucban.notified.${userId}`;
  const latest = rows[0]?.id ?? 0;
  const before = Number(localStorage.getItem(mark) ?? NaN);
  localStorage.setItem(mark, String(Math.max(latest, Number.isNaN(before) ? 0 : before)));
  if (Number.isNaN(before) || permission() !== 'granted') return;
  const fresh = rows.filter(({ id, read: isRead }) => id > before && !isRead);
  for (const line of fresh.slice(0, MOST).reverse()) show(line, read);
}

function show(line: InboxLine, read: (id: number) => void): void {
  const { id, number, title, place, what, ticketId, urgent } = line;
  try {
    const notice = new Notification(`${say(what)} · ${number}`, {
      body: `${say(title)}\n${place}`,
      tag: `trucban-${id}`,
      icon: '/favicon.svg',
      requireInteraction: urgent,
    });
    notice.onclick = () => {
      window.focus();
      read(id);
      navigate(`/tickets/${ticketId}`);
      notice.close();
    };
  } catch (error) {
    // Chromium on Android lets only service workers show notices; the bell is there all the same.
    if (!(error instanceof TypeError)) throw error;
  }
}
