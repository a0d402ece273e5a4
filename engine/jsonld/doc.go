// Package jsonld reads the JSON-LD of a page: the scripts in which it says of itself in the words of schema.org what it is
// and what its readers wrote.
//
// json.go reads JSON, and much that pages write for JSON, onto a flat tape of values. comment.go finds the comments in it,
// object.go has the names that matter there, text.go makes plain text of their strings. What the scripts say of the page
// itself is found by package meta, on the same tape.
package jsonld
