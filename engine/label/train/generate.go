package main

import "klartext/engine/label"

func generate(out string, m *label.Model, l *learner) error { return nil }
