export { trustedAuthorities } from './authorities.js';
export { certificateInstant } from './certificate-instant.js';
export { chooseProxy, type ProxyChoice } from './proxy.js';
export { openTunnel, proxyAuthorization } from './tunnel.js';
export { NetworkProbe, type ProbeAttempt, type ProbeClock, type WebProbe } from './web-probe.js';
