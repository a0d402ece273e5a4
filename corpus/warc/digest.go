package warc

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
)

// digests verifies digests, reusing the same memory.
type digests struct {
	hashes map[string]hash.Hash
	read   int64 // bytes
	sum    []byte
}

// hashes are those that archives use, by their names in lower case without hyphens.
var hashes = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384,
	"sha512": sha512.New,
}

// verify reports whether a digest, "sha1:" and the sum, matches a block. known is false for an
// unknown hash, and for a value that is not a sum of that hash: the digest itself may be damaged.
func (d *digests) verify(digest, block []byte) (known, right bool) {
	name, value, _ := strings.Cut(string(digest), ":")
	name = strings.ReplaceAll(strings.ToLower(name), "-", "")
	h := d.hashes[name]
	if h == nil {
		if hashes[name] == nil {
			return false, false
		}
		if d.hashes == nil {
			d.hashes = map[string]hash.Hash{}
		}
		h = hashes[name]()
		d.hashes[name] = h
	}
	want := sum(strings.TrimSpace(value), h.Size())
	if want == nil {
		return false, false
	}
	h.Reset()
	_, _ = h.Write(block)
	d.read += int64(len(block))
	d.sum = h.Sum(d.sum[:0])
	return true, bytes.Equal(d.sum, want)
}

// sum decodes a sum of size bytes in the base given by its length: 16, 32 (the standard) or 64. It
// returns nil for anything else.
func sum(value string, size int) []byte {
	value = strings.TrimRight(value, "=")
	var b []byte
	var err error
	switch len(value) {
	case hex.EncodedLen(size):
		b, err = hex.DecodeString(value)
	case base32.StdEncoding.WithPadding(base32.NoPadding).EncodedLen(size):
		unpadded := base32.StdEncoding.WithPadding(base32.NoPadding)
		b, err = unpadded.DecodeString(strings.ToUpper(value))
	case base64.RawStdEncoding.EncodedLen(size):
		b, err = base64.RawStdEncoding.DecodeString(value)
		if err != nil {
			b, err = base64.RawURLEncoding.DecodeString(value)
		}
	}
	if err != nil || len(b) != size {
		return nil
	}
	return b
}
