/** `@types/pouchdb-core` declares a global Buffer too, and by that hides which memory Node's stands on. */
interface Buffer<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> {
	readonly buffer: TArrayBuffer;
}
