// The door: attendance for stewards.
import { start } from './start.js';

start(() => import('./door/door-page.js'));
