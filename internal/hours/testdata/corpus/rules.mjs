// Random rules of the subset, and random times that are likely to find a bug.
// Everything is drawn from one seeded source, so that the same seed makes the
// same corpus.

/** A small seeded generator (mulberry32). */
export function random(seed) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	const int = (from, to) => from + Math.floor(next() * (to - from + 1));
	return {
		chance: (p) => next() < p,
		int,
		pick: (list) => list[int(0, list.length - 1)],
	};
}

const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const years = [2026, 2027, 2028, 2029, 2030];
const two = (n) => String(n).padStart(2, '0');

function days(r) {
	if (r.chance(0.15)) return 'PH';
	const list = [];
	for (let n = r.pick([1, 1, 1, 2, 2, 3]); n > 0; n--) {
		const from = r.pick(weekdays);
		const to = r.pick(weekdays);
		list.push(r.chance(0.5) && from !== to ? `${from}-${to}` : from);
	}
	if (r.chance(0.3)) list.splice(r.int(0, list.length), 0, 'PH');
	return list.join(r.chance(0.1) ? ', ' : ',');
}

// A day that is worth a rule: around holidays, clock changes, ends of months.
function monthDay(r, year) {
	const [month, day] = r.pick([
		[12, 24], [12, 25], [12, 26], [12, 31], [1, 1], [1, 5], [1, 6], [5, 1], [6, 6], [4, 30], [10, 31],
		[3, r.int(25, 31)], [10, r.int(25, 31)], [6, r.int(19, 26)], [r.int(3, 5), r.int(1, 30)],
		[r.int(1, 12), r.int(1, 28)], [r.int(1, 12), r.int(1, 28)],
		year && year % 4 === 0 ? [2, 29] : [2, 28],
	]);
	return { month, day };
}

const number = (d) => d.month * 32 + d.day;
const write = (d) => `${months[d.month - 1]} ${two(d.day)}`;

/** Whether a is the day after b, so that from a to b is a whole year. */
function isDayAfter(a, b) {
	const next = new Date(Date.UTC(2001, b.month - 1, b.day + 1));
	return next.getUTCMonth() + 1 === a.month && next.getUTCDate() === a.day;
}

// Dates. What the subset leaves out is not made: see README.md.
function dates(r, timesFollow) {
	const one = (year) => {
		const prefix = year ? `${year} ` : '';
		const a = monthDay(r, year), b = monthDay(r, year);
		switch (r.int(0, 3)) {
			case 0:
			case 1:
				return prefix + write(a);
			case 2: { // in one month
				const to = Math.min(a.day + r.int(1, 9), a.month === 2 ? 27 : [4, 6, 9, 11].includes(a.month) ? 30 : 31);
				return to > a.day ? `${prefix}${write(a)}-${two(to)}` : prefix + write(a);
			}
			default: // over months, over New Year
				if (a.month === b.month || (a.month === 2 && a.day === 29) || (b.month === 2 && b.day === 29)) return prefix + write(a);
				if (!year) return isDayAfter(a, b) ? write(a) : `${write(a)}-${write(b)}`;
				return number(a) < number(b) ? `${prefix}${write(a)}-${prefix}${write(b)}` : `${prefix}${write(a)}-${year + 1} ${write(b)}`;
		}
	};
	if (r.chance(0.3)) { // months
		const from = r.int(0, 11), to = r.int(0, 11);
		if (r.chance(0.25)) {
			const range = from < to ? `${months[from]}-${months[to]}` : months[from];
			return from < to || !timesFollow ? `${r.pick(years)} ${range}` : range;
		}
		const list = [r.chance(0.6) ? `${months[from]}-${months[to]}` : months[from]];
		while (r.chance(0.15)) list.push(r.pick(months));
		return list.join(',');
	}
	const year = r.chance(0.3) ? r.pick(years) : 0;
	const list = [one(year)];
	while (r.chance(0.2)) list.push(one(year && r.pick(years)));
	return list.join(',');
}

// Times on the quarter; the small hours, where clocks change, are favoured.
function times(r) {
	const list = [];
	for (let n = r.pick([1, 1, 1, 1, 2, 2, 3]); n > 0; n--) {
		const minute = () => (r.chance(0.3) ? r.int(0, 20) : r.int(0, 95)) * 15;
		const clock = (m) => `${two(Math.floor(m / 60))}:${two(m % 60)}`;
		let from = minute(), to = minute();
		if (r.chance(0.25)) [from, to] = [r.int(60, 95) * 15, r.int(1, 20) * 15]; // past midnight
		if (r.chance(0.06)) [from, to] = [0, 1440];
		if (r.chance(0.08)) to = from === 0 ? 1440 : r.pick([0, 1440]);
		if (from === to) to = from + 15;
		list.push(`${clock(from)}-${clock(to)}`);
	}
	return list.join(r.chance(0.1) ? ', ' : ',');
}

function rule(r, first, adds) {
	if (first && r.chance(0.1)) return '24/7';
	if (first && r.chance(0.02)) return 'off';
	const off = !adds && r.chance(first ? 0.05 : 0.4);
	const timed = !off || r.chance(0.5);
	let when = '';
	if (!(first && !off && r.chance(0.12))) {
		const kind = r.int(1, 10);
		if (kind <= (first ? 2 : 4)) when = dates(r, timed);
		else if (kind <= (first ? 3 : 6)) when = `${dates(r, false)} ${days(r)}`;
		else when = days(r);
	}
	return [when, timed ? times(r) : '', off ? r.pick(['off', 'off', 'off', 'closed']) : ''].filter(Boolean).join(' ');
}

/** Rules as people write them, to begin with. */
export const written = [
	'24/7', 'Mo-Fr 08:00-16:30; PH off', 'Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00', 'Mo-Fr 16:30-02:00; Sa 14:00-02:00',
	'Mo-Su 09:00-21:00', '09:00-21:00', 'Mo-Th 08:00-16:30; Fr 08:00-15:00; PH off', 'Mo-Fr 17:00-08:00; Sa,Su,PH 00:00-24:00',
	'Mo-Fr 17:00-08:00, Sa,Su,PH 00:00-24:00', 'Mo-Fr 00:00-08:00,16:30-24:00; Sa,Su,PH 00:00-24:00', 'Mo,We 13:00-15:00',
	'Tu 18:00-20:00; Jun-Aug off', 'Mo-Fr 09:00-12:00,13:00-16:00; PH off; Dec 24 off; Dec 31 off', 'Mo-Su 20:00-06:00',
	'24/7; 2027 May 01 03:00-04:00 off', 'Mo-Su 16:30-02:00; Dec 24 off', 'Mo-Su 16:30-02:00; Dec 24 16:30-02:00 off',
	'Mo-Su 16:30-02:00; PH 16:30-02:00 off, PH 14:00-22:00', 'Mo-Fr 10:00-16:00; Jun-Aug Mo-Fr 10:00-14:00; PH off',
	'Mo-Fr 09:00-16:00; 2026 Dec 21-2027 Jan 06 Mo-Fr 10:00-14:00; PH off; Dec 24-26 off; Dec 31 off', 'Su-Th 19:00-22:00',
	'PH off; Mo-Fr 09:00-16:00', 'Mo-Fr 09:00-16:00, PH 10:00-14:00', 'Sa-Mo 12:00-18:00', 'Dec 24-Jan 06 off',
	'Mo-Fr 07:00-19:00; PH,Sa,Su 09:00-17:00; Dec 24,Dec 31 09:00-13:00', 'Su 22:00-06:00', 'Sa 22:00-02:30', 'Sa,Su 02:00-03:00',
];

/** A random text of one to four rules. */
export function text(r) {
	let all = rule(r, true, false);
	for (let n = r.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 3]); n > 0; n--) {
		const adds = all !== '24/7' && r.chance(0.35);
		all += (adds ? r.pick([', ', ', ', ',']) : r.pick(['; ', '; ', ';'])) + rule(r, false, adds);
	}
	return all;
}

/** A random time, in minutes since 1970 by a clock without summer time, 2026 to 2030. */
export function time(r, rule, holidays, changes) {
	const day = (n, spread) => n + r.int(-spread, spread);
	const first = Date.UTC(2026, 0, 1) / 864e5, last = Date.UTC(2030, 11, 31) / 864e5;
	let n;
	const dated = [...rule.matchAll(/(?:(20\d\d) )?([A-Z][a-z]{2}) (\d\d)(?!:)/g)].filter((m) => months.includes(m[2]));
	const kind = r.int(1, 10);
	if (kind <= 2) n = day(r.pick(changes), 1);
	else if (kind <= 5) n = day(r.pick(holidays), 1);
	else if (kind <= 8 && dated.length) {
		const m = r.pick(dated);
		n = day(Date.UTC(m[1] ? Number(m[1]) : r.pick(years), months.indexOf(m[2]), Number(m[3])) / 864e5, 1);
	} else n = r.int(first, last);
	n = Math.max(first, Math.min(last, n));
	let minute = kind <= 2 && r.chance(0.6) ? r.int(0, 300) : r.int(0, 1439);
	const clocks = [...rule.matchAll(/(\d\d):(\d\d)/g)];
	if (clocks.length && r.chance(0.5)) { // on the edge of a span
		const c = r.pick(clocks);
		minute = (Number(c[1]) * 60 + Number(c[2]) + r.pick([-1, 0, 0, 1]) + 1440) % 1440;
	}
	return n * 1440 + minute;
}
