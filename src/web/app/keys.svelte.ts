const STORED_AS = 'trucban.keys';

/** Do single keys mean something in this browser? Whoever speaks to the PC, or has a trembling hand, switches them off. */
class Keys {
  on = $state(true);

  constructor() {
    try {
      this.on = localStorage.getItem(STORED_AS) !== 'off';
    } catch {
      this.on = true;
    }
  }

  use(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(STORED_AS, on ? 'on' : 'off');
    } catch {
      // A browser that keeps nothing forgets it with the page.
      return;
    }
  }
}

export const keys = new Keys();
