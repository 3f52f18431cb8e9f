import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createHttp } from '#foundation/http/app.ts';
import type { LogStream } from '#foundation/http/app.ts';
import { addHealth } from '#foundation/http/health.ts';
import type { MetricsDoor } from '#foundation/http/metrics-door.ts';
import { addOpenApi } from '#foundation/http/openapi-route.ts';
import { addPipelineRoutes } from '#foundation/http/routes.ts';
import { addStatic } from '#foundation/http/static.ts';
import { addExportRoutes } from '#foundation/sheets/export-route.ts';
import { addPrintRoutes } from '#foundation/pdf/print-route.ts';
import { addLiveRoute } from '#foundation/live/route.ts';
import { addFileRoutes } from '#kernel/files/server/index.ts';
import { addFeedRoutes, addIntakeRoute, addPackRoutes, addSyncMetrics, addSyncRoutes } from '#kernel/sync/server/index.ts';
import {
  addGuestGuard,
  addLinkRoutes,
  addPasskeyRoutes,
  addProviderRoutes,
  addSignInRoutes,
  addTokenUse,
  relyingPartyOf,
  setPasskeyHost,
} from '#kernel/access/server/index.ts';
import type { ProviderSettings } from '#kernel/access/server/index.ts';
import { addImportRoutes } from '#kernel/imports/server/index.ts';
import type { Kervan } from './compose.ts';
import { modules } from '../modules.ts';
import { shownLogins } from './demo/logins.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(readFileSync(resolve(projectRoot, 'package.json'), 'utf8')) as { version: string };

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { certFile: string; keyFile: string };
  readonly trustedProxies: string[];
  readonly log: boolean | LogStream;
  /** True when browsers reach us by HTTPS. */
  readonly secureCookie: boolean;
  /** Under which address people reach the server; passkeys are tied to its host. */
  readonly publicUrl?: string;
  /** The identity provider by which people may sign in too. */
  readonly provider?: ProviderSettings | undefined;
  /** Who besides this machine reads the metrics. */
  readonly metrics?: MetricsDoor;
  /** Whether mail can be sent. */
  readonly mail?: boolean;
}

/** Opens the doors at an address. */
export async function serve(kervan: Kervan, options: ServeOptions): Promise<FastifyInstance> {
  const app = await buildApp(kervan, options);
  await app.listen({ host: options.host, port: options.port });
  return app;
}

/** The doors without an address: routes of every command and query, sign-in, files, the web app, health. */
export async function buildApp(kervan: Kervan, options: Omit<ServeOptions, 'host' | 'port'>): Promise<FastifyInstance> {
  const app = await createHttp({
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    log: options.log,
    ...(options.tls ? { https: { cert: readFileSync(options.tls.certFile, 'utf8'), key: readFileSync(options.tls.keyFile, 'utf8') } } : {}),
  });
  addSyncMetrics(addHealth(app, kervan.db, options.metrics ?? { open: false }), kervan);
  const publicUrl = options.publicUrl ?? 'http://localhost';
  const signIn = {
    db: kervan.db,
    missions: kervan.missions,
    pipeline: kervan.deps,
    secureCookie: options.secureCookie,
    shownLogins: () => shownLogins,
    mail: options.mail ?? false,
    ...(options.provider ? { providerName: options.provider.name } : {}),
  };
  addSignInRoutes(app, signIn);
  addLinkRoutes(app, signIn);
  setPasskeyHost(relyingPartyOf(publicUrl));
  addPasskeyRoutes(app, signIn);
  if (options.provider) addProviderRoutes(app, { ...signIn, publicUrl, provider: options.provider });
  addTokenUse(app, signIn);
  addGuestGuard(app, signIn);
  addPipelineRoutes(app, kervan.deps, kervan.missions.find);
  addExportRoutes(app, kervan.deps, kervan.missions.find);
  addPrintRoutes(app, kervan.deps, kervan.missions.find);
  addImportRoutes(app, kervan.deps, kervan.missions.find);
  addSyncRoutes(app, kervan.deps, kervan.missions.find);
  addFeedRoutes(app, kervan.deps, kervan.missions.find);
  addIntakeRoute(app, kervan.deps, kervan.missions.find);
  addPackRoutes(app, kervan.deps, kervan.missions.find);
  addOpenApi(app, modules, version);
  addFileRoutes(app, kervan.deps, kervan.missions.find);
  addLiveRoute(app, kervan.deps, kervan.missions.find, kervan.hub);
  await addStatic(app, resolve(projectRoot, 'dist/web'), resolve(projectRoot, 'assets/geo'));
  return app;
}
