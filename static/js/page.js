// What the server said about this page: the data block `#page` of the shell, with every address filled in. Knows nothing of the meeting.
const block = document.getElementById('page');
const given = block ? JSON.parse(block.textContent) : {};

const at = `/m/${given.meeting}`;
const seat = given.seat ? `?seat=${encodeURIComponent(given.seat)}` : '';

export const page = {
  language: document.documentElement.lang || 'en',
  timezone: 'UTC',
  ...given,
  urls: {
    tablet: `${at}${seat}`,
    dais: `${at}/dais${seat}`,
    ws: `${at}/ws${seat}`,
    commands: `${at}/commands${seat}`,
    view: `${at}/view${seat}`,
    polls: `${at}/polls/`,
    upload: `${at}/papers${seat}`,
    links: `${at}/links/`,
    pin: `${at}/pin${seat}`,
    sign: `${at}/minutes/sign${seat}`,
    minutes: `${at}/minutes.pdf${seat}`,
    badges: `${at}/badges${seat}`,
    backups: `${at}/backups${seat}`,
    attendance: `${at}/attendance.csv${seat ? `${seat}&` : '?'}for=people`,
    sheet: `${at}/attendance.pdf${seat}`,
    log: `${at}/log.jsonl${seat}`,
    papers: '/papers/',
    join: `/j/${given.meeting}`,
    catalogue: null,
    ...given.urls,
  },
};

/** The address of something below a collection, with this page's seat: `place('polls', 'p1')`. */
export function place(collection, name) {
  return `${page.urls[collection]}${encodeURIComponent(name)}${seat}`;
}
