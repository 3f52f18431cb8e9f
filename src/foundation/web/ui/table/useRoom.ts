import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/**
 * The height that is left for a list down to the window's foot, so that its last row and its totals are always in sight.
 * @param foot pixels kept free below it.
 */
export function useRoom(place: RefObject<HTMLElement | null>, foot: number): string {
  const [top, setTop] = useState(240);
  useEffect(() => {
    const measure = () => {
      const box = place.current?.getBoundingClientRect();
      if (box) setTop(Math.round(box.top + scrollY));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [place]);
  return `max(280px, calc(100dvh - ${top + foot}px))`;
}
