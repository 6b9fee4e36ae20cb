import { mount } from 'svelte';
import App from './app/app.svelte';
import { startLetters } from './app/letters.js';
import { startRouter } from './app/router.svelte.js';
import { startLanguage } from './i18n/index.svelte.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/print.css';

startRouter();
startLetters();
await startLanguage();
const target = document.getElementById('app');
if (!target) throw new Error('index.html has no place for the application');
mount(App, { target });
