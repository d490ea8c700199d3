// Sends a file to the server and tells how far it has come. Says what is wrong in the server's own sentence.
import { _ } from '../i18n.js';
import { page } from '../page.js';

const MOST_BYTES = 50 * 1024 * 1024;
export const ACCEPTED = '.pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg';

function sentence(request) {
  try {
    return JSON.parse(request.responseText).message;
  } catch {
    return request.status === 413
      ? _('The file is too large: at most 50 MB were expected.')
      : _('The server made an error. Please try again.');
  }
}

/** Promises `{sha256, media_type, pages}`; `progress` hears a part of 1. */
export function upload(file, progress) {
  return new Promise((resolve, reject) => {
    if (!file?.size) return reject(new Error(_('This file is empty. Choose another one.')));
    if (file.size > MOST_BYTES) return reject(new Error(_('The file is too large: at most 50 MB were expected.')));
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve(JSON.parse(request.responseText)) : reject(new Error(sentence(request)));
    request.onerror = () => reject(new Error(_('The connection broke while the file was sent. Please try again.')));
    const form = new FormData();
    form.append('file', file);
    request.open('POST', page.urls.upload);
    return request.send(form);
  });
}
