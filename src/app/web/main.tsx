import { createRoot } from 'react-dom/client';

/** Two faces of one app, each with a first load of its own. */
const face = /^(\/@[a-z][a-z0-9-]+)?\/field(\/|$)/.test(location.pathname) ? import('./field/FieldApp.tsx') : import('./desk.tsx');

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/service-worker.js');
}
void face.then(({ default: Face }) => createRoot(document.getElementById('root')!).render(<Face />));
