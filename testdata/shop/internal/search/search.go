// Package search finds articles by words.
package search

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"shop.example/api/internal/ff"
)

// ErrUnavailable is returned while search is switched off.
var ErrUnavailable = errors.New("search is switched off")

// Article is what can be found.
type Article struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Sold  int    `json:"-"` // in the last 30 days
}

type hit struct {
	Article
	matches int
}

// Index searches a catalogue in memory.
type Index struct {
	articles    []Article
	flags       *ff.Client
	experiments []string // names of the running experiments on recall, from the configuration
}

// NewIndex returns an index over the articles.
func NewIndex(articles []Article, flags *ff.Client, experiments ...string) *Index {
	return &Index{articles: articles, flags: flags, experiments: experiments}
}

// Search returns the articles whose titles hold a word of the query, best first.
func (x *Index) Search(ctx context.Context, query string) ([]Article, error) {
	if !x.flags.On(ctx, ff.SearchKill, true) {
		return nil, ErrUnavailable
	}
	words := strings.Fields(strings.ToLower(query))
	for _, name := range x.experiments {
		if expand, ok := expansions[name]; ok && x.flags.On(ctx, "exp-"+name, false) {
			words = append(words, expand(words)...)
		}
	}
	hits := x.match(words)
	switch x.flags.Text(ctx, ff.SearchRanker, "matches") {
	case "popular":
		slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.Sold, a.Sold) })
	case "blended":
		slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.matches*(100+b.Sold), a.matches*(100+a.Sold)) })
	default:
		slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.matches, a.matches) })
	}
	found := make([]Article, len(hits))
	for i, h := range hits {
		found[i] = h.Article
	}
	return found, nil
}

func (x *Index) match(words []string) []hit {
	var hits []hit
	for _, article := range x.articles {
		title := strings.ToLower(article.Title)
		matches := 0
		for _, word := range words {
			matches += strings.Count(title, word)
		}
		if matches > 0 {
			hits = append(hits, hit{article, matches})
		}
	}
	return hits
}

// expansions add words to a query, one function for each experiment on recall.
var expansions = map[string]func([]string) []string{
	"synonyms": func(words []string) []string {
		synonyms := map[string]string{"cup": "mug", "light": "lamp"}
		var more []string
		for _, word := range words {
			if synonym, ok := synonyms[word]; ok {
				more = append(more, synonym)
			}
		}
		return more
	},
	"singular": func(words []string) []string {
		var more []string
		for _, word := range words {
			if stem, ok := strings.CutSuffix(word, "s"); ok {
				more = append(more, stem)
			}
		}
		return more
	},
}

// ServeHTTP answers GET /search?q=…
func (x *Index) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found, err := x.Search(r.Context(), r.URL.Query().Get("q"))
	if errors.Is(err, ErrUnavailable) {
		w.Header().Set("Retry-After", "60")
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(found)
}
