// The chair's console.
import { start } from './start.js';

start(() => import('./dais/dais-page.js'));
