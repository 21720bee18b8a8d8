package config

import (
	"reflect"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// sdkFile is a catalogue of SDKs as it is written.
type sdkFile struct {
	Version int   `yaml:"version"`
	SDKs    []SDK `yaml:"sdks" required:"list the SDKs"`
}

// ParseCatalogue reads a catalogue of SDKs, a file of its own beside the configuration that has the schema of its flags. APIs and registries without a provider get that of their SDK. The error is of type Errors.
func ParseCatalogue(file string, data []byte) ([]SDK, error) {
	src, root, err := parse(file, data)
	if err != nil {
		return nil, err
	}
	if mistake := checkVersion(root, src.at); mistake != nil {
		return nil, Errors{mistake}
	}
	d, catalogue := newDecoder(src.at), new(sdkFile)
	d.decode(root, reflect.ValueOf(catalogue).Elem(), "the catalogue")
	d.requireVersion(root)
	first := map[string]debt.Position{}
	for i := range catalogue.SDKs {
		sdk := &catalogue.SDKs[i]
		if d.given(&sdk.Provider) {
			d.checkProvider(sdk.Provider, d.pos(&sdk.Provider))
			if earlier, twice := first[sdk.Provider]; twice {
				d.fail(d.pos(&sdk.Provider), "join both entries", "the provider %s is given twice, before at %s", quote(sdk.Provider), earlier)
			}
			first[sdk.Provider] = d.pos(&sdk.Provider)
		}
		d.checkCatalogue(&sdk.Catalogue)
		sdk.inherit()
	}
	if err := d.errors.sorted(); err != nil {
		return nil, err
	}
	return catalogue.SDKs, nil
}

// inherit gives the provider of the SDK to what has none.
func (s *SDK) inherit() {
	for i := range s.APIs {
		if s.APIs[i].Provider == "" {
			s.APIs[i].Provider = s.Provider
		}
	}
	for i := range s.Registries {
		if s.Registries[i].Provider == "" {
			s.Registries[i].Provider = s.Provider
		}
	}
}
