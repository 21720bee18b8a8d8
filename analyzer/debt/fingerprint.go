package debt

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Fingerprint identifies the finding over time by rule, flag, file and enclosing function, in 16 hexadecimal digits: neither a moved line nor the wording of a message makes an old finding new. Two findings of one rule on one flag in one function have the same; the caller numbers them.
func (f Finding) Fingerprint(function string) string {
	hash := sha256.New()
	for _, part := range []string{string(f.Rule), f.Provider, string(f.Key), f.Pos.File, function} {
		io.WriteString(hash, part+"\x00") // a hash never fails
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
