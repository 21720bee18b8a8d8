package debt

// Edit replaces the bytes from Start up to End of a file by New. The edits of one file never overlap, and are in the order of their positions.
type Edit struct {
	// File is the slash path from the repository root, as in positions.
	File  string `json:"file"`
	Start int    `json:"start"` // byte offset in the file as it was read, counted from 0
	End   int    `json:"end"`
	New   string `json:"new"`
}
