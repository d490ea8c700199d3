"""Browsers in a hurry and slow ones: a test that passes at every pace does not pass by luck.

At the usual pace the next event is on the page before or after a step of the person, whichever comes first. With
`PACE=slow` each step comes late, and the pages have heard of everything before; with `PACE=late` what the server says
comes late, and people press before they can have seen it.
"""

import os

PACE = os.environ.get("PACE", "")
STEP_MS = 400 if PACE == "slow" else 0
"""How much later each step of a person is."""

COMES_LATE = """
const LATE_MS = 600;
const late = (deed) => setTimeout(deed, LATE_MS);
window.WebSocket = class extends WebSocket {
  set onmessage(hear) {
    this.addEventListener('message', (event) => late(() => hear(event)));
  }
};
"""
"""Frames reach the page in their order, each as much too late."""
SCRIPTS = (COMES_LATE,) if PACE == "late" else ()
