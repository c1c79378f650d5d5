export interface ToastAction {
	label: string;
	onclick: () => void;
}

export interface ToastMessage {
	id: number;
	text: string;
	action?: ToastAction;
	seconds: number;
}

/** The one message on show; a newer one takes its place. */
export const shown: { current: ToastMessage | undefined } = $state({ current: undefined });
let last = 0;

/** Says what just happened, with one thing that can be done about it. Ten seconds unless told otherwise. */
export function toast(
	text: string,
	{ action, seconds = action ? 10 : 5 }: { action?: ToastAction; seconds?: number } = {}
) {
	shown.current = { id: ++last, text, action, seconds };
}

/** Takes the message away, if it is still the one on show. */
export function dismissToast(id: number) {
	if (shown.current?.id === id) shown.current = undefined;
}
