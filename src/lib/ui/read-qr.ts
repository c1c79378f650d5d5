/** Answers the text of a QR code that the video shows just now. */
export type ReadQr = (video: HTMLVideoElement) => Promise<string | undefined>;

interface Detector {
	detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorMaker {
	new (options: { formats: string[] }): Detector;
	getSupportedFormats(): Promise<string[]>;
}

/** The browser's own reader where there is one (Chrome on Android, Safari), jsQR elsewhere. */
export async function qrReader(): Promise<ReadQr> {
	return (await builtIn()) ?? (await ours());
}

async function builtIn(): Promise<ReadQr | undefined> {
	const Maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
	if (!Maker) return undefined;
	const formats: string[] = await Maker.getSupportedFormats().catch(() => []);
	if (!formats.includes('qr_code')) return undefined;
	const detector = new Maker({ formats: ['qr_code'] });
	return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue;
}

async function ours(): Promise<ReadQr> {
	const { default: jsQR } = await import('jsqr');
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return async (video) => {
		const { videoWidth: width, videoHeight: height } = video;
		if (!context || !width || !height) return undefined;
		// 640 dots across are plenty for a code that fills the square, and quick on an old phone.
		const scale = Math.min(1, 640 / width);
		canvas.width = Math.round(width * scale);
		canvas.height = Math.round(height * scale);
		context.drawImage(video, 0, 0, canvas.width, canvas.height);
		const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
		return jsQR(data, canvas.width, canvas.height, { inversionAttempts: 'dontInvert' })?.data || undefined;
	};
}
