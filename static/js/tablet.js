// A delegate's tablet.
import { start } from './start.js';

start(() => import('./elements/tablet-page.js'));
