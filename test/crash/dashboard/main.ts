import { runDashboard } from './run-dashboard.js';

/** Hostile requests to a dashboard: `npx tsx test/crash/dashboard/main.ts`. */
const report = await runDashboard();
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
if (report.wrong.length > 0) process.exitCode = 1;
