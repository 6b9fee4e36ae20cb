/** Repeats while the component lives and its page is looked at; at once when the page is looked at again. */
export function everyWhile(milliseconds: number, action: () => Promise<void>): void {
  $effect(() => {
    const act = () => {
      if (document.visibilityState === 'visible') void action();
    };
    const timer = setInterval(act, milliseconds);
    document.addEventListener('visibilitychange', act);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', act);
    };
  });
}
