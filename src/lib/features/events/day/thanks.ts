import { formatNumber, m } from '$lib/i18n';
import type { Outcome } from '$lib/records';
import type { Sums } from '$lib/rules';
import { countedWords } from './counted.ts';

interface Said {
	title: string;
	/** As it is told: "Sat 12 July". */
	day: string;
	group: string;
	figures: Sums;
	said: Pick<Outcome, 'went_well' | 'thanks'>;
}

/** A few words of thanks: who came, what went well, whom to thank. What nobody counted or said is left out. */
export function thanksWords({ title, day, group, figures, said }: Said): string {
	const { person, new_person, item_out, bag, pence } = figures;
	const shown = (count: number) => ({ count, shown: formatNumber(count) });
	const facts = [
		person > 0 && m.guests_thanks_people(shown(person)),
		new_person > 0 && m.guests_thanks_new(shown(new_person)),
		item_out > 0 && m.guests_thanks_items(shown(item_out)),
		bag > 0 && m.guests_thanks_bags(shown(bag)),
		pence > 0 && m.guests_thanks_pence({ shown: countedWords(pence, 'pence') })
	];
	const parts = [
		m.guests_thanks_all({ title, day }),
		facts.filter(Boolean).join(' '),
		said.went_well,
		said.thanks && m.guests_thanks_to({ whom: said.thanks }),
		group
	];
	return parts.filter(Boolean).join('\n\n');
}
