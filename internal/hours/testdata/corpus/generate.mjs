// Makes cases.txt.gz: what npm's opening_hours, the reference, says of 20,000
// random cases. Run `npm ci && npm run generate` here; README.md has the why.

import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { random, text, time, written } from './rules.mjs';

const zone = 'Europe/Stockholm';
process.env.TZ = zone;
const require = createRequire(import.meta.url);
const OpeningHours = require('opening_hours');
const { version } = require('opening_hours/package.json');

const seed = 20261121, rules = 4000, timesPerRule = 5;
const place = { lat: 59.33, lon: 18.06, address: { country_code: 'se', state: 'Stockholms län' } };
const minute = 60e3, years = 5 * 366 * 864e5;

/** Runs f with the machine's clock in another zone. */
function inZone(tz, f) {
	process.env.TZ = tz;
	try {
		return f();
	} finally {
		process.env.TZ = zone;
	}
}

/** The wall clock in Stockholm at a moment, as if it were UTC. */
const wall = (t) => t - new Date(t).getTimezoneOffset() * minute;

/** The moments when Stockholm's clocks change. */
const changes = [];
for (let t = Date.UTC(2025, 11, 1); t < Date.UTC(2037, 0, 1); t += 36e5)
	if (new Date(t).getTimezoneOffset() !== new Date(t - minute).getTimezoneOffset()) changes.push(t);

/**
 * When the reference says that open changes to closed or back. Its own next
 * change may be that of a comment (a holiday's name), so go on until the state
 * is another. null: not before the limit. It throws on some autumn nights.
 */
function flip(oh, t, limit) {
	const it = oh.getIterator(new Date(t));
	const state = it.getState();
	while (it.advance(new Date(limit))) if (it.getState() !== state) return it.getDate().getTime();
	return null;
}

/** What the reference says, run in Stockholm. */
function plain(oh, t) {
	try {
		return { open: oh.getState(new Date(t)), next: flip(oh, t, t + years) };
	} catch {
		return { open: undefined, next: undefined };
	}
}

/**
 * What the reference says when it knows no summer time, put on Stockholm's
 * clocks: between two changes of the clock, wall time is a moment plus a
 * constant.
 */
function byWall(oh, t) {
	const at = (w) => inZone('UTC', () => oh.getState(new Date(w)));
	const open = at(wall(t));
	for (let from = t; from < t + years; ) {
		const change = Math.min(t + years, changes.find((c) => c > from));
		const w = wall(from);
		const next = inZone('UTC', () => flip(oh, w, w + change - from));
		if (next !== null) return { open, next: from + next - w };
		if (change < t + years && at(wall(change)) !== open) return { open, next: change };
		from = change;
	}
	return { open, next: null };
}

function main() {
	const r = random(seed);
	const holidays = [];
	const ph = new OpeningHours('PH 00:00-24:00', place);
	for (const [from, to] of ph.getOpenIntervals(new Date(2026, 0, 1), new Date(2031, 0, 1)))
		for (let t = wall(from.getTime()); t < wall(to.getTime()); t += 864e5) holidays.push(t / 864e5);
	const changeDays = changes.map((t) => Math.floor(wall(t) / 864e5)).filter((n) => n >= Date.UTC(2026, 0, 1) / 864e5 && n < Date.UTC(2031, 0, 1) / 864e5);

	const lines = [], strange = [];
	const seen = new Set();
	let asked = 0, dropped = 0;
	while (lines.length < rules) {
		const rule = written[seen.size] ?? text(r);
		if (seen.has(rule)) continue;
		seen.add(rule);
		const oh = new OpeningHours(rule, place, { mode: 0, locale: 'en' });
		const cases = [];
		while (cases.length < timesPerRule) {
			// An hour later now and then, for the hour that comes twice.
			const t = moment(time(r, rule, holidays, changeDays)) + (r.chance(0.1) ? 60 * minute : 0);
			const a = plain(oh, t), b = byWall(oh, t);
			asked++;
			const write = (c) => `${c.open ? 1 : 0}:${c.next === null ? '-' : (c.next - t) / minute}`;
			if (a.open === b.open && a.next === b.next) cases.push(`${t / minute}:${write(b)}`);
			else {
				dropped++;
				const said = a.open === undefined ? 'throws' : write(a);
				strange.push(`${rule}\t${t / minute}:${write(b)}\t${said}`);
			}
		}
		lines.push([rule, ...cases].join('\t'));
	}
	const head = `# opening_hours ${version}, ${zone}, seed ${seed}; ${asked} cases asked, ${dropped} left out: see README.md`;
	writeFileSync('cases.txt.gz', gzipSync([head, ...lines, ''].join('\n'), { level: 9 }));
	writeFileSync('clockchange.txt', [head, ...strange, ''].join('\n'));
	console.log(head);
}

/** The moment of a local time in minutes; one that is skipped is moved on. */
function moment(n) {
	const d = new Date(n * minute);
	return new Date(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCHours(), d.getUTCMinutes()).getTime();
}

main();
