/** The mark’s outlines, 48 by 32: the gables and the door as it is open; strokes are 3 wide. */
export const markShapes = {
	gables: 'M2 30.5V13L9.3 4l7.4 9L24 4l7.3 9 7.4-9L46 13v17.5z',
	door: 'M20 30.5V17h9v13.5z',
	leaf: 'M20 17l-5.5 2.2V32l5.5-1.5z'
};
