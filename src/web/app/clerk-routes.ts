import type { Component } from 'svelte';
import MyReportPage from '../pages/report/my-report.page.svelte';
import PcReportPage from '../pages/report/pc-report.page.svelte';
import ReportPage from '../pages/report/report.page.svelte';
import { type Match, matchIn } from './match.js';

interface ClerkRoute {
  pattern: string;
  // A page takes the parts of its address as text, or nothing.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  page: Component<any>;
}

/** The clerk's pages. Their first steps stand in vite.config.ts too, which makes their HTML. */
const clerkRoutes: readonly ClerkRoute[] = [
  { pattern: '/report-pc', page: PcReportPage },
  { pattern: '/my-report', page: MyReportPage },
  { pattern: '/report/:link', page: ReportPage },
];

export const matchClerkRoute = (path: string): Match<ClerkRoute> | null => matchIn(clerkRoutes, path);
