package debt

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// unknown finds calls that ask for a key that none of their providers has. It says so only where every provider told all of its keys.
func (j *judgement) unknown(i int) {
	ref := &j.refs[i]
	if j.severity[RuleUnknown] == SeverityOff || !j.known(ref.Provider) || j.keptExactly(ref.ID) != nil {
		return
	}
	message := fmt.Sprintf("flag %q is not known to %s", ref.Key, enumerate(j.behind(ref.Provider), "or"))
	nearest, cached := j.nearest[ref.ID]
	if !cached {
		nearest = j.nearestKey(ref.ID)
		j.nearest[ref.ID] = nearest
	}
	if nearest != "" {
		message += fmt.Sprintf(": did you mean %q?", nearest)
	} else {
		message += ", so this call gets its own default: create the flag there, or correct the key"
	}
	j.report(i, RuleUnknown, j.severity[RuleUnknown], message, "")
}

// nearestKey is the known key that the author most likely meant: one that differs in case and separators only, else one that is at most two typing mistakes away, and no more than one for each three characters. Empty if there is none.
func (t *Table) nearestKey(id ID) Key {
	key := string(id.Key)
	limit := min(2, utf8.RuneCountInString(key)/3)
	best, bestDistance := Key(""), limit+1
	for _, candidate := range t.candidates(id.Provider) { // in order, so that the first of equals wins
		other := string(candidate.Key)
		distance := 0
		if folded(other) != folded(key) {
			distance = max(1, EditDistance(key, other, limit))
		}
		if distance < bestDistance {
			best, bestDistance = candidate.Key, distance
		}
	}
	return best
}

// folded is the key without case and separators.
func folded(key string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", ".", "").Replace(key))
}

// EditDistance is the Levenshtein distance in characters: how many of them must be inserted, deleted or replaced. Beyond limit it may be any number greater than limit.
func EditDistance(a, b string, limit int) int {
	from, to := []rune(a), []rune(b)
	if difference := len(from) - len(to); max(difference, -difference) > limit {
		return limit + 1
	}
	row := make([]int, len(to)+1)
	for column := range row {
		row[column] = column
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for column, s := range to {
			replaced := diagonal
			if r != s {
				replaced++
			}
			diagonal = row[column+1]
			row[column+1] = min(replaced, diagonal+1, row[column]+1)
		}
	}
	return row[len(to)]
}
