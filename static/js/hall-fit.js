// Sets what the hall display shows smaller, step by step, until nothing is cut off. A long text gives way before the rest does.
const SMALLEST = 0.4;
const SMALLEST_TEXT = 0.5; // of the usual size: still as high as the words of a result
const LEAST_SHARE = 0.24; // of the height of the screen, for a text that needs as much
const STEP = 0.94;

const isCut = (one) => one.scrollHeight > one.clientHeight + 1;

/** From `fit` down; gives what fitted. */
export function fitFace(face, fit) {
  const text = face.querySelector('.hall-text');
  text?.style.setProperty('--text-fit', SMALLEST_TEXT);
  for (;;) {
    face.style.setProperty('--fit', fit);
    if (text) keepRoom(text);
    if (!isCut(face) || fit < SMALLEST) break;
    fit *= STEP;
  }
  if (text) fitText(text);
  return fit;
}

function keepRoom(text) {
  text.style.minBlockSize = 0;
  text.style.minBlockSize = `${Math.min(text.scrollHeight, innerHeight * LEAST_SHARE)}px`;
}

/** In the room that the rest leaves; what is too long even then fades out, and the page says where all of it stands. */
function fitText(text) {
  text.classList.remove('hall-text-cut');
  for (let fit = 1; ; fit *= STEP) {
    text.style.setProperty('--text-fit', Math.max(fit, SMALLEST_TEXT));
    if (!isCut(text)) return;
    if (fit <= SMALLEST_TEXT) break;
  }
  text.classList.add('hall-text-cut');
}
