package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

const limit = 10 * time.Minute

// measurement is one run of one operator.
type measurement struct {
	n       int
	api     *api
	seen    *watcher
	command *exec.Cmd
	ended   chan error
	result  map[string]any
}

func run(f *flag.FlagSet, args []string) {
	n := f.Int("n", 1000, "widgets that exist")
	command := f.String("cmd", "", "the operator's program")
	idle := f.Duration("idle", 15*time.Second, "before memory at rest is read")
	rate := f.Float64("rate", 20, "widgets a second")
	secs := f.Int("secs", 30, "how long they come")
	out := f.String("out", "", "file of the result")
	logs := f.String("log", "/dev/null", "file of what the operator writes")
	must(f.Parse(args))
	m := &measurement{n: *n, api: newAPI(32), result: map[string]any{"widgets": *n}}
	m.seen = newWatcher(m.api)
	if ready, _ := m.seen.counts(); ready != 0 || len(m.seen.names()) != *n {
		log.Fatalf("%d new widgets are wanted, there are %d, %d of them ready", *n, len(m.seen.names()), ready)
	}
	file, err := os.Create(*logs)
	must(err)
	m.cold(*command, file)
	m.idle(*idle)
	m.trickle(*rate, *secs)
	m.delete()
	m.stop()
	text, err := json.MarshalIndent(m.result, "", " ")
	must(err)
	must(os.WriteFile(*out, append(text, '\n'), 0o644))
}

// cold is the time from the start of the process until all widgets are Ready.
func (m *measurement) cold(command string, logs *os.File) {
	requests := m.api.requests()
	cloudGet("/_reset")
	time.Sleep(500 * time.Millisecond)
	m.command = exec.Command(command)
	m.command.Stdout, m.command.Stderr = logs, logs
	before := usageOf(0)
	start := time.Now()
	must(m.command.Start())
	m.ended = make(chan error, 1)
	go func() { m.ended <- m.command.Wait() }()
	m.await("the cold start", func() bool { ready, _ := m.seen.counts(); return ready >= m.n })
	pid := m.command.Process.Pid
	used, peak, calls := usageOf(pid).since(before), megabytes(pid, "VmHWM"), cloudGet("/_calls")
	last := start
	m.seen.lock.Lock()
	for _, it := range m.seen.widgets {
		if it.ready.After(last) {
			last = it.ready
		}
	}
	m.seen.lock.Unlock()
	time.Sleep(500 * time.Millisecond)
	made := more(requests, m.api.requests())
	writes := 0.0
	for key, count := range made {
		if strings.HasPrefix(key, "P") || strings.HasPrefix(key, "APPLY") || strings.HasPrefix(key, "GET") {
			writes += count
		}
	}
	m.result["cold"] = map[string]any{
		"allReadySeconds":   rounded(last.Sub(start).Seconds()),
		"firstCallSeconds":  rounded(float64(calls.FirstNs-start.UnixNano()) / 1e9),
		"peakMegabytes":     peak,
		"cpuSeconds":        used,
		"cloudCallsEach":    rounded(float64(calls.Total) / float64(m.n)),
		"apiRequestsEach":   rounded(writes / float64(m.n)),
		"apiRequests":       made,
		"cloudCallsAtOnce":  calls.MaxInFlight,
		"widgetsEachSecond": rounded(float64(m.n) / last.Sub(start).Seconds()),
	}
}

func (m *measurement) idle(wait time.Duration) {
	pid := m.command.Process.Pid
	before := usageOf(pid)
	time.Sleep(wait)
	m.result["idle"] = map[string]any{
		"residentMegabytes": megabytes(pid, "VmRSS"), "anonymousMegabytes": megabytes(pid, "RssAnon"), "cpuSeconds": usageOf(pid).since(before),
	}
}

// trickle creates widgets at an even rate. Both ends of each wait are seen by the same watch.
func (m *measurement) trickle(rate float64, secs int) {
	count := int(rate * float64(secs))
	before, start := usageOf(m.command.Process.Pid), time.Now()
	var all sync.WaitGroup
	for i := 0; i < count; i++ {
		time.Sleep(time.Until(start.Add(time.Duration(float64(i) / rate * 1e9))))
		all.Add(1)
		go func(i int) {
			defer all.Done()
			m.api.create(fmt.Sprintf("t-%05d", i), i)
		}(i)
	}
	all.Wait()
	m.await("the trickle", func() bool { ready, _ := m.seen.counts(); return ready >= m.n+count })
	used := usageOf(m.command.Process.Pid).since(before)
	var waits []float64
	m.seen.lock.Lock()
	for i := 0; i < count; i++ {
		it := m.seen.widgets[fmt.Sprintf("t-%05d", i)]
		waits = append(waits, float64(it.ready.Sub(it.added).Microseconds())/1000)
	}
	m.seen.lock.Unlock()
	m.result["trickle"] = map[string]any{"widgets": count, "readyMilliseconds": percentiles(waits), "cpuSeconds": used}
}

func (m *measurement) delete() {
	names := m.seen.names()
	before, start := usageOf(m.command.Process.Pid), time.Now()
	parallel(len(names), 8, func(i int) {
		if code, body := m.api.do("DELETE", inDefault+"/"+names[i], "", nil); code != 200 && code != 202 {
			log.Fatalf("delete: %d %s", code, body)
		}
	})
	m.await("the deletion", func() bool { _, gone := m.seen.counts(); return gone >= len(names) })
	m.result["delete"] = map[string]any{
		"allGoneSeconds": rounded(time.Since(start).Seconds()), "cpuSeconds": usageOf(m.command.Process.Pid).since(before),
	}
}

func (m *measurement) stop() {
	must(m.command.Process.Signal(syscall.SIGTERM))
	select {
	case <-m.ended:
	case <-time.After(15 * time.Second):
		_ = m.command.Process.Kill()
		log.Fatal("the operator does not stop on SIGTERM")
	}
}

func (m *measurement) await(what string, done func() bool) {
	for end := time.Now().Add(limit); !done(); time.Sleep(20 * time.Millisecond) {
		select {
		case err := <-m.ended:
			log.Fatalf("the operator ended during %s: %v", what, err)
		default:
		}
		if time.Now().After(end) {
			_ = m.command.Process.Kill()
			log.Fatalf("%s takes too long", what)
		}
	}
}
