// Package fuzz holds the fuzz targets that run the whole way of the data. The targets of single stages stand in their
// packages. What is checked are properties that hold for every page, however broken: see text_test.go.
package fuzz
