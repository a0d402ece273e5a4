package meta

import (
	"net/url"
	"strings"
	"testing"
)

// TestAddress has the examples of RFC 3986, section 5.4, in web form.
func TestAddress(t *testing.T) {
	const base = "http://a/b/c/d;p?q"
	for _, tt := range []struct{ ref, want string }{
		{"g:h", "g:h"}, {"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"}, {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"},
		{"//g", "http://g"}, {"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"},
		{"g#s", "http://a/b/c/g#s"}, {";x", "http://a/b/c/;x"}, {"g;x?y#s", "http://a/b/c/g;x?y#s"}, {".", "http://a/b/c/"},
		{"./", "http://a/b/c/"}, {"..", "http://a/b/"}, {"../", "http://a/b/"}, {"../g", "http://a/b/g"}, {"../..", "http://a/"},
		{"../../g", "http://a/g"}, {"../../../g", "http://a/g"}, {"/./g", "http://a/g"}, {"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."},
		{"..g", "http://a/b/c/..g"}, {"./../g", "http://a/b/g"}, {"./g/.", "http://a/b/c/g/"}, {"g/./h", "http://a/b/c/g/h"},
		{"g;x=1/../y", "http://a/b/c/y"}, {"g?y/../x", "http://a/b/c/g?y/../x"},
		{"", ""}, {"a b", ""}, {"\"x\"", ""},
	} {
		if got := string(appendResolved(nil, []byte(base), []byte(tt.ref))); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.ref, got, tt.want)
		}
	}
	if got := appendResolved(nil, nil, []byte("x")); len(got) > 0 {
		t.Errorf("a relative address without a base: %q", got)
	}
}

func TestSameAddress(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"https://www.niederbach.example/rat/1", "http://niederbach.example/rat/1/?from=feed#top", true},
		{"https://niederbach.example/rat/1", "https://niederbach.example/rat/2", false},
		{"https://niederbach.example/?p=1", "https://niederbach.example/?p=2", false},
		{"https://niederbach.example", "https://niederbach.example/", true},
		{"/rat/1", "/rat/1", false},
	} {
		a, b := cutAddress([]byte(tt.a)), cutAddress([]byte(tt.b))
		if got := sameAddress(&a, &b); got != tt.want {
			t.Errorf("%s and %s: %v", tt.a, tt.b, got)
		}
	}
}

// FuzzAddress holds the resolver to net/url, but for what net/url rewrites: escapes, case, and addresses it rejects.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"../g", "g;x=1/./y", "?y", "#s", "//h/x", "/../a//b/..", "x:y", "", "a/../../b/"} {
		f.Add("http://a/b/c/d;p?q", s)
		f.Add("https://h", s)
	}
	f.Fuzz(func(t *testing.T, base, ref string) {
		got := string(appendResolved(nil, []byte(base), []byte(ref)))
		if !plainAddress(base) || !plainAddress(ref) {
			return
		}
		b, err := url.Parse(base)
		r, err2 := url.Parse(ref)
		if err != nil || err2 != nil || b.Scheme != "http" || b.Host == "" || ref == "" || r.Scheme != "" && r.Host == "" || r.Opaque != "" {
			return
		}
		if strings.Contains(strings.TrimPrefix(base, "http://"), "//") || strings.Contains(strings.TrimPrefix(strings.TrimPrefix(ref, "http:"), "//"), "//") {
			return // net/url takes empty segments out with the dots
		}
		// net/url keeps //host apart from //host/ only when nothing is resolved, and drops an empty query or host
		if strings.HasSuffix(ref, "?") || strings.Contains(ref, "?#") || strings.HasSuffix(base, "?") || strings.HasSuffix(ref, "#") || strings.Contains(base, "#") || strings.HasPrefix(ref, "//") && r.Host == "" {
			return
		}
		if strings.Count(ref, "#") > 1 {
			return // net/url escapes the second one, browsers leave it in the fragment
		}
		if want := b.ResolveReference(r).String(); got != want {
			t.Errorf("%q on %q is %q, want %q", ref, base, got, want)
		}
	})
}

// plainAddress reports whether net/url writes all characters of s as they are.
func plainAddress(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789/.?#:;-_=") == ""
}
