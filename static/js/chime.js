// One soft tone and a short tremble when voting opens, for who has asked for it. Never the only sign.
import { settings } from './settings.js';

export function chime() {
  if (settings.sound !== 'on') return;
  navigator.vibrate?.(120);
  try {
    const context = new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.12, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.6);
    tone.onended = () => context.close();
  } catch {
    // No sound on this device: the page shows it anyway.
  }
}
