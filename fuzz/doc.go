// Package fuzz has the fuzz targets that run the whole pipeline. The targets for single stages are
// in their packages. They check properties that hold for every page, however broken; see
// text_test.go.
package fuzz
