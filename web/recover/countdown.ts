import { useEffect, useState } from 'preact/hooks';
import { gatewayNow } from '../api.ts';

/** Seconds until something is possible, 0 when it is; counts by itself. */
export function useCountdown(at: string | null | undefined): number {
  const left = () => (at ? Math.max(0, Math.ceil((Date.parse(at) - gatewayNow()) / 1000)) : 0);
  const [, tick] = useState(0);
  const seconds = left();
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setInterval(() => tick(count => count + 1), 1000);
    return () => clearInterval(timer);
  }, [at, seconds === 0]);
  return seconds;
}

/** "45 s", "12 min", "3 h": nobody counts the seconds of an hour. */
export function spoken(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
