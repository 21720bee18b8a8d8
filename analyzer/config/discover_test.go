package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// plant makes files below a new directory; a path that ends in a slash is a directory.
func plant(t *testing.T, paths ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, path := range paths {
		full := filepath.Join(root, filepath.FromSlash(path))
		if strings.HasSuffix(path, "/") {
			if err := os.MkdirAll(full, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("version: 1\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestDiscover(t *testing.T) {
	for name, test := range map[string]struct {
		files []string
		from  string
		want  string // empty: none
	}{
		"here":                   {[]string{"repo/.git/", "repo/.flagdebt.yml"}, "repo", "repo/.flagdebt.yml"},
		"other suffix":           {[]string{"repo/.git/", "repo/.flagdebt.yaml"}, "repo", "repo/.flagdebt.yaml"},
		"above":                  {[]string{"repo/.git/", "repo/.flagdebt.yml", "repo/a/b/c/"}, "repo/a/b/c", "repo/.flagdebt.yml"},
		"nearest":                {[]string{"repo/.git/", "repo/.flagdebt.yml", "repo/a/.flagdebt.yaml", "repo/a/b/"}, "repo/a/b", "repo/a/.flagdebt.yaml"},
		"not below":              {[]string{"repo/.git/", "repo/a/.flagdebt.yml"}, "repo", ""},
		"not above a repository": {[]string{".flagdebt.yml", "repo/.git/", "repo/a/"}, "repo/a", ""},
		"nor above a worktree":   {[]string{".flagdebt.yml", "repo/.git", "repo/a/"}, "repo/a", ""},
		"above no repository":    {[]string{".git/", ".flagdebt.yml", "a/b/"}, "a/b", ".flagdebt.yml"},
		"directory not there":    {[]string{".git/", ".flagdebt.yml"}, "gone/too", ".flagdebt.yml"},
	} {
		root := plant(t, test.files...)
		got, err := config.Discover(filepath.Join(root, filepath.FromSlash(test.from)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		want := ""
		if test.want != "" {
			want = filepath.Join(root, filepath.FromSlash(test.want))
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", name, got, want)
		}
	}
}

func TestDiscoverRelative(t *testing.T) {
	root := plant(t, ".git/", ".flagdebt.yml", "a/")
	t.Chdir(filepath.Join(root, "a"))
	got, err := config.Discover(".")
	if err != nil || filepath.Base(got) != config.FileName || !filepath.IsAbs(got) {
		t.Errorf("Discover(.) = %q, %v", got, err)
	}
}

func TestDiscoverTwo(t *testing.T) {
	root := plant(t, ".git/", ".flagdebt.yml", ".flagdebt.yaml")
	path, err := config.Discover(root)
	want := filepath.Join(root, ".flagdebt.yml") + ": there is .flagdebt.yaml beside it: remove one of them"
	var mistake *debt.InputError
	if path != "" || !errors.As(err, &mistake) || err.Error() != want {
		t.Errorf("Discover = %q, %v\nwant %s", path, err, want)
	}
}

// TestLoad is fault 51.
func TestLoad(t *testing.T) {
	root := plant(t, "a/.flagdebt.yml", "dir/")
	c, err := config.Load(filepath.Join(root, "a", ".flagdebt.yml"), "a/.flagdebt.yml")
	if err != nil || c.File != "a/.flagdebt.yml" || c.Version != 1 {
		t.Errorf("Load = %+v, %v", c, err)
	}
	large := filepath.Join(root, "large.yml")
	if err := os.WriteFile(large, []byte("version: 1\n"+strings.Repeat("# filler\n", (16<<20)/9)), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"gone.yml":  "c.yml: the configuration does not exist: create it, or correct its name",
		"dir":       "c.yml: the configuration is no regular file: name a file",
		"large.yml": "c.yml: the configuration is larger than 16 MiB: make it smaller",
	} {
		c, err := config.Load(filepath.Join(root, path), "c.yml")
		var mistake *debt.InputError
		if c != nil || !errors.As(err, &mistake) || err.Error() != want {
			t.Errorf("Load(%s) = %v\nwant %s", path, err, want)
		}
	}
}
