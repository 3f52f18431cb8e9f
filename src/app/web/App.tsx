import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { Dispatch, SetStateAction } from 'react';
import { Suspense, lazy, useCallback, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { ClientPort } from '#foundation/web/client.ts';
import { ClientContext } from '#foundation/web/client.ts';
import { PreferencesContext } from '#foundation/web/preferences.ts';
import type { Numerals } from '#foundation/web/preferences.ts';
import { SessionContext } from '#foundation/web/session.ts';
import type { Language, WebSession } from '#foundation/web/session.ts';
import { UiProvider } from '#foundation/web/ui/UiProvider.tsx';
import { fetchPort } from './client-port.ts';
import { LanguageContext } from './language.ts';
import { listenLive } from './live.ts';
import { firstLanguage, firstNumerals, keepLanguage, keepNumerals, localeOf } from './language-kept.ts';
import type { Words } from './messages.ts';
import { makeRouter } from './router.tsx';
import { loadSession } from './session.ts';
import { loadWithWords } from './with-words.ts';
import { words as shelf } from './words.ts';

const AwayPage = lazy(() => import('./pages/AwayPage.tsx'));
const SignInPage = lazy(() => import('./pages/SignInPage.tsx'));
const MustPage = lazy(loadWithWords(shelf, 'access', () => import('#kernel/access/web/MustPage.tsx')));
const ProofDialog = lazy(loadWithWords(shelf, 'access', () => import('#kernel/access/web/ProofDialog.tsx')));
/** Pages that a one-time link opens, whoever is signed in. */
const entries = {
  join: lazy(loadWithWords(shelf, 'access', () => import('#kernel/access/web/JoinPage.tsx'))),
  say: lazy(loadWithWords(shelf, 'assistance', () => import('#modules/assistance/web/feedback/SayPage.tsx'))),
  trip: lazy(loadWithWords(shelf, 'supply', () => import('#modules/supply/web/transport/TripPage.tsx'))),
  'first-run': lazy(loadWithWords(shelf, 'access', () => import('#kernel/access/web/FirstRunPage.tsx'))),
};
const entryOf = () => /\/(join|first-run|trip|say)$/.exec(location.pathname)?.[1] as keyof typeof entries | undefined;

/** Reads that fail for a reason are not asked again; those that did not arrive are. */
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && (error as { body?: { status?: number } }).body?.status === 0 },
  },
});

type State = { kind: 'starting' } | { kind: 'away' } | { kind: 'out' } | { kind: 'in'; session: WebSession };

export function App() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [words, setWords] = useState<{ language: Language; messages: Words } | null>(null);
  const [state, setState] = useState<State>({ kind: 'starting' });
  const [numerals, setNumerals] = useState<Numerals>(firstNumerals);
  const [entry, setEntry] = useState(entryOf);
  const [proof, setProof] = useState<{ end: (proved: boolean) => void } | null>(null);
  const choose = useCallback((next: Language) => {
    keepLanguage(next);
    setLanguage(next);
  }, []);
  const chooseNumerals = useCallback((next: Numerals) => {
    keepNumerals(next);
    setNumerals(next);
  }, []);
  useEffect(() => {
    let wanted = true;
    shelf.choose(language).then(
      (messages) => {
        if (!wanted) return;
        setWords({ language, messages });
        shelf.settle(language);
      },
      // Its words cannot be fetched now: the screen stays as it was.
      () => setWords((before) => (before && wanted && setLanguage(before.language), before)),
    );
    return () => {
      wanted = false;
    };
  }, [language]);

  const { client, refresh } = useMemo(() => connect(setState, setProof), []);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useEffect(() => (state.kind === 'in' ? listenLive(queries) : undefined), [state.kind]);
  const router = useMemo(() => makeRouter(), []);

  if (!words || state.kind === 'starting') return null;
  const Entry = entry && entries[entry];
  const doors = { language: words.language, onLanguage: choose };
  return (
    <IntlProvider locale={localeOf(words.language, numerals)} messages={words.messages} defaultLocale="en" onError={() => undefined}>
      <UiProvider direction={words.language === 'ar' ? 'rtl' : 'ltr'} language={words.language}>
        <LanguageContext value={{ language: words.language, choose }}>
          <QueryClientProvider client={queries}>
            <ClientContext value={client}>
              <PreferencesContext value={{ language: words.language, numerals, chooseLanguage: choose, chooseNumerals }}>
                <Suspense fallback={null}>
                  {Entry ? (
                    <Entry {...doors} onIn={() => void refresh().then(() => setEntry(entryOf()))} />
                  ) : state.kind === 'away' ? (
                    <AwayPage {...doors} onRetry={refresh} />
                  ) : state.kind === 'out' ? (
                    <SignInPage onIn={() => void refresh()} />
                  ) : (
                    <SessionContext value={state.session}>
                      {state.session.signIn.must ? <MustPage {...doors} /> : <RouterProvider router={router} />}
                      {proof && <ProofDialog twoStep={state.session.signIn.twoStep} onEnd={proof.end} />}
                    </SessionContext>
                  )}
                </Suspense>
              </PreferencesContext>
            </ClientContext>
          </QueryClientProvider>
        </LanguageContext>
      </UiProvider>
    </IntlProvider>
  );
}

type Asking = { end: (proved: boolean) => void } | null;

function connect(
  setState: Dispatch<SetStateAction<State>>,
  setProof: (asking: Asking) => void,
): { client: ClientPort; refresh: () => Promise<void> } {
  let version: string | undefined;
  let refreshing: Promise<void> | undefined;
  const client: ClientPort = fetchPort({
    onGrants: (next) => {
      // The server judged under other rights than the buttons know: ask again who this is.
      if (version !== undefined && next !== version && !refreshing) void refresh();
    },
    onSignedOut: () => setState({ kind: 'out' }),
    // Without its words a refusal still comes through; the code then stands for them.
    onRefused: (code) => shelf.need(code.split('.')[0]!).catch(() => undefined),
    onNotPermitted: () => void refresh(),
    onProofNeeded: () =>
      new Promise((resolve) =>
        setProof({
          end: (proved) => {
            setProof(null);
            resolve(proved);
          },
        }),
      ),
    onApplied: (command) =>
      void queries.invalidateQueries({
        predicate: (query) =>
          String(query.queryKey[0]).startsWith(`${command.split('.')[0]!}.`) || String(query.queryKey[0]).startsWith('audit.'),
      }),
  });
  const refresh = () => {
    refreshing ??= loadSession(client, refresh, () => setState({ kind: 'out' }))
      .then(
        (loaded) => {
          version = loaded?.version;
          setState(loaded ? { kind: 'in', session: loaded.session } : { kind: 'out' });
        },
        // Who is at work stays at work: a form half filled in does not go with the connection.
        () => setState((now) => (now.kind === 'in' ? now : { kind: 'away' })),
      )
      .finally(() => (refreshing = undefined));
    return refreshing;
  };
  return { client, refresh };
}
