// Pages, lists of fifty, feeds and calendars per level, issuer and kind.
const SIZE = 50;

const slug = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

export default function (config) {
  config.setQuietMode(true);
  config.addFilter('day', (when) => `${when.slice(8, 10)}/${when.slice(5, 7)}/${when.slice(0, 4)}`);
  config.addFilter('clock', (when) => when.slice(11, 16));
  config.addFilter('stamp', (when) => `${new Date(when).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`);
  config.addFilter('termSlug', slug);
  const newest = (api) => api.getFilteredByGlob('content/**/*.md').sort((a, b) => b.date - a.date);
  config.addCollection('newest', newest);
  const terms = (api) => {
    const found = new Map();
    for (const page of newest(api)) {
      for (const kind of ['levels', 'issuers', 'kinds']) {
        for (const name of page.data[kind]) {
          const path = `${kind}/${slug(name)}`;
          if (!found.has(path)) found.set(path, { path, name, kind, pages: [] });
          found.get(path).pages.push(page);
        }
      }
    }
    return [...found.values()];
  };
  config.addCollection('terms', terms);
  config.addCollection('lists', (api) => {
    const all = [{ path: '', name: 'Lịch họp và giấy mời công khai', pages: newest(api) }, ...terms(api)];
    return all.flatMap(({ path, name, pages }) => {
      const total = Math.max(1, Math.ceil(pages.length / SIZE));
      const url = (at) => `/${path}/${at > 1 ? `page/${at}/` : ''}`.replace('//', '/');
      return Array.from({ length: total }, (_, index) => ({
        name, number: index + 1, total, url: url(index + 1), pages: pages.slice(index * SIZE, (index + 1) * SIZE),
        previous: index > 0 && url(index), next: index + 1 < total && url(index + 2),
      }));
    });
  });
  config.addCollection('kindsOfTerms', (api) =>
    ['levels', 'issuers', 'kinds'].map((kind) => ({ kind, terms: terms(api).filter((term) => term.kind === kind) })));
  return { dir: { input: '.', output: 'public', includes: '_includes' }, markdownTemplateEngine: false };
}
