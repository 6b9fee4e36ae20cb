/** A page's address, such as `/tickets/:id`. */
export interface Addressed {
  pattern: string;
}

export interface Match<Of extends Addressed> {
  route: Of;
  params: Record<string, string>;
}

export function matchIn<Of extends Addressed>(routes: readonly Of[], path: string): Match<Of> | null {
  const steps = path.replace(/\/+$/, '').split('/');
  for (const route of routes) {
    const params = paramsOf(route.pattern.replace(/\/+$/, '').split('/'), steps);
    if (params) return { route, params };
  }
  return null;
}

function paramsOf(pattern: readonly string[], steps: readonly string[]): Record<string, string> | null {
  if (pattern.length !== steps.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const step = steps[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(step);
    else if (part !== step) return null;
  }
  // An id is a number: anything else is no page, not a request that the server must refuse.
  return params['id'] === undefined || /^\d{1,15}$/.test(params['id']) ? params : null;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
