import '@mantine/core/styles.css';
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/600.css';
import '@fontsource/noto-sans-arabic/400.css';
import '@fontsource/noto-sans-arabic/600.css';
import './global.css';
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { Suspense, lazy, useEffect, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme.ts';
import { told } from './toast.ts';

const Toasts = lazy(() => import('./Toasts.tsx'));

/** Tokens, direction and notices around the whole app. */
export function UiProvider({ direction, language, children }: { direction: 'ltr' | 'rtl'; language: string; children: ReactNode }) {
  return (
    <DirectionProvider initialDirection={direction}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Direction direction={direction} language={language} />
        <ToldFrame />
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}

/** Short messages, once there is one. */
function ToldFrame() {
  const wanted = useSyncExternalStore(told.subscribe, told.get);
  return <Suspense fallback={null}>{wanted && <Toasts />}</Suspense>;
}

/** The page's direction and language follow the reader's choice without a reload. */
function Direction({ direction, language }: { direction: 'ltr' | 'rtl'; language: string }) {
  const { setDirection } = useDirection();
  useEffect(() => {
    setDirection(direction);
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [direction, language, setDirection]);
  return null;
}
