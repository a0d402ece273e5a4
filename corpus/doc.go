// Package corpus reads crawls: WARC and WET archives, JSON lines, and files with HTML or plain text, packed with gzip or zstd
// or not.
package corpus
