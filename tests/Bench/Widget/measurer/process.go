package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// cpuOf is the processor time that a process has used, in seconds (proc(5): utime and stime, 100 ticks a second).
func cpuOf(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+2:]))
	user, _ := strconv.ParseFloat(fields[11], 64)
	kernel, _ := strconv.ParseFloat(fields[12], 64)
	return (user + kernel) / 100
}

// megabytes of a line of /proc/PID/status, e.g. VmHWM, the peak of the resident memory.
func megabytes(pid int, key string) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, key+":") {
			kilobytes, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
			return rounded(kilobytes / 1024)
		}
	}
	return 0
}

// usage is what the operator, and the whole machine, had used at a time.
type usage struct {
	at                        time.Time
	operator, machine, stolen float64
}

func usageOf(pid int) usage {
	text, _ := os.ReadFile("/proc/stat")
	var ticks []float64
	for _, field := range strings.Fields(strings.SplitN(string(text), "\n", 2)[0])[1:] {
		value, _ := strconv.ParseFloat(field, 64)
		ticks = append(ticks, value/100)
	}
	return usage{time.Now(), cpuOf(pid), ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6], ticks[7]}
}

func (u usage) since(before usage) map[string]float64 {
	return map[string]float64{
		"wall": rounded(u.at.Sub(before.at).Seconds()), "operator": rounded(u.operator - before.operator),
		"machine": rounded(u.machine - before.machine), "stolen": rounded(u.stolen - before.stolen),
	}
}
