export { Acceptors } from './acceptors.js';
export { serveApiDocs } from './api-docs.js';
export { ApiForm } from './api-form.js';
export { DEMO_CLOCK_HEADER, tellDemoClock } from './demo-clock.js';
export { acceptJson, rawBodyOf } from './json-body.js';
export { Metrics } from './metrics.js';
export { addOperationsRoutes } from './operations.js';
export { ProblemFilter } from './problem.filter.js';
export { PublicAddress } from './public-address.js';
export { readAddressesPlainly, readableText } from './readable-text.js';
export { Refusal, fieldPath, notFound } from './refusal.js';
export {
  lingerOverUnreadBodies,
  refuseCompressedBodies,
  requestLimits,
  SLOWEST_REQUEST_MS,
} from './request-limits.js';
export { addSecurityHeaders } from './security-headers.js';
export { invalid, validationPipe } from './validation.js';
export { serveWebPages, WebPages } from './web-pages.js';
