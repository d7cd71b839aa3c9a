import { minify } from "html-minifier-terser";

export default function (cfg) {
  cfg.addGlobalData("layout", "page.njk");
  // One pass over the pages makes what the layout looks up.
  cfg.addCollection("idx", (api) => {
    const byKey = {}, byURL = {}, near = {}, folders = {};
    for (const p of api.getAll()) {
      const d = p.data, e = { url: p.url, title: d.title, description: d.description, weight: d.weight ?? 1e9, order: d.order, tag: d.lang_code };
      byURL[p.url] = e;
      (byKey[d.key] ??= []).push(e);
      const above = p.url.replace(/[^/]+\/$/, "");
      if (above !== "/") (folders[above] ??= []).push(e);
    }
    for (const k in byKey) byKey[k].sort((a, b) => a.order - b.order);
    for (const k in folders) folders[k].sort((a, b) => a.weight - b.weight || (a.url < b.url ? -1 : 1));
    for (const url in byURL) {
      const above = [];
      for (let u = url.replace(/[^/]+\/$/, ""); u !== "/"; u = u.replace(/[^/]+\/$/, "")) if (byURL[u]) above.unshift(byURL[u]);
      near[url] = { above, below: folders[url] ?? [] };
    }
    for (const k in folders) folders[k].forEach((e, i, all) => { near[e.url].previous = all[i - 1]; near[e.url].next = all[i + 1]; });
    return { byKey, near };
  });
  if (process.env.MINIFY === "1")
    cfg.addTransform("min", function (html) {
      return this.page.outputPath?.endsWith(".html")
        ? minify(html, { collapseWhitespace: true, removeComments: true, removeAttributeQuotes: true, collapseBooleanAttributes: true, removeOptionalTags: false })
        : html;
    });
  return { dir: { input: "content", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk", templateFormats: ["md"] };
}
