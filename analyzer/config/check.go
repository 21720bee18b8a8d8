package config

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// checkCatalogue checks what the form of the fields does not say.
func (d *decoder) checkCatalogue(c *Catalogue) {
	for i := range c.APIs {
		if d.read(&c.APIs[i]) {
			d.checkAPI(&c.APIs[i])
		}
	}
	for i := range c.Registries {
		if d.read(&c.Registries[i]) {
			d.checkRegistry(&c.Registries[i])
		}
	}
	for i := range c.Contexts {
		if made := &c.Contexts[i]; d.read(made) {
			d.checkPackages(&made.Packages)
			d.checkPatterns(&made.Methods, "methods")
		}
	}
}

func (d *decoder) checkAPI(a *API) {
	if d.read(&a.Provider) {
		d.checkProvider(a.Provider, d.pos(&a.Provider))
	}
	d.checkPackages(&a.Packages)
	d.checkNames(&a.Receivers, "receiver", true)
	d.checkMethods(&a.Methods)
	if d.read(&a.Key) {
		d.checkKey(&a.Key)
	}
	d.checkNotEmpty(&a.Keys, "keys", "write the keys that it is about, as in [FEATURE_*], or leave it out")
	for i := range a.Keys {
		if d.read(&a.Keys[i]) {
			d.checkBraces(a.Keys[i], d.pos(&a.Keys[i]))
		}
	}
	if a.Key.Address && a.Role != debt.RoleTestOverride {
		d.fail(d.pos(&a.Key.Address), "add role: test-override", "only a test override takes the address of a flag")
	}
	if a.Key.Pairs && a.Role != debt.RoleTestOverride {
		d.fail(d.pos(&a.Key.Pairs), "add role: test-override", "only a test override takes a text of keys and values")
	}
	d.checkDefault(&a.Default)
	d.checkResult(&a.Result)
}

func (d *decoder) checkKey(k *KeyPos) {
	pos := d.pos(k)
	arg := d.given(&k.Arg)
	if arg {
		d.checkIndex(&k.Arg, "arg")
	}
	switch {
	case arg && k.Receiver:
		d.fail(pos, "keep one of them", "the key cannot be both an argument and the receiver")
	case !arg && !k.Receiver && !k.Index:
		d.fail(pos, "give arg, counted from 0, or receiver: true", "nothing says where the key stands")
	case k.Index && arg != k.Elems:
		d.fail(pos, "give arg and elems, or neither", "a call that is indexed with a key names either several keys or none")
	case k.Index && (k.Receiver || k.Address || k.Pairs):
		d.fail(pos, "keep one of them", "the key cannot be both an index and elsewhere in the call")
	case k.Receiver && (k.Field != "" || k.Elems || k.Address || k.Pairs):
		d.fail(pos, "remove them", "field, elems, address and pairs belong to an argument, not to the receiver")
	case k.Address && (k.Field != "" || k.Elems):
		d.fail(pos, "keep one of them", "the key cannot be both behind an address and a part of the argument")
	case k.Pairs && (k.Field != "" || k.Elems || k.Address):
		d.fail(pos, "keep one of them", "the key cannot be both in a text of pairs and elsewhere in the argument")
	}
	d.checkFieldPath(&k.Field)
}

// checkFieldPath checks a path of fields, if it was given.
func (d *decoder) checkFieldPath(path *string) {
	if !d.read(path) {
		return
	}
	for name := range strings.SplitSeq(*path, ".") {
		if !isIdentifier(name, "") {
			d.fail(d.pos(path), "write the name of a field, or several with dots between them", "%s in %q is not a name", quote(*path), "field")
			return
		}
	}
}

func (d *decoder) checkDefault(p *DefaultPos) {
	if p.Arg != nil {
		d.checkIndex(p.Arg, "arg")
	}
	d.checkName(&p.Option, "option")
	places := 0
	for _, given := range []bool{p.Arg != nil || p.Option != "", p.Decl, !p.Value.IsZero()} {
		if given {
			places++
		}
	}
	if places > 1 {
		d.fail(d.pos(p), "keep one of them", "the default has more than one place")
	}
}

func (d *decoder) checkResult(r *ResultPos) {
	d.checkIndex(&r.Index, "index")
	d.checkName(&r.Field, "field")
	d.checkName(&r.Getter, "getter")
	d.checkName(&r.Opposite, "opposite")
	name := map[int]string{r.Index: "index"}
	for _, other := range []struct {
		index *int
		name  string
	}{{r.Error, "error"}, {r.Detail, "detail"}} {
		if other.index == nil {
			continue
		}
		d.checkIndex(other.index, other.name)
		if taken, twice := name[*other.index]; twice {
			d.fail(d.pos(other.index), "count the results from 0", "%q and %q are the same result", taken, other.name)
		}
		name[*other.index] = other.name
	}
}

// packageForm is an import path. The go command allows more in a path of its own, but none of it in one that is fetched.
var packageForm = regexp.MustCompile(`^[A-Za-z0-9_~.+-]+(/[A-Za-z0-9_~.+-]+)*$`)

func (d *decoder) checkPackages(packages *Strings) {
	d.checkNotEmpty(packages, "package", "name the import path")
	for i := range *packages {
		p, pos := (*packages)[i], d.pos(&(*packages)[i])
		if !d.read(&(*packages)[i]) {
			continue
		}
		base, _ := cutMajor(p)
		switch {
		case p == "." || strings.HasPrefix(p, "./") || strings.HasPrefix(p, "../"):
			d.fail(pos, "write the import path, which begins with the path of the module", "the package %s is a directory", quote(p))
		case strings.Contains(base, "*"):
			d.fail(pos, "use it only as a last element /v*, which stands for all major versions", "the package %s has a *", quote(p))
		case !packageForm.MatchString(base):
			d.fail(pos, "write it as in an import declaration, without quotes", "%s is not an import path", quote(p))
		}
	}
}

// checkNotEmpty complains about a list without entries; one that is missing has been complained about.
func (d *decoder) checkNotEmpty(list *Strings, name, do string) {
	if d.given(list) && len(*list) == 0 {
		d.fail(d.pos(list), do, "%q is empty", name)
	}
}

// checkNames checks identifiers of Go; "" stands for a package function where there may be no receiver.
func (d *decoder) checkNames(names *Strings, name string, orNone bool) {
	for i := range *names {
		if orNone && (*names)[i] == "" {
			continue
		}
		d.checkName(&(*names)[i], name)
	}
}

// checkName checks an identifier, if it was given.
func (d *decoder) checkName(text *string, name string) {
	if !d.read(text) || isIdentifier(*text, "") {
		return
	}
	do := "write the name alone, as Go declares it"
	if plain := strings.TrimLeft(*text, "*&"); plain != *text && isIdentifier(plain, "") {
		do = fmt.Sprintf("write %s, which stands for the pointer too", plain)
	} else if _, after, ok := strings.Cut(*text, "."); ok && isIdentifier(after, "") && name != "field" && name != "fields" {
		do = fmt.Sprintf("write %s, and the package in package", after)
	} else if before, _, ok := strings.Cut(*text, "["); ok && isIdentifier(before, "") {
		do = fmt.Sprintf("write %s, without type arguments", before)
	}
	d.fail(d.pos(text), do, "%s in %q is not a name", quote(*text), name)
}

// isIdentifier reports whether the text is an identifier of Go, the extra characters allowed.
func isIdentifier(text, extra string) bool {
	for i, r := range text {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) && !strings.ContainsRune(extra, r) {
			return false
		}
	}
	return text != ""
}

// maxGlobs is the number of stars in one name: each multiplies the time to compare.
const maxGlobs = 3

func (d *decoder) checkMethods(methods *Strings) {
	d.checkNotEmpty(methods, "methods", "name the methods or functions that ask for a flag")
	d.checkPatterns(methods, "methods")
}

// checkPatterns checks names with {a,b} alternatives and * globs.
func (d *decoder) checkPatterns(patterns *Strings, name string) {
	for i := range *patterns {
		pattern, pos := (*patterns)[i], d.pos(&(*patterns)[i])
		if d.read(&(*patterns)[i]) && d.checkBraces(pattern, pos) {
			d.checkAlternatives(pattern, name, pos)
		}
	}
}

// maxAlternatives is the number of names that one entry may stand for.
const maxAlternatives = 1000

// checkBraces checks that every brace has its partner, and that they do not stand for more names than anyone reads.
func (d *decoder) checkBraces(pattern string, pos debt.Position) bool {
	open, names, alternatives, paired := false, 1, 1, true
	for _, r := range pattern {
		switch {
		case r == '{' && !open:
			open, alternatives = true, 1
		case r == '}' && open:
			open, names = false, min(names*alternatives, maxAlternatives+1)
		case r == '{' || r == '}':
			paired = false
		case r == ',' && open:
			alternatives++
		}
	}
	switch {
	case open || !paired:
		d.fail(pos, "write alternatives as in {Bool,String}Variation, not nested", "the braces of %s do not match", quote(pattern))
	case names > maxAlternatives || len(pattern) > maxGlob:
		d.fail(pos, "use several entries", "%s is too long", quote(pattern))
	default:
		return true
	}
	return false
}

func (d *decoder) checkAlternatives(pattern, field string, pos debt.Position) {
	for _, name := range Expand(pattern) {
		switch {
		case !isIdentifier(name, "*"):
			d.fail(pos, "write names of Go, with {a,b} for alternatives and * for any text", "%s in %q is not a name", quote(name), field)
		case strings.Count(name, "*") > maxGlobs:
			d.fail(pos, "use several entries", "%s has more than %d stars", quote(name), maxGlobs)
		default:
			continue
		}
		return
	}
}
