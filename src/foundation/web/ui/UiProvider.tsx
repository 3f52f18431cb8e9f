import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/600.css';
import '@fontsource/noto-sans-arabic/400.css';
import '@fontsource/noto-sans-arabic/600.css';
import './global.css';
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme.ts';

/** Tokens, direction and notices around the whole app. */
export function UiProvider({ direction, language, children }: { direction: 'ltr' | 'rtl'; language: string; children: ReactNode }) {
  return (
    <DirectionProvider initialDirection={direction}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Direction direction={direction} language={language} />
        <Notifications position="bottom-center" autoClose={6000} />
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
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
