// Package launchdarkly reads LaunchDarkly's flags: bodies of its REST API, and the data that its SDKs take from the service, a relay or a file.
package launchdarkly

import (
	"net/url"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Provider is the provider of the flags.
const Provider = "launchdarkly"

// Decode reads one page of the list of flags, a list of pages, a single flag, or SDK data (JSON or YAML).
func Decode(data []byte, _ debt.Day) (*document.Decoded, error) {
	root, err := document.Parse(data)
	if err != nil {
		return nil, err
	}
	d := &document.Decoded{}
	switch {
	case root.Get("items").Is(document.Array):
		page(d, root)
	case root.Is(document.Array) && len(root.Items) > 0:
		err = pages(d, root.Items)
	case root.Get("flags").Is(document.Object) || root.Get("flagValues").Is(document.Object):
		sdkData(d, root)
	case root.Get("key").Scalar() != "" && root.Get("variations").Is(document.Array):
		restFlag(d, root)
	default:
		err = root.Errorf("export the list of flags with GET /api/v2/flags/PROJECT?summary=0&env=…", "the file holds no flags of LaunchDarkly")
	}
	if err != nil {
		return nil, err
	}
	document.Resolve(d)
	return d, nil
}

// pages reads several pages in one file, or several flags. The pages are complete together if they hold as many flags as the list has.
func pages(d *document.Decoded, items []*document.Node) error {
	total, whole := 0, true
	for _, item := range items {
		switch {
		case item.Get("items").Is(document.Array):
			page(d, item)
			whole = whole && d.Total > 0
			total = d.Total
		case item.Get("key").Scalar() != "":
			restFlag(d, item)
			whole = false
		default:
			return item.Errorf("list pages of the REST API", "an element of the list is no page of flags")
		}
	}
	d.Complete = whole && len(d.Flags) == total
	d.Total = total
	return nil
}

// page reads one page of the list. It is complete if nothing follows, nothing was filtered out and all flags of the list are there; a page without a total count is one only if it is the last one and the first.
func page(d *document.Decoded, root *document.Node) {
	before := len(d.Flags)
	skipped := len(d.Problems)
	for _, item := range root.Get("items").Items {
		if item.Get("key").Scalar() == "" {
			d.Skip(item.Errorf("export the list of flags with GET /api/v2/flags/PROJECT?summary=0&env=…", "an item of the list is no flag"))
			continue
		}
		restFlag(d, item)
	}
	links := root.Get("_links")
	self := links.Get("self").Get("href").Scalar()
	total, counted := root.Get("totalCount").Int()
	last := !links.Get("next").Has()
	switch {
	case filtered(self):
		d.Complete, d.Total = false, 0
	case counted:
		d.Total = total
		d.Complete = last && len(d.Flags)-before == total
	default:
		d.Total = 0
		d.Complete = last && !links.Get("prev").Has() && skipped == len(d.Problems)
	}
}

// filtered reports whether a list leaves flags out by its own address.
func filtered(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil {
		return true
	}
	query := parsed.Query()
	return query.Has("filter") || query.Has("tag") || query.Has("archived") && !strings.EqualFold(query.Get("archived"), "false")
}

// keyPosition is where the flag's key stands in the body.
func keyPosition(n *document.Node) debt.Position {
	if key := n.Get("key"); key != nil {
		return key.Pos()
	}
	return n.Pos()
}
