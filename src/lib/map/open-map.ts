/** MapLibre as both maps use it: flat, north up, plain, in our words. Imported lazily, with whoever draws on it. */
import { AttributionControl, Map, NavigationControl, setWorkerUrl, type MapOptions } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import './controls.css';
import { m } from '$lib/i18n';

/** Opens a map in `host`. `source` says whose ground is shown. Throws where the browser has no WebGL2. */
export function openMap(
	host: HTMLElement,
	{ label, source, ...options }: Omit<MapOptions, 'container'> & { label: string; source?: string }
): Map {
	setWorkerUrl(new URL(workerUrl, location.href).href);
	const map = new Map({
		container: host,
		minZoom: 3,
		renderWorldCopies: false,
		dragRotate: false,
		pitchWithRotate: false,
		touchPitch: false,
		attributionControl: false,
		locale: {
			'Map.Title': label,
			'NavigationControl.ZoomIn': m.registry_map_zoom_in(),
			'NavigationControl.ZoomOut': m.registry_map_zoom_out(),
			'AttributionControl.ToggleAttribution': m.registry_map_about()
		},
		...options
	});
	map.touchZoomRotate.disableRotation();
	map.addControl(new NavigationControl({ showCompass: false }));
	if (source) map.addControl(new AttributionControl({ compact: false, customAttribution: source }));
	return map;
}
