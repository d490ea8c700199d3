// A picture as a paper of one page: the same face as `pdf-pages.js`.
export class ImagePage {
  count = 1;

  static async open(url, { image }) {
    image.src = url;
    await image.decode();
    return new ImagePage(image);
  }

  constructor(image) {
    this.image = image;
  }

  async show(number, width, height = Infinity) {
    const { naturalWidth, naturalHeight } = this.image;
    const scale = Math.min(width / naturalWidth, height / naturalHeight);
    this.image.style.setProperty('inline-size', `${Math.floor(naturalWidth * scale)}px`);
    return true;
  }

  close() {
    this.image.removeAttribute('src');
  }
}
