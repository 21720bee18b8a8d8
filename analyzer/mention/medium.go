package mention

import (
	"path"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// mediumOf is the kind of text that a file holds, by the last part of its name. What is not known is data.
func mediumOf(base string) debt.Medium {
	ext := strings.ToLower(path.Ext(base))
	switch {
	case slices.Contains(proseFiles, strings.ToLower(path.Ext(strings.TrimSuffix(base, path.Ext(base))))):
		return debt.MediumProse // README.md.tmpl
	case slices.Contains(codeFiles, ext):
		return debt.MediumCode
	case slices.Contains(proseFiles, ext):
		return debt.MediumProse
	}
	bare := strings.ToUpper(strings.TrimSuffix(base, path.Ext(base)))
	for _, document := range []string{"README", "CHANGELOG", "CHANGES", "HISTORY", "NEWS", "LICENSE", "CONTRIBUTING", "TODO"} {
		if bare == document && ext == "" {
			return debt.MediumProse
		}
	}
	return debt.MediumData
}

// codeFiles are the endings of languages in which programs ask for flags, templates among them. What only builds, deploys or configures programs, or fills databases, is data.
var codeFiles = []string{
	".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".coffee", ".elm",
	".html", ".htm", ".xhtml", ".tmpl", ".gotmpl", ".gohtml", ".tpl", ".templ", ".ejs", ".hbs", ".handlebars", ".mustache", ".j2", ".jinja", ".jinja2", ".njk", ".liquid", ".pug", ".haml", ".slim", ".erb", ".twig", ".ftl", ".jsp", ".cshtml", ".razor",
	".py", ".rb", ".php", ".pl", ".pm", ".lua", ".r", ".jl", ".ex", ".exs", ".erl", ".clj", ".cljs", ".hs", ".ml", ".fs",
	".java", ".kt", ".kts", ".scala", ".groovy", ".cs", ".vb", ".swift", ".m", ".mm", ".dart", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".rs", ".zig", ".go",
}

// proseFiles are the endings of documents.
var proseFiles = []string{".md", ".mdx", ".markdown", ".txt", ".rst", ".adoc", ".asciidoc", ".org", ".tex", ".rtf"}
