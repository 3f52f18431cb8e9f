import { createRoot } from 'react-dom/client';
import { setHomeCards } from '#foundation/web/HomeCards.tsx';
import { setListTools } from '#foundation/web/ListTools.tsx';
import { setMapLayers } from '#foundation/web/MapLayers.tsx';
import { setPanels } from '#foundation/web/RecordPanels.tsx';
import { setNames } from '#foundation/web/RecordName.tsx';
import { setPickers } from '#foundation/web/RecordPicker.tsx';
import { setSubjects } from '#foundation/web/subjects.ts';
import { App } from './App.tsx';
import { rooms } from './spoken-rooms.ts';

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/service-worker.js');
}
setHomeCards(rooms);
setPanels(rooms);
setListTools(rooms);
setMapLayers(rooms);
setPickers(rooms);
setNames(rooms);
setSubjects(rooms);
createRoot(document.getElementById('root')!).render(<App />);
