package sniff

import (
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	prose := strings.Repeat("Ein Satz, in dem nichts weiter steht. ", 30)
	item := `<li class="a"><a href="/x">Eintrag</a></li> `
	tests := []struct {
		name, page, contentType string
		want                    bool
	}{
		{"nothing", "", "", false},
		{"doctype", "\n <!DOCTYPE html>x", "", true},
		{"mark and doctype", "\uFEFF<!doctype html>", "", true},
		{"comment", "<!-- saved -->\nText", "", true},
		{"XML declaration", "<?xml version='1.0'?><html>", "", true},
		{"element", "<Article class=x>Text", "", true},
		{"end tag", "</div>Text", "", true},
		{"element without more", "<p>", "", true},
		{"processing instruction", "<?php echo 1 ?>", "", false},
		{"cut tag", "<div class=", "", false},
		{"arrow", "<- zurück", "", false},
		{"comparison", "<5 km und >3 km", "", false},
		{"name in brackets", "<Anna> Hallo <Bernd> Hallo", "", false},
		{"placeholder", "<name> steht für den Namen", "", false},
		{"address", "<https://example.org/> und <mail@example.org>", "", false},
		{"text", prose, "", false},
		{"text called HTML", "Nur Text", "text/html; charset=utf-8", true},
		{"text called XHTML", "Nur Text", "application/xhtml+xml", true},
		{"HTML called text", "<!DOCTYPE html>", "text/plain", true},
		{"a piece of a page", "Eintrag</a></li>" + strings.Repeat(item, 4), "", true},
		{"few tags", "Text mit <b>fett</b> und <i>kursiv</i>.", "", false},
		{"only start tags", "Nutze " + strings.Repeat("<br> ", 20), "", false},
		{"text about HTML", prose + strings.Repeat(item, 9) + prose, "", false},
		{"text about HTML, code at the end", prose + strings.Repeat(item, 90), "", false},
		{"text about HTML, code at the start", "So: " + strings.Repeat(item, 9) + prose, "", false},
		{"many smaller signs", strings.Repeat("a < b und c > d, ", 300), "", false},
		{"only smaller signs", strings.Repeat("<", 5000), "", false},
	}
	for _, tt := range tests {
		if got := HTML([]byte(tt.page), tt.contentType); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}
