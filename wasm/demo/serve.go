//go:build ignore

// Serve serves the demo on this machine. Run it in the top folder of the repository:
//
//	go run ./wasm/demo/serve.go
//
// It serves the folders of the page, and testdata for its examples. A static server can do the
// same if it has wasm/demo, wasm/view and wasm/js side by side, testdata as samples, and serves
// .wasm as application/wasm.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"time"
)

var folders = map[string]string{
	"/demo/":    "wasm/demo",
	"/view/":    "wasm/view",
	"/js/":      "wasm/js",
	"/samples/": "testdata",
}

// types has the MIME types. The tables of systems differ, and a module that is not text/javascript
// does not run.
var types = map[string]string{
	".html":  "text/html; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".txt":   "text/plain; charset=utf-8",
	".txtar": "text/plain; charset=utf-8",
	".md":    "text/plain; charset=utf-8",
}

func main() {
	port := flag.Int("port", 8377, "port on 127.0.0.1; if it is in use, and for 0, any free one")
	flag.Parse()
	log.SetFlags(0)
	for _, file := range []string{
		"wasm/demo/index.html", "wasm/js/engine.wasm", "wasm/js/wasm_exec.js",
	} {
		if _, err := os.Stat(file); err != nil {
			log.Fatalf("%v\nrun this in the top folder of the repository, after \"make wasm\"", err)
		}
	}
	listener, err := listen(*port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("http://%s/demo/\n", listener.Addr())
	server := http.Server{Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.Serve(listener))
}

// listen listens on a port, or on another one if that is in use.
func listen(port int) (net.Listener, error) {
	l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil && port != 0 {
		return net.Listen("tcp4", "127.0.0.1:0")
	}
	return l, err
}

func handler() http.Handler {
	mux := http.NewServeMux()
	for prefix, dir := range folders {
		root, err := os.OpenRoot(dir)
		if err != nil {
			log.Fatal(err)
		}
		mux.Handle("GET "+prefix, http.StripPrefix(prefix, files(root)))
	}
	mux.Handle("GET /{$}", http.RedirectHandler("/demo/", http.StatusFound))
	return mux
}

// files serves the files of a folder whose types it knows, without listings.
func files(root *os.Root) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if name == "" {
			name = "index.html"
		}
		kind, ok := types[path.Ext(name)]
		if !ok || strings.Contains(name, "node_modules") {
			http.NotFound(w, r)
			return
		}
		f, err := root.Open(name)
		if err != nil {
			if !errors.Is(err, os.ErrNotExist) {
				log.Print(err)
			}
			http.NotFound(w, r)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil || info.IsDir() {
			http.NotFound(w, r)
			return
		}
		if strings.HasPrefix(root.Name(), "testdata") {
			kind = types[".txt"] // opened as HTML, the scripts of examples would run on this site
		}
		h := w.Header()
		h.Set("Content-Type", kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-cache") // so that a rebuilt engine is used after a reload
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		http.ServeContent(w, r, name, info.ModTime(), f)
	})
}
