// npm run simulate: ten thousand tokens over five years through the product's own rules, with learned drift and
// without, and a guesser against the formulas of the guess budgets. Seeded: every run says the same. Writes
// docs/drift.svg. Exit code 1 when a guesser does better than the formula.
import { writeFileSync } from 'node:fs';
import { barChart } from './chart.ts';
import { measureGuessing } from './guesser.ts';
import { playPopulation } from './population.ts';
import { Random } from './random.ts';
import { countsTable, forecastTable, guessesTable, isBounded } from './report.ts';
import { shareByYear, type Tally } from './tally.ts';

const TOKENS = 10_000;
const SEED = 1_000_003;

const played = playPopulation(TOKENS, SEED);
const guesses = measureGuessing(new Random(SEED), 1);

process.stdout.write(`
${TOKENS.toLocaleString('en')} tokens over five years, the same sign-ins with learned drift and without

${countsTable(played)}
${forecastTable(played)}
${guessesTable(guesses)}`);

const hardware = (tallies: readonly Tally[]) => tallies.filter(({ kind }) => kind === 'hardware');
const chart = barChart(
  'Hardware tokens that needed a resync, by year',
  `${hardware(played.learned).length.toLocaleString('en')} simulated tokens, used daily to hardly ever (npm run simulate)`,
  [
    { name: 'drift not learned', colour: '#c4cad2', shares: shareByYear(hardware(played.fixed)) },
    {
      name: 'drift learned at each sign-in',
      colour: '#2563a8',
      shares: shareByYear(hardware(played.learned)),
    },
  ],
);
writeFileSync(`${import.meta.dirname}/../../docs/drift.svg`, chart);
process.exitCode = guesses.every(isBounded) ? 0 : 1;
