package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"

	"klartext/engine/internal/model"
)

// booster is the part of XGBoost's model file that is needed.
type booster struct {
	Learner struct {
		Booster struct {
			Model struct {
				Trees []boosterTree `json:"trees"`
			} `json:"model"`
		} `json:"gradient_booster"`
	} `json:"learner"`
}

type boosterTree struct {
	Left    []int32   `json:"left_children"`
	Right   []int32   `json:"right_children"`
	Feature []int32   `json:"split_indices"`
	Split   []float64 `json:"split_conditions"` // for a leaf, its value
}

// readTrees reads XGBoost's trees and extends them to full trees.
func readTrees(name string) (model.Trees, error) {
	var t model.Trees
	data, err := os.ReadFile(name)
	if err != nil {
		return t, err
	}
	var b booster
	if err := json.Unmarshal(data, &b); err != nil {
		return t, fmt.Errorf("%s: %w", name, err)
	}
	for i := range b.Learner.Booster.Model.Trees {
		if err := complete(&t, &b.Learner.Booster.Model.Trees[i]); err != nil {
			return t, fmt.Errorf("%s: tree %d: %w", name, i, err)
		}
	}
	return t, nil
}

// complete appends a tree. A leaf above the last level becomes nodes whose branches all lead to the
// same value.
func complete(t *model.Trees, b *boosterTree) error {
	t.Feature, t.Threshold = append(t.Feature, 0), append(t.Threshold, 0) // node 0 is not used
	level := []int32{0}
	for range model.TreeDepth {
		var next []int32
		for _, n := range level {
			if b.Left[n] < 0 {
				t.Feature, t.Threshold = append(t.Feature, 0), append(t.Threshold, math.MaxInt16)
				next = append(next, n, n)
				continue
			}
			if b.Feature[n] > math.MaxUint8 {
				return fmt.Errorf("feature %d does not fit the table", b.Feature[n])
			}
			t.Feature = append(t.Feature, uint8(b.Feature[n]))
			t.Threshold = append(t.Threshold, threshold(b.Split[n]))
			next = append(next, b.Left[n], b.Right[n])
		}
		level = next
	}
	for _, n := range level {
		if b.Left[n] >= 0 {
			return fmt.Errorf("deeper than %d", model.TreeDepth)
		}
		v := math.Round(b.Split[n] * model.LeafScale)
		t.Leaf = append(t.Leaf, int16(min(max(v, math.MinInt16), math.MaxInt16)))
	}
	return nil
}

// threshold turns XGBoost's "less than" into "at most", for whole numbers.
func threshold(split float64) int16 {
	return int16(min(max(math.Ceil(split)-1, math.MinInt16), math.MaxInt16))
}
