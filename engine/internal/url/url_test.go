package url

import (
	"net/url"
	"strings"
	"testing"
)

// TestResolve has the examples of RFC 3986, section 5.4, in web form.
func TestResolve(t *testing.T) {
	const base = "http://a/b/c/d;p?q"
	for _, tt := range []struct{ ref, want string }{
		{"g:h", "g:h"}, {"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"},
		{"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"}, {"//g", "http://g"},
		{"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"},
		{"g#s", "http://a/b/c/g#s"}, {";x", "http://a/b/c/;x"},
		{"g;x?y#s", "http://a/b/c/g;x?y#s"}, {".", "http://a/b/c/"}, {"./", "http://a/b/c/"},
		{"..", "http://a/b/"}, {"../", "http://a/b/"}, {"../g", "http://a/b/g"},
		{"../..", "http://a/"}, {"../../g", "http://a/g"}, {"../../../g", "http://a/g"},
		{"/./g", "http://a/g"}, {"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."},
		{"..g", "http://a/b/c/..g"}, {"./../g", "http://a/b/g"}, {"./g/.", "http://a/b/c/g/"},
		{"g/./h", "http://a/b/c/g/h"}, {"g;x=1/../y", "http://a/b/c/y"},
		{"g?y/../x", "http://a/b/c/g?y/../x"}, {"", ""}, {"a b", ""}, {"\"x\"", ""},
	} {
		if got := string(AppendResolved(nil, []byte(base), []byte(tt.ref))); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.ref, got, tt.want)
		}
	}
	if got := AppendResolved(nil, nil, []byte("x")); len(got) > 0 {
		t.Errorf("a relative address without a base: %q", got)
	}
}

func TestSamePage(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"https://www.bote.example/rat/1", "http://bote.example/rat/1/?from=feed#top", true},
		{"https://bote.example/rat/1", "https://bote.example/rat/2", false},
		{"https://bote.example/?p=1", "https://bote.example/?p=2", false},
		{"https://bote.example", "https://bote.example/", true},
		{"/rat/1", "/rat/1", false},
	} {
		a, b := Parse([]byte(tt.a)), Parse([]byte(tt.b))
		if got := SamePage(&a, &b); got != tt.want {
			t.Errorf("%s and %s: %v", tt.a, tt.b, got)
		}
	}
}

func TestHost(t *testing.T) {
	for in, want := range map[string]string{
		"https://eva@www.bote.example:8080/x": "bote.example", "http://[::1]:80/": "[::1]",
		"http://www./": "www.", "http://WWW.a": "a", "/x": "",
	} {
		u := Parse([]byte(in))
		if got := string(u.Host()); got != want {
			t.Errorf("%s has the host %q, want %q", in, got, want)
		}
	}
}

// FuzzResolve compares the resolver with net/url, except for what net/url rewrites (escapes, case)
// and for addresses that it rejects.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{
		"../g", "g;x=1/./y", "?y", "#s", "//h/x", "/../a//b/..", "x:y", "", "a/../../b/",
	} {
		f.Add("http://a/b/c/d;p?q", s)
		f.Add("https://h", s)
	}
	f.Fuzz(func(t *testing.T, base, ref string) {
		got := string(AppendResolved(nil, []byte(base), []byte(ref)))
		if !plain(base) || !plain(ref) || rewritten(base, ref) {
			return
		}
		b, err := url.Parse(base)
		r, err2 := url.Parse(ref)
		if err != nil || err2 != nil || b.Scheme != "http" || b.Host == "" || ref == "" {
			return
		}
		hostless := r.Host == "" && (r.Scheme != "" || strings.HasPrefix(ref, "//"))
		if hostless || r.Opaque != "" {
			return
		}
		if want := b.ResolveReference(r).String(); got != want {
			t.Errorf("%q on %q is %q, want %q", ref, base, got, want)
		}
	})
}

// plain reports whether net/url writes all characters of s as they are.
func plain(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789/.?#:;-_=") == ""
}

// rewritten reports whether net/url resolves ref differently than browsers do: it removes empty
// segments together with the dots, drops an empty query or fragment, and escapes a second #, which
// browsers leave in the fragment.
func rewritten(base, ref string) bool {
	base = strings.TrimPrefix(base, "http://")
	path := strings.TrimPrefix(strings.TrimPrefix(ref, "http:"), "//")
	return strings.Contains(base, "//") || strings.Contains(path, "//") ||
		strings.HasSuffix(base, "?") || strings.Contains(base, "#") ||
		strings.HasSuffix(ref, "?") || strings.HasSuffix(ref, "#") ||
		strings.Contains(ref, "?#") || strings.Count(ref, "#") > 1
}
