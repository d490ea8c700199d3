// The hall display.
import { start } from './start.js';

start(() => import('./elements/hall-page.js'));
