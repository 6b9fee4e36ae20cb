import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { htmlOf } from './guide-markdown.js';
import { readShippedGuides, shippedGuide } from './shipped-guides.js';

const PICTURES = fileURLToPath(new URL('../../web/public', import.meta.url));

describe('the guides that come with the software', () => {
  it('are twelve, each in both languages, with steps, and with words to find it by', async () => {
    const guides = await readShippedGuides();
    expect(guides).toHaveLength(12);
    for (const { titleEn, bodyVi, bodyEn, keywords } of guides) {
      expect(titleEn).not.toBe('');
      expect(keywords.split(',').length).toBeGreaterThan(3);
      expect(htmlOf(bodyVi)).toContain('<ol>');
      expect(htmlOf(bodyEn)).toContain('<h2>');
    }
  });

  it('show pictures that there are, and lead to guides that there are', async () => {
    const guides = await readShippedGuides();
    const html = guides.map(({ bodyVi, bodyEn }) => htmlOf(bodyVi) + htmlOf(bodyEn)).join('');
    const pictures = [...html.matchAll(/<img src="([^"]+)" alt="([^"]*)"/g)];
    expect(pictures.length).toBeGreaterThan(10);
    for (const [, path, alt] of pictures) {
      expect(existsSync(PICTURES + path!)).toBe(true);
      expect(alt!.length).toBeGreaterThan(10);
    }
    const links = [...html.matchAll(/href="\/guides\/([^"]+)"/g)].map(([, slug]) => slug);
    expect(links.length).toBeGreaterThan(3);
    expect(guides.map(({ slug }) => slug)).toEqual(expect.arrayContaining(links));
  });

  it('name a file that cannot be read', () => {
    expect(() => shippedGuide('a.md', 'no front matter')).toThrow('shipped guide a.md: the file must open');
    expect(() => shippedGuide('a.md', '---\ntitle: A\nversion: 0\ncategory: x\n---\nb')).toThrow('a.md');
  });
});

describe('Markdown of an author', () => {
  it.each([
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['[x](javascript:alert(1))'],
    ['[x](JaVaScRiPt&#58;alert(1))'],
    ['[x](data:text/html;base64,PHNjcmlwdD4=)'],
    ['[x](vbscript:x)'],
    ['![x](javascript:alert(1))'],
    ['![x](https://elsewhere.test/a.png)'],
    ['![x](data:image/svg+xml;base64,PHN2Zz4=)'],
    ['![x](//elsewhere.test/a.png)'],
    ['[x](//elsewhere.test)'],
    ['[x](/\\elsewhere.test)'],
    ['<javascript:alert(1)>'],
    ['![x" onerror="alert(1)](/guide-pictures/a.svg"onerror="alert)'],
  ])('does nothing with %s', (hostile) => {
    const html = htmlOf(hostile);
    expect(html).not.toMatch(
      /<script|<img(?! src="\/guide-pictures)|javascript:[^<]*"|href="(?!https?:|\/[^/\\]|#)/i,
    );
    expect(html.replace(/<[^>]*>/g, (tag) => tag.replace(/"[^"]*"/g, ''))).not.toMatch(/<[^>]* on\w+=/i);
  });

  it('keeps what guides are made of, opens links beside the page, and has one title a page', () => {
    const html = htmlOf('# A\n\n1. **B**\n\n> C\n\n[D](/guides/e) ![F](/guide-pictures/g.svg)');
    expect(html).toContain('<h2>A</h2>');
    expect(html).toContain('<li><strong>B</strong></li>');
    expect(html).toContain('<a href="/guides/e" target="_blank" rel="noopener">D</a>');
    expect(html).toContain('<img src="/guide-pictures/g.svg" alt="F" loading="lazy">');
  });
});
