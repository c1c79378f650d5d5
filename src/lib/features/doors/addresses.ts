/** Where the screens of a group's doors stand. Ids come whole; an address shows the part after the last colon. */
const tail = (id: string) => id.slice(id.lastIndexOf(':') + 1);

export function doorsAt(group: string) {
	const base = `/g/${group}/doors`;
	const patch = (id: string) => `${base}/${tail(id)}`;
	return {
		patches: base,
		newPatch: `${base}/new`,
		due: `${base}/due`,
		contacts: `${base}/contacts`,
		coverage: `${base}/coverage`,
		coverageMap: `${base}/coverage/map`,
		paper: `${base}/paper`,
		cards: `${base}/paper/cards`,
		doNotKnock: `${base}/paper/do-not-knock`,
		privacy: `${base}/paper/privacy`,
		patch,
		sheet: (id: string) => `${patch(id)}/sheet`,
		key: (id: string) => `${patch(id)}/sheet/key`,
		take: (id: string) => `${patch(id)}/take`,
		add: (id: string) => `${patch(id)}/add`,
		words: (id: string) => `${patch(id)}/words`,
		area: (id: string) => `${patch(id)}/area`,
		map: (id: string) => `${patch(id)}/map`,
		building: (id: string, building: string) => `${patch(id)}/building/${tail(building)}`,
		count: (id: string, building: string) => `${patch(id)}/building/${tail(building)}/count`,
		walk: (id: string, from?: string) => `${patch(id)}/walk${from ? `?from=${tail(from)}` : ''}`,
		door: (id: string, door: string) => `${patch(id)}/door/${tail(door)}`
	};
}
