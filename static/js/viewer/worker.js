// The worker of pdf.js, with what older Safari lacks loaded first.
import './polyfill.js';
import '../../vendor/pdf/pdf.worker.min.mjs';
