import type { Asked } from './client.js';

interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly in: string;
}

/** The part of the served OpenAPI document that is read here. */
export interface Served {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
}

/** Right values by the name of a parameter. */
export type Rights = Readonly<Record<string, string>>;

const TRAVERSALS = ['../secret.html', '/etc/passwd', '..%2fsecret.html', '%2e%2e/%2e%2e/etc/passwd', 'nba.duckdb'];
const BAD = [
  ...['', ' ', '0', '-1', '1e999', '99999999999999999999', 'NaN', 'null', '2023-02-30', '9999-99-99', '0000-00'],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE nba_raw.files; --',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '\u0000',
    '\u202e',
    '😀',
  ],
  ...['x'.repeat(5000), '[object Object]', 'constructor', '__proto__', 'read_csv(/etc/passwd)', ...TRAVERSALS],
];
const METHODS = ['HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'];
const HOSTS = ['evil.example', '127.0.0.1', 'localhost.evil.example:80', '[::1]', ' ', 'a'.repeat(2000)];
const ORIGINS = ['http://evil.example', 'null', 'https://127.0.0.1', 'file://', 'http://127.0.0.1:1'];
const TOKENS = ['', 'wrong', 'x'.repeat(10_000), 'undefined'];
const BODIES = [
  ...['', '{', '[]', 'null', '{"kind":"query"}', '{"kind":"heal"}', '{"__proto__":{"kind":"heal"}}', '"heal"'],
  ...[
    '{"kind":"heal","from":"--db=/etc/passwd","to":"x"}',
    '{"kind":"backfill","tables":["--db"],"from":"2023-10-24","to":"2023-10-24"}',
  ],
  ...[`{"a":"${'x'.repeat(200_000)}"}`, `${'['.repeat(20_000)}`, '\u0000\u0001'],
];

const query = (values: Rights) =>
  Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

/** Requests to every route that are right but for one thing. */
export function hostileRequests(served: Served, rights: Rights, token: string): Asked[] {
  const asked: Asked[] = [];
  const withToken = { 'x-nba-props-token': token, 'content-type': 'application/json' };
  for (const [path, methods] of Object.entries(served.paths)) {
    const parameters = methods.get?.parameters ?? [];
    const right = Object.fromEntries(
      parameters.flatMap(({ name }) => (rights[name] === undefined ? [] : [[name, rights[name]]])),
    );
    const url = `${path}?${query(right)}`;
    for (const { name } of parameters) {
      const rest = Object.fromEntries(Object.entries(right).filter(([other]) => other !== name));
      asked.push({ path: `${path}?${query(rest)}` }, { path: `${url}&${query({ [name]: right[name] ?? '' })}` });
      for (const bad of BAD) asked.push({ path: `${path}?${query({ ...right, [name]: bad })}` });
    }
    asked.push(
      { path: url },
      { path: `${url}&unknown=1` },
      { path: `${path}/../../secret.html` },
      { path: `${path}?%ff=%fe` },
    );
    asked.push(...METHODS.map((method) => ({ path: url, method })));
    asked.push(...HOSTS.map((host) => ({ path: url, headers: { host } })));
    asked.push(...ORIGINS.map((origin) => ({ path: url, headers: { origin } })));
    if (methods.post === undefined) continue;
    asked.push(
      ...TOKENS.map((bad) => ({
        path,
        method: 'POST',
        headers: { ...withToken, 'x-nba-props-token': bad },
        body: '{}',
      })),
    );
    asked.push(...ORIGINS.map((origin) => ({ path, method: 'POST', headers: { ...withToken, origin }, body: '{}' })));
    asked.push(...BODIES.map((body) => ({ path, method: 'POST', headers: withToken, body })));
  }
  for (const place of TRAVERSALS)
    for (const start of ['/', '//', '/assets/', '/api/', '/assets/..%5c', '/%00'])
      asked.push({ path: `${start}${place}` });
  return asked;
}
