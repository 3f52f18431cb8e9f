// The ladder foundation < kernel < modules < app, and who may meet whom. See docs/architecture.md.
const kernelOrder = [
  'access',
  'audit',
  'notify',
  'views',
  'exceptions',
  'numbers',
  'files',
  'rates',
  'orgs',
  'demands',
  'places',
  'people',
  'forms',
  'ledger',
  'goods',
  'cases',
  'imports',
  'jobs',
  'notes',
  'sync',
];

/** A kernel room may use those before it; contract and domain of a later room stay closed too. */
const kernelLadder = kernelOrder.map((room, index) => ({
  name: `kernel-order-${room}`,
  severity: 'error',
  comment: `${room} uses only the kernel rooms before it`,
  from: { path: `^src/kernel/${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^src/kernel/(${kernelOrder.slice(index + 1).join('|') || 'none'})/` },
}));

const tests = '\\.(test|stories)\\.tsx?$';

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'no cycles (types apart)',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'foundation-knows-no-domain',
      severity: 'error',
      from: { path: '^src/foundation/', pathNot: tests },
      to: { path: '^src/(kernel|modules|app)/' },
    },
    {
      name: 'kernel-below-modules',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: tests },
      to: { path: '^src/(modules|app)/' },
    },
    { name: 'modules-below-app', severity: 'error', from: { path: '^src/modules/', pathNot: tests }, to: { path: '^src/app/' } },
    {
      name: 'module-by-contract',
      severity: 'error',
      comment: 'a module is entered only through its contract',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/contract/'] },
    },
    {
      name: 'kernel-by-its-doors',
      severity: 'error',
      comment: 'a kernel room is entered by server/index.ts, web/index.ts, contract or domain',
      from: { path: '^src/(kernel|modules)/([^/]+)/', pathNot: tests },
      to: {
        path: '^src/kernel/',
        pathNot: [
          '^src/$1/$2/',
          '^src/kernel/[^/]+/(contract|domain)/',
          '^src/kernel/[^/]+/(server|web)/index\\.tsx?$',
          '^src/kernel/[^/]+/module\\.ts$',
        ],
      },
    },
    {
      name: 'neutral-has-no-server',
      severity: 'error',
      from: { path: '/(contract|domain)/', pathNot: tests },
      to: { path: '/(server|web)/|^src/foundation/(db|http|jobs|files|sheets|pdf|pipeline|keys|mail|web)/' },
    },
    {
      name: 'neutral-imports-nothing-of-node',
      severity: 'error',
      from: { path: '/(contract|domain)/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'neutral-libraries',
      severity: 'error',
      comment: 'contract and domain know zod only',
      from: { path: '^src/.*/(contract|domain)/', pathNot: tests },
      to: { path: 'node_modules/(kysely|pg|react|@mantine|fastify|dexie)/' },
    },
    {
      name: 'server-never-meets-web',
      severity: 'error',
      from: { path: '/server/|^src/foundation/(db|http|jobs|files|pdf|pipeline)/', pathNot: tests },
      to: { path: '/web/' },
    },
    {
      name: 'web-never-meets-server',
      severity: 'error',
      from: { path: '/web/', pathNot: tests },
      to: { path: '/server/|^src/foundation/(db|http|jobs|files|sheets|pdf|pipeline|keys)/' },
    },
    {
      name: 'web-loads-no-manifest',
      severity: 'error',
      comment: 'a manifest brings every contract of its room into the first load; the browser knows pages from pages.gen.ts',
      from: { path: '^src/.*/web/', pathNot: tests },
      to: { path: '/module\\.ts$|^src/app/modules\\.ts$', pathNot: '^src/foundation/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sql-in-repos',
      severity: 'error',
      comment: 'SQL only in *.repo.ts',
      from: { path: '^src/(kernel|modules)/', pathNot: ['\\.repo\\.ts$', tests] },
      to: { path: 'node_modules/kysely', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-kit-in-ui',
      severity: 'error',
      comment: 'Mantine, Plot and MapLibre only inside #foundation/web/ui',
      from: { path: '^src/', pathNot: ['^src/foundation/web/ui/', tests] },
      to: { path: 'node_modules/(@mantine|maplibre-gl|@observablehq)' },
    },
    {
      name: 'dexie-in-sync',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/kernel/sync/web/' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'exceljs-in-sheets',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/foundation/sheets/', tests] },
      to: { path: 'node_modules/(exceljs|@e965)' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|geojson$|csv-(parse|stringify)/sync$)' },
    },
    ...kernelLadder,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
