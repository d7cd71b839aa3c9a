// Reads XLIFF with npm's xliff, prints what each unit says with its codes as
// ⟦id⟧, and writes it anew with the same: what a translator's tool does.
import { xliff2js, js2xliff } from 'xliff'
import fs from 'node:fs'

const [from, to] = process.argv.slice(2)
const said = (text) => [text ?? ''].flat().map((part) => {
	if (typeof part === 'string') return part
	const [kind, code] = Object.entries(part)[0]
	return kind === 'Span' ? `⟦${code.id}⟧${said(code.contents)}⟦/${code.id}⟧` : `⟦${code.id}⟧`
}).join('')

const js = await xliff2js(fs.readFileSync(from, 'utf8'))
const units = {}
for (const [file, all] of Object.entries(js.resources)) {
	for (const [id, u] of Object.entries(all)) units[`${file} ${id}`] = [said(u.source), said(u.target)]
}
process.stdout.write(JSON.stringify({ from: js.sourceLanguage, to: js.targetLanguage, units }))
fs.writeFileSync(to, await js2xliff(js))
