// Package rewrite cuts Go source without breaking its layout: comments go with what they belong to, blank lines and indentation stay as a careful person would leave them, and lines that nothing touches keep their bytes.
package rewrite
