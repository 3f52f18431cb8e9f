import { setHomeCards } from '#foundation/web/HomeCards.tsx';
import { setListTools } from '#foundation/web/ListTools.tsx';
import { setMapLayers } from '#foundation/web/MapLayers.tsx';
import { setPanels } from '#foundation/web/RecordPanels.tsx';
import { setNames } from '#foundation/web/RecordName.tsx';
import { setPickers } from '#foundation/web/RecordPicker.tsx';
import { setSubjects } from '#foundation/web/subjects.ts';
import { App } from './App.tsx';
import { wear } from './wear.ts';
import { rooms } from './spoken-rooms.ts';

wear({ title: 'Kervan', icon: '/icon.svg', manifest: '/kervan.webmanifest' });
setHomeCards(rooms);
setPanels(rooms);
setListTools(rooms);
setMapLayers(rooms);
setPickers(rooms);
setNames(rooms);
setSubjects(rooms);

/** The desk face, with the parts that rooms add to each other's pages. */
export default App;
