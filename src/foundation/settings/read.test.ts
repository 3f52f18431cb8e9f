import { describe, expect, it } from 'vitest';
import { readSettings } from './read.ts';

const read = (env: Record<string, string>) => readSettings(env, '/srv/kervan');

describe('settings', () => {
  it('runs on one machine without any', () => {
    expect(read({})).toEqual({
      database: undefined,
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'http://localhost:4000',
      trustedProxies: [],
      dataDir: '/srv/kervan/var',
      keyFile: '/srv/kervan/var/master.key',
      metrics: { open: false },
      notes: [],
    });
  });

  it('takes an empty value for none', () => {
    expect(read({ PORT: '', DATABASE_URL: ' ' })).toEqual(read({}));
  });

  it('refuses one role for both database addresses, however it is written', () => {
    expect(() => read({ DATABASE_URL: 'postgres://owner@db/kervan', DATABASE_ADMIN_URL: 'postgresql://db/kervan?user=owner' })).toThrow(
      /same role/,
    );
    expect(read({ DATABASE_URL: 'postgres://kervan_app@db/k', DATABASE_ADMIN_URL: 'postgres://kervan_owner@db/k' }).database).toEqual({
      appUrl: 'postgres://kervan_app@db/k',
      adminUrl: 'postgres://kervan_owner@db/k',
    });
  });

  it.each([
    [{ PORT: 'http' }, /PORT must be a number/],
    [{ PORT: '70000' }, /PORT must be 1 to 65535/],
    [{ DATABASE_URL: 'mysql://root:geheim@db/k' }, /DATABASE_URL must begin with postgres:/],
    [{ PUBLIC_URL: 'kervan.example' }, /PUBLIC_URL must begin with http:/],
    [{ TLS_CERT: 'cert.pem' }, /TLS_KEY is missing/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, everyone' }, /TRUSTED_PROXIES must be addresses/],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /TRUSTED_PROXIES must be addresses/],
    [{ DATABASE_ADMIN_URL: 'postgres://o@db/k' }, /DATABASE_URL is not/],
    [{ SMTP_HOST: 'mail' }, /SMTP_FROM is not/],
    [{ OIDC_ISSUER: 'https://id.example.org' }, /OIDC_CLIENT_ID is missing/],
    [{ OIDC_CLIENT_ID: 'kervan' }, /OIDC_ISSUER is missing/],
    [{ OIDC_ISSUER: 'http://id.example.org', OIDC_CLIENT_ID: 'kervan' }, /must begin with https/],
    [{ S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k' }, /belong together/],
    [{ METRICS_TOKEN: 'short' }, /METRICS_TOKEN must have 16/],
    [{ S3_PATH_STYLE: 'perhaps' }, /S3_PATH_STYLE must be true or false/],
  ])('says what is wrong with %o', (env, sentence) => {
    expect(() => read(env as Record<string, string>)).toThrow(sentence);
  });

  it('never repeats a value, which may hold a password', () => {
    expect(() => read({ DATABASE_URL: 'mysql://root:geheim@db/k' })).not.toThrow(/geheim/);
  });

  it('warns when other machines can reach it without HTTPS', () => {
    expect(read({ HOST: '0.0.0.0' }).notes.join(' ')).toMatch(/without HTTPS/);
    expect(read({ HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.1', PUBLIC_URL: 'https://kervan.example/' })).toMatchObject({
      notes: [],
      publicUrl: 'https://kervan.example',
    });
  });
});
