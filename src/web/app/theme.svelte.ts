const STORED_AS = 'trucban.theme';

/** `system`: as the PC or phone is set. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** When the dark colours hold; styles/tokens.css knows the first alone. */
const DARK_WHEN: Readonly<Record<Theme, string>> = {
  system: '(prefers-color-scheme: dark)',
  light: 'not all',
  dark: 'all',
};

class Chosen {
  theme = $state<Theme>('system');
}
const chosen = new Chosen();

export const theme = (): Theme => chosen.theme;

/** The theme of last time, before a page is drawn. */
export function startTheme(): void {
  try {
    const stored = THEMES.find((one) => one === localStorage.getItem(STORED_AS));
    if (stored !== undefined) show(stored);
  } catch {
    // A browser that keeps nothing: as it is set.
  }
}

export function chooseTheme(theme: Theme): void {
  show(theme);
  try {
    localStorage.setItem(STORED_AS, theme);
  } catch {
    // The choice then lasts as long as the page.
    return;
  }
}

/** The dark colours stand once, behind one condition: it is that which is chosen. */
function show(theme: Theme): void {
  for (const rule of darkRules()) rule.media.mediaText = DARK_WHEN[theme];
  // The bar that a phone draws around the page.
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[data-theme]')) {
    const own = bar.dataset['theme'];
    bar.media = theme === 'system' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all';
  }
  chosen.theme = theme;
}

function darkRules(): CSSMediaRule[] {
  const known = Object.values(DARK_WHEN);
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule)
    .filter(({ media, cssRules }) => known.includes(media.mediaText) && cssRules.length === 1)
    .filter(({ cssRules }) => cssRules[0]?.cssText.startsWith(':root') === true);
}
