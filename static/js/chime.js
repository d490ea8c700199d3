// One soft tone and a short tremble when voting opens, for who has asked for it. Never the only sign.
import { settings } from './settings.js';

export function chime() {
  if (settings.sound === 'on') tone(660, 0.6);
}

/** Whoever scans looks at people, not at the screen: a high tone says that it is recorded, a low one that it is not. */
export const scanned = (isFine) => tone(isFine ? 1046 : 220, isFine ? 0.25 : 0.8);

function tone(frequency, seconds) {
  navigator.vibrate?.(120);
  try {
    const context = new AudioContext();
    const [voice, volume] = [context.createOscillator(), context.createGain()];
    voice.frequency.value = frequency;
    volume.gain.setValueAtTime(0.12, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + seconds);
    voice.connect(volume).connect(context.destination);
    voice.start();
    voice.stop(context.currentTime + seconds);
    voice.onended = () => context.close();
  } catch {
    // No sound on this device: the page shows it anyway.
  }
}
