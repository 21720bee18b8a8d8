package debt

import "slices"

// completeProviders are those of which every source holds every flag and could be read. A provider without a source is not among them.
func completeProviders(sources []Source) map[string]bool {
	complete := map[string]bool{}
	for _, s := range sources {
		before, seen := complete[s.Provider]
		complete[s.Provider] = s.Complete && s.Problem == "" && (before || !seen)
	}
	return complete
}

// everyProvider lists the providers of the state: in the order of the sources, then those that only flags name.
func everyProvider(sources []Source, ids []ID) []string {
	var providers []string
	for _, s := range sources {
		providers = append(providers, s.Provider)
	}
	rest := len(providers)
	for _, id := range ids {
		providers = append(providers, id.Provider)
	}
	slices.Sort(providers[rest:])
	seen := map[string]bool{"": true}
	return slices.DeleteFunc(providers, func(p string) bool {
		again := seen[p]
		seen[p] = true
		return again
	})
}

// exclusive reports whether only this repository reads the flags of the source that the flag comes from.
func exclusive(f *Flag, sources []Source) bool {
	found := false
	for _, s := range sources {
		if s.Name != f.Source || s.Provider != f.Provider {
			continue
		}
		if !s.Exclusive {
			return false
		}
		found = true
	}
	return found
}
