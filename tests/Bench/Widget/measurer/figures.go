package main

import (
	"math"
	"sort"
)

func rounded(value float64) float64 { return math.Round(value*1000) / 1000 }

// percentiles of durations, in the unit they have.
func percentiles(values []float64) map[string]float64 {
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	at := func(share float64) float64 {
		return rounded(sorted[int(math.Ceil(share*float64(len(sorted))))-1])
	}
	return map[string]float64{"p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": at(1)}
}
