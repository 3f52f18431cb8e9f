import { Skeleton } from '@mantine/core';
import { Suspense, lazy } from 'react';
import type { ScannerProps } from './scanner/Scanner.tsx';

const Loaded = lazy(() => import('./scanner/Scanner.tsx'));

/** The scanner, loaded when it is first shown. */
export function Scanner(props: ScannerProps) {
  return (
    <Suspense fallback={<Skeleton h={260} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
