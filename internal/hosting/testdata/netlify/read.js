// Prints what Netlify's own readers make of _headers and _redirects in a folder.
import {parseAllHeaders} from '@netlify/headers-parser'
import {parseAllRedirects} from '@netlify/redirect-parser'

const folder = process.argv[2]
const {headers, errors} = await parseAllHeaders({headersFiles: [folder + '/_headers'], configHeaders: [], minimal: false})
const read = await parseAllRedirects({redirectsFiles: [folder + '/_redirects'], configRedirects: [], minimal: false})
console.log(JSON.stringify({
  headers: headers.map(h => ({for: h.forRegExp.source, values: h.values})),
  redirects: read.redirects,
  errors: [...errors, ...read.errors].map(String),
}))
