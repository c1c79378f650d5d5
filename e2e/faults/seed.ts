/** What a run tries of more than there is time for is drawn from a seed; `FAULT_SEED=n` plays a run again. */
export const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 1_000_000));

/** Said by a test that fails, so that it can be played again. */
export const said = `FAULT_SEED=${seed}`;

/** A number from 0 up to 1 of this run. */
export const drawn = (seed % 1000) / 1000;
