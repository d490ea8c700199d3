// Reads a QR code out of a picture: with the browser's own detector where there is one, else with a decoder in JavaScript.
const WIDEST = 960;

async function detector() {
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    return formats?.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
  } catch {
    return null; // announced, but not there on this system
  }
}

/** Promises a function that gives the text of a code in the frame of a video, or ''. */
export async function qrReader() {
  const own = await detector();
  if (own) return async (video) => (await own.detect(video))[0]?.rawValue ?? '';
  const { decodeQR } = await import('../../vendor/qr-decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ''; // no code in this frame
    }
  };
}
