import { Skeleton } from '@mantine/core';
import { Suspense, lazy } from 'react';
import type { LineScannerProps } from './scanner/LineScanner.tsx';

const Loaded = lazy(() => import('./scanner/LineScanner.tsx'));

/** The reader of machine-readable lines, loaded when it is first shown. */
export function LineScanner(props: LineScannerProps) {
  return (
    <Suspense fallback={<Skeleton h={260} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
