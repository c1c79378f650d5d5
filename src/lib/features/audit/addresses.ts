/** The addresses of a group's audit pages. Co-ops are named by their whole id: most are none of the group's records. */
export function auditAt(gid: string) {
	const list = `/g/${gid}/audit`;
	return {
		list,
		map: `${list}/map`,
		/** Looking things up in the directory of the whole country, and the same on a map. */
		directory: `${list}/directory`,
		directoryMap: `${list}/directory/map`,
		/** One co-op: what is listed of it, what was seen, and a look at it. */
		coop: (id: string) => `${list}/coop/${encodeURIComponent(id)}`,
		/** One that nobody listed. */
		add: `${list}/add`,
		/** What there is to build on and is no co-op. */
		assets: `${list}/assets`,
		/** What the audit shows so far. */
		findings: `${list}/findings`,
		/** Back to whoever published the directory. */
		corrections: `${list}/corrections`,
		/** Co-ops of another list, from a file. */
		bring: `${list}/bring`,
		/** "Co-ops you can use here", to print and to share. */
		leaflet: `${list}/leaflet`
	};
}
