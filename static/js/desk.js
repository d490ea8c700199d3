// The secretary's desk.
import { start } from './start.js';

start(() => import('./desk/desk-page.js'));
