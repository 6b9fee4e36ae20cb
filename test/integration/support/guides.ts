import type { GuideView } from '../../../src/contracts/api/index.js';
import type { Answer, Caller, TestApp } from '../../factories/app.js';

/** A text that is right in every field; a spec changes what it is about. */
export const guideText = (over: object = {}): object => ({
  titleVi: 'Máy quét không quét',
  bodyVi: '1. **Bật** máy quét.',
  keywords: 'máy quét, scan',
  category: 'printer',
  program: null,
  state: 'published',
  ...over,
});

export const newGuide = (app: TestApp, as: Caller, over: object = {}): Promise<Answer<GuideView>> =>
  app.post<GuideView>('/api/v1/guides', guideText(over), as);

export const guideOf = async (app: TestApp, slug: string, as: Caller): Promise<GuideView> =>
  (await app.get<GuideView>(`/api/v1/guides/${slug}`, as)).body;

/** Saves with everything as it is but what `over` says. */
export async function saveGuide(
  app: TestApp,
  slug: string,
  as: Caller,
  over: object = {},
): Promise<Answer<GuideView>> {
  const { text, category, program, state, version } = await guideOf(app, slug, as);
  const asked = { ...text, category, program: program?.id ?? null, state, version, ...over };
  return app.post<GuideView>(`/api/v1/guides/${slug}`, asked, as);
}
