package config

import (
	"regexp"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// maxPattern is the number of bytes that a regular expression may have. Go's are linear in time, but not in the memory that they compile to.
const maxPattern = 1000

// naming makes the naming of a document.
func (d *decoder) naming(c *conventions) debt.Naming {
	var n debt.Naming
	switch all := &c.convention; {
	case !d.given(&all.Style) && !d.given(&all.Pattern) && !d.given(&all.Example) && !d.given(&all.Description):
		// No convention, or one for some types only.
	default:
		n.Default = d.pattern(all)
	}
	for t, own := range c.Types {
		if n.Types == nil {
			n.Types = map[debt.Type]*debt.Pattern{}
		}
		if own != nil {
			n.Types[t] = d.pattern(own)
		}
	}
	return n
}

// pattern makes a pattern, whose example must be one.
func (d *decoder) pattern(c *convention) *debt.Pattern {
	p := &debt.Pattern{Style: c.Style, Example: c.Example, Description: c.Description}
	if !d.given(&c.Style) && !d.given(&c.Pattern) {
		d.fail(c.Pos, "give style, pattern or both", "nothing says how the keys look")
		return nil
	}
	whole := d.regexp(c, p)
	if c.Example == "" || d.broken[&c.Style] {
		return p
	}
	switch key := debt.Key(c.Example); {
	case !c.Style.Accepts(key):
		d.fail(d.pos(&c.Example), "correct one of them", "the example %s is not in the style %s", quote(c.Example), c.Style)
	case whole != nil && !whole.MatchString(c.Example):
		d.fail(d.pos(&c.Example), "correct one of them (the pattern has to match the whole key)", "the example %s does not match the pattern", quote(c.Example))
	}
	return p
}

// regexp compiles the pattern into p, and returns the form of it that matches whole keys only.
func (d *decoder) regexp(c *convention, p *debt.Pattern) *regexp.Regexp {
	switch {
	case !d.read(&c.Pattern):
		return nil
	case c.Pattern == "":
		d.fail(d.pos(&c.Pattern), "write a regular expression, or remove the line", "the pattern is empty")
		return nil
	case len(c.Pattern) > maxPattern:
		d.fail(d.pos(&c.Pattern), "shorten it", "the pattern is longer than %d bytes", maxPattern)
		return nil
	}
	compiled, err := regexp.Compile(c.Pattern)
	if err != nil {
		d.fail(d.pos(&c.Pattern), "correct it, in the syntax of Go's regexp", "the pattern is no regular expression (%s)", printable(strings.TrimPrefix(err.Error(), "error parsing regexp: ")))
		return nil
	}
	whole, err := regexp.Compile(`^(?:` + c.Pattern + `)$`)
	if err != nil {
		d.fail(d.pos(&c.Pattern), "shorten it", "the pattern is too large")
		return nil
	}
	p.Regexp = compiled
	return whole
}
