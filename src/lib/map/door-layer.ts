/**
 * Draws the doors of a patch: a square each, all in one call to the graphics card. A symbol layer places every
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

/** How wide a mark is in CSS pixels where it is drawn in full. */
const WIDE = 32;
const CELL = 64;

/** Its share of the full size by zoom; straight lines between these, and flat beyond. */
const SIZES: readonly (readonly [zoom: number, share: number])[] = [
	[12, 0.1],
	[14, 0.2],
	[15, 0.35],
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
uniform vec2 u_size;
uniform float u_cells;
in vec3 a_door;
out vec2 v_at;
void main() {
	vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
	gl_Position = u_matrix * vec4(a_door.xy, 0.0, 1.0);
	gl_Position.xy += (corner - 0.5) * u_size * vec2(1.0, -1.0) * gl_Position.w;
	v_at = vec2((a_door.z + corner.x) / u_cells, corner.y);
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D u_marks;
in vec2 v_at;
out vec4 colour;
void main() {
	colour = texture(u_marks, v_at);
	colour.rgb *= colour.a;
}`;

interface Drawn {
	program: WebGLProgram;
	vertices: WebGLVertexArrayObject;
	doors: WebGLBuffer;
	corners: WebGLBuffer;
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
		const corners = gl.createBuffer();
		gl.bindVertexArray(vertices);
		gl.bindBuffer(gl.ARRAY_BUFFER, doors);
		gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, corners);
		gl.enableVertexAttribArray(0);
		gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
		const images = drawings.map(([, image]) => image);
		return { program, vertices, doors, corners, marks: texture(gl, images, cells), held: -1 };
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
					const row = [at.x - (origin[0] ?? 0), at.y - (origin[1] ?? 0), mark];
					return [...row, ...row, ...row, ...row];
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
				drawn.held = rows.length / 12;
				gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, twoTriangles(drawn.held), gl.STATIC_DRAW);
			}
			const at = (name: string) => gl.getUniformLocation(drawn!.program, name);
			const { clientWidth, clientHeight } = gl.canvas as HTMLCanvasElement;
			const wide = 2 * WIDE * shareAt(zoom());
			gl.uniformMatrix4fv(at('u_matrix'), false, moved([...defaultProjectionData.mainMatrix], origin));
			gl.uniform2f(at('u_size'), wide / clientWidth, wide / clientHeight);
			gl.uniform1f(at('u_cells'), cells);
			gl.uniform1i(at('u_marks'), 0);
			gl.activeTexture(gl.TEXTURE0);
			gl.bindTexture(gl.TEXTURE_2D, drawn.marks);
			gl.drawElements(gl.TRIANGLES, 6 * drawn.held, gl.UNSIGNED_INT, 0);
			gl.bindVertexArray(null);
		},
		onRemove(_, gl) {
			if (!drawn) return;
			gl.deleteProgram(drawn.program);
			gl.deleteVertexArray(drawn.vertices);
			gl.deleteBuffer(drawn.doors);
			gl.deleteBuffer(drawn.corners);
			gl.deleteTexture(drawn.marks);
			drawn = undefined;
		}
	};
}

/** Which corners make the triangles of so many squares. */
const twoTriangles = (squares: number) =>
	Uint32Array.from(
		{ length: 6 * squares },
		(_, i) => 4 * Math.floor(i / 6) + ([0, 1, 2, 2, 1, 3][i % 6] ?? 0)
	);

/** A matrix, column by column, that first moves by `by`. */
function moved(matrix: number[], by: readonly number[]): Float32Array {
	const [x = 0, y = 0] = by;
	const column = (i: number, row: number) => matrix[4 * i + row] ?? 0;
	for (let row = 0; row < 4; row++)
		matrix[12 + row] = column(0, row) * x + column(1, row) * y + column(3, row);
	return new Float32Array(matrix);
}
