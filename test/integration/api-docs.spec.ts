import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../factories/app.js';

interface Operation {
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { properties: Record<string, object> } }> };
}
let app: TestApp;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  app = await startApp();
  const { body } = await app.request<{ paths: typeof paths }>('GET', '/api/docs/openapi.json');
  ({ paths } = body);
});
afterAll(() => app.close());

describe('the description of the API', () => {
  it.each([
    ['/api/v1/public/centers/{link}/reports', ['name', 'phone', 'category', 'what', 'picture']],
    ['/api/v1/public/report-link', ['category', 'what', 'picture']],
    ['/api/v1/tickets/{id}/uploads', ['file']],
  ])('says what the form of %s has', (path, fields) => {
    const { properties } = paths[path]!['post']!.requestBody!.content['multipart/form-data']!.schema;
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(fields));
  });

  it('names the header that opens the page of a clerk, wherever one is opened', () => {
    const open = Object.entries(paths).filter(([path]) => /public\/(followed|report-link)/.test(path));
    const operations = open.flatMap(([, methods]) => Object.values(methods));
    expect(operations.length).toBeGreaterThan(5);
    for (const { parameters } of operations)
      expect(parameters).toContainEqual(
        expect.objectContaining({ name: 'trucban-link', in: 'header', required: true }),
      );
  });
});
