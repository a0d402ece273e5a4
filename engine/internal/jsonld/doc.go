// Package jsonld reads the JSON-LD of a page: the scripts that describe the page and what its
// readers wrote, in the vocabulary of schema.org.
//
// json.go reads JSON, and much that pages write in place of JSON, onto a flat tape of values.
// comment.go finds the comments on the tape, object.go has the names that matter for that, and
// text.go turns their strings into plain text. Package meta finds what the scripts say about the
// page itself, on the same tape.
package jsonld
