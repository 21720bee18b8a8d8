package flagstate

import (
	"errors"
	"reflect"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// ErrNotOurs is the answer to a deletion from a file that only repeats what a platform knows. The flag is to be deleted there.
var ErrNotOurs = errors.New("files of this format are copies: delete the flag on its platform")

// Delete takes flags out of a file in which they are defined, as edits without the name of the file. The comments and the order of everything else stay, and the flags that are left are the same; a file for which that is not possible is an error, and nothing of it is deleted. Formats of which files are copies answer ErrNotOurs.
func Delete(format string, content []byte, keys ...debt.Key) ([]debt.Edit, error) {
	f, problem := findFormat(format, "", content)
	if problem != nil {
		return nil, problem
	}
	if f.Delete == nil {
		return nil, ErrNotOurs
	}
	draft := document.NewDraft(content)
	for _, key := range keys {
		edits, err := f.remove(draft.Bytes(), key)
		if err != nil {
			if _, first := f.remove(content, key); first != nil {
				err = first // with positions in the file as it is
			}
			return nil, err
		}
		draft.Apply(edits)
	}
	return draft.Edits(), nil
}

// Empty reports whether a file in which flags are defined defines nothing any more, so that it can be removed. Comments do not count; metadata of the file does.
func Empty(format string, content []byte) bool {
	f, problem := findFormat(format, "", content)
	return problem == nil && f.Empty != nil && f.Empty(content)
}

// remove takes one flag out, and makes sure that the file then defines what it did before, but for the flag.
func (f Format) remove(content []byte, key debt.Key) ([]debt.Edit, error) {
	before, err := f.Decode(content, 0)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(before.Flags, func(flag debt.Flag) bool { return flag.Key == key })
	if at < 0 {
		return nil, &debt.InputError{What: "there is no flag " + document.Quote(string(key)) + " in the file", Do: "look at the file: it may have changed"}
	}
	pos := before.Flags[at].Origin
	edits, err := f.Delete(content, key)
	if err != nil {
		return nil, err
	}
	draft := document.NewDraft(content)
	draft.Apply(edits)
	after := &document.Decoded{}
	if !f.Empty(draft.Bytes()) {
		if after, err = f.Decode(draft.Bytes(), 0); err != nil {
			return nil, entangled(pos)
		}
	}
	if !slices.EqualFunc(slices.Delete(before.Flags, at, at+1), after.Flags, sameFlag) {
		return nil, entangled(pos)
	}
	return edits, nil
}

// entangled is the refusal of a deletion that would change other flags.
func entangled(pos debt.Position) error {
	return &debt.InputError{Pos: pos, What: "the flag cannot be taken out without changing others", Do: "delete it by hand"}
}

// sameFlag reports whether two flags differ in nothing but their positions.
func sameFlag(a, b debt.Flag) bool {
	a.Origin, b.Origin = debt.Position{}, debt.Position{}
	return reflect.DeepEqual(a, b)
}
