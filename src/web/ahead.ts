import { centerPath, FOLLOWED, PC_REPORT, secretOfAddress } from './api/clerk.js';
import { askAhead } from './api/client.js';

// Runs as soon as it is here, beside the rest of a clerk's page that is still on its way: over a slow line that saves the
// round trip which the page's own question would take after everything else has arrived.
const [step, link] = window.location.pathname.split('/').slice(1);
if (step === 'report-pc') askAhead(PC_REPORT, secretOfAddress());
else if (step === 'my-report') askAhead(FOLLOWED, secretOfAddress());
else if (step === 'report' && link) askAhead(centerPath(link));
