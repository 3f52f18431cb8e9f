import { RouterProvider } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'react-intl';
import { PreferencesContext } from '#foundation/web/preferences.ts';
import type { Language } from '#foundation/web/session.ts';
import { UiProvider } from '#foundation/web/ui/UiProvider.tsx';
import { neutralManifestPath, neutralNames } from '#kernel/sync/domain/neutral.ts';
import { PhoneDoor } from '#kernel/sync/web/field/PhoneDoor.tsx';
import { missionOfPath } from '../client-port.ts';
import { firstLanguage, firstNumerals, keepLanguage, keepNumerals, localeOf } from '../language-kept.ts';
import type { Words } from '../messages.ts';
import { wear } from '../wear.ts';
import { words as shelf } from '../words.ts';
import { makeFieldRouter } from './field-router.tsx';
import { LockContext } from './lock-context.ts';
import { useMark } from './mark.ts';

/** The field face: its own light frame, its own pages, nothing of the desk. Opens without a network after its first visit. */
export default function FieldApp() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [numerals, setNumerals] = useState(firstNumerals);
  const [words, setWords] = useState<{ language: Language; messages: Words } | null>(null);
  useEffect(() => {
    let wanted = true;
    void Promise.all([shelf.choose(language), shelf.need('field')]).then(([messages]) => {
      if (!wanted) return;
      setWords({ language, messages });
      shelf.settle(language);
      wear({
        title: neutralNames[language],
        icon: '/notes.svg',
        manifest: neutralManifestPath(language, missionOfPath(location.pathname)),
      });
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  const choose = useCallback((next: Language) => {
    keepLanguage(next);
    setLanguage(next);
  }, []);
  if (!words) return null;
  const preferences = {
    language: words.language,
    numerals,
    chooseLanguage: choose,
    chooseNumerals: (next: typeof numerals) => {
      keepNumerals(next);
      setNumerals(next);
    },
  };
  return (
    <IntlProvider locale={localeOf(words.language, numerals)} messages={words.messages} defaultLocale="en" onError={() => undefined}>
      <UiProvider direction={words.language === 'ar' ? 'rtl' : 'ltr'} language={words.language}>
        <PreferencesContext value={preferences}>
          <Suspense fallback={null}>
            <Door />
          </Suspense>
        </PreferencesContext>
      </UiProvider>
    </IntlProvider>
  );
}

function Door() {
  const mission = missionOfPath(location.pathname);
  const mark = useMark();
  const router = useMemo(() => makeFieldRouter(), []);
  const go = useCallback((path: string) => void router.navigate({ to: `/field${path === '/' ? '' : path}` }), [router]);
  return (
    <PhoneDoor mission={mission} go={go} mark={mark}>
      {(_phone, lock) => (
        <LockContext value={{ lock }}>
          <RouterProvider router={router} />
        </LockContext>
      )}
    </PhoneDoor>
  );
}
