import fc from 'fast-check';

// The same cases in every run, so that a red run is red again; FC_SEED=$RANDOM npm test looks further.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_122) });
