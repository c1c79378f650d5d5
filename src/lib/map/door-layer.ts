/**
 * Draws the doors of a patch: a point each, all in one call to the graphics card. A symbol layer places every
 * icon anew several times a second while the map is dragged, which a phone has no time for with thousands of doors.
 */
import { MercatorCoordinate, type CustomLayerInterface } from 'maplibre-gl';
import type { Colours } from './colours.ts';
import { drawMarks, type Marks } from './door-marks.ts';

/** A mark at a place, [longitude, latitude]. */
export interface MarkAt {
	state: string;
	point: readonly [number, number];
}

/** How wide a mark is in CSS pixels where it is drawn in full, without the empty edge of its cell. */
const WIDE = 28;
/** A cell of the texture, of which a mark is the middle seven eighths. */
const CELL = 64;

/** Its share of the full size by zoom; straight lines between these, and flat beyond. */
const SIZES: readonly (readonly [zoom: number, share: number])[] = [
	[12, 0.08],
	[14, 0.15],
	[15, 0.28],
	[16, 0.55],
	[18, 1]
];

/** What share of its full size a mark has at a zoom. */
export function shareAt(zoom: number): number {
	const after = SIZES.findIndex(([at]) => at >= zoom);
	const [right, left] = [SIZES[after], SIZES[after - 1]];
	if (!right) return SIZES.at(-1)?.[1] ?? 1;
	if (!left) return right[1];
	return left[1] + ((zoom - left[0]) / (right[0] - left[0])) * (right[1] - left[1]);
}

const VERTEX = `#version 300 es
uniform mat4 u_matrix;
uniform float u_size;
in vec3 a_door;
flat out float v_cell;
void main() {
	gl_Position = u_matrix * vec4(a_door.xy, 0.0, 1.0);
	gl_PointSize = u_size;
	v_cell = a_door.z;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D u_marks;
uniform float u_cells;
flat in float v_cell;
out vec4 colour;
void main() {
	vec2 at = gl_PointCoord * 0.875 + 0.0625;
	colour = texture(u_marks, vec2((v_cell + at.x) / u_cells, at.y));
	colour.rgb *= colour.a;
}`;

interface Drawn {
	program: WebGLProgram;
	vertices: WebGLVertexArrayObject;
	doors: WebGLBuffer;
	marks: WebGLTexture;
	/** The count of doors that the card holds; -1 when those to be shown have not been handed to it. */
	held: number;
}

function compile(gl: WebGL2RenderingContext): WebGLProgram {
	const program = gl.createProgram();
	for (const [type, source] of [
		[gl.VERTEX_SHADER, VERTEX],
		[gl.FRAGMENT_SHADER, FRAGMENT]
	] as const) {
		const shader = gl.createShader(type);
		if (!shader) throw new Error('no shader');
		gl.shaderSource(shader, source);
		gl.compileShader(shader);
		gl.attachShader(program, shader);
	}
	gl.bindAttribLocation(program, 0, 'a_door');
	gl.linkProgram(program);
	if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
		throw new Error(gl.getProgramInfoLog(program) ?? 'no program');
	return program;
}

/** All marks in a row, in sizes down to a pixel. */
function texture(gl: WebGL2RenderingContext, images: readonly ImageData[], cells: number): WebGLTexture {
	const made = gl.createTexture();
	gl.bindTexture(gl.TEXTURE_2D, made);
	gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, cells * CELL, CELL, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
	for (const [i, image] of images.entries())
		gl.texSubImage2D(gl.TEXTURE_2D, 0, i * CELL, 0, gl.RGBA, gl.UNSIGNED_BYTE, image);
	gl.generateMipmap(gl.TEXTURE_2D);
	gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
	gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
	gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
	return made;
}

export interface DoorLayer extends CustomLayerInterface {
	/** Shows these from the next frame on, later ones above earlier ones. Ask the map for a frame after it. */
	show(doors: readonly MarkAt[]): void;
	/** Draws all of it anew: the context was lost, and comes back empty. */
	lost(): void;
}

/** The layer of doors in the colours of the moment; `zoom` answers the map's. A door of an unknown state is not drawn. */
export function doorLayer(marks: Marks, colours: Colours, zoom: () => number): DoorLayer {
	const drawings = drawMarks(marks, colours);
	const cell = new Map(drawings.map(([name], i) => [name, i]));
	const cells = 2 ** Math.ceil(Math.log2(drawings.length));
	let origin = [0, 0];
	let rows = new Float32Array();
	let drawn: Drawn | undefined;

	function prepare(gl: WebGL2RenderingContext): Drawn {
		const program = compile(gl);
		const vertices = gl.createVertexArray();
		const doors = gl.createBuffer();
		gl.bindVertexArray(vertices);
		gl.bindBuffer(gl.ARRAY_BUFFER, doors);
		gl.enableVertexAttribArray(0);
		gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
		const images = drawings.map(([, image]) => image);
		return { program, vertices, doors, marks: texture(gl, images, cells), held: -1 };
	}

	return {
		id: 'doors',
		type: 'custom',
		show(doors) {
			const [first] = doors;
			const middle = first && MercatorCoordinate.fromLngLat([...first.point]);
			origin = middle ? [middle.x, middle.y] : [0, 0];
			// Seen from one of them: single precision is metres when counted from the edge of the world.
			rows = new Float32Array(
				doors.flatMap(({ state, point }) => {
					const at = MercatorCoordinate.fromLngLat([...point]);
					const mark = cell.get(state);
					if (mark === undefined) return [];
					return [at.x - (origin[0] ?? 0), at.y - (origin[1] ?? 0), mark];
				})
			);
			if (drawn) drawn.held = -1;
		},
		lost: () => void (drawn = undefined),
		render(gl, { defaultProjectionData }) {
			drawn ??= prepare(gl);
			gl.useProgram(drawn.program);
			gl.bindVertexArray(drawn.vertices);
			if (drawn.held < 0) {
				gl.bindBuffer(gl.ARRAY_BUFFER, drawn.doors);
				gl.bufferData(gl.ARRAY_BUFFER, rows, gl.STATIC_DRAW);
				drawn.held = rows.length / 3;
			}
			const at = (name: string) => gl.getUniformLocation(drawn!.program, name);
			const dots = gl.drawingBufferWidth / (gl.canvas as HTMLCanvasElement).clientWidth;
			gl.uniformMatrix4fv(at('u_matrix'), false, moved([...defaultProjectionData.mainMatrix], origin));
			gl.uniform1f(at('u_size'), WIDE * shareAt(zoom()) * dots);
			gl.uniform1f(at('u_cells'), cells);
			gl.uniform1i(at('u_marks'), 0);
			gl.activeTexture(gl.TEXTURE0);
			gl.bindTexture(gl.TEXTURE_2D, drawn.marks);
			gl.drawArrays(gl.POINTS, 0, drawn.held);
			gl.bindVertexArray(null);
		},
		onRemove(_, gl) {
			if (!drawn) return;
			gl.deleteProgram(drawn.program);
			gl.deleteVertexArray(drawn.vertices);
			gl.deleteBuffer(drawn.doors);
			gl.deleteTexture(drawn.marks);
			drawn = undefined;
		}
	};
}

/** A matrix, column by column, that first moves by `by`. */
function moved(matrix: number[], by: readonly number[]): Float32Array {
	const [x = 0, y = 0] = by;
	const column = (i: number, row: number) => matrix[4 * i + row] ?? 0;
	for (let row = 0; row < 4; row++)
		matrix[12 + row] = column(0, row) * x + column(1, row) * y + column(3, row);
	return new Float32Array(matrix);
}
