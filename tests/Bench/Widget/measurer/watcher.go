package main

import (
	"bufio"
	"encoding/json"
	"log"
	"sync"
	"time"
)

// seen is when a widget was first seen as it is named.
type seen struct{ added, ready, gone time.Time }

// watcher sees all widgets through a watch of its own.
type watcher struct {
	lock        sync.Mutex
	widgets     map[string]*seen
	ready, gone int
}

func newWatcher(a *api) *watcher {
	w := &watcher{widgets: map[string]*seen{}}
	found, version := a.list()
	now := time.Now()
	for i := range found {
		w.note("ADDED", &found[i], now)
	}
	go w.watch(version)
	return w
}

func (w *watcher) watch(version string) {
	a := newAPI(1)
	for {
		answer, err := a.client.Do(a.request("GET", everywhere+"?watch=1&allowWatchBookmarks=true&timeoutSeconds=3600&resourceVersion="+version, "", nil))
		if err != nil {
			log.Fatal("watch: ", err)
		}
		lines := bufio.NewReaderSize(answer.Body, 1<<16)
		for {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				break
			}
			now := time.Now()
			var event struct {
				Type   string
				Object widget
			}
			must(json.Unmarshal(line, &event))
			if event.Type == "ERROR" {
				log.Fatalf("watch: %s", line)
			}
			version = event.Object.Metadata.ResourceVersion
			if event.Type != "BOOKMARK" {
				w.note(event.Type, &event.Object, now)
			}
		}
		answer.Body.Close()
	}
}

func (w *watcher) note(event string, object *widget, now time.Time) {
	w.lock.Lock()
	defer w.lock.Unlock()
	it := w.widgets[object.Metadata.Name]
	if it == nil {
		it = &seen{added: now}
		w.widgets[object.Metadata.Name] = it
	}
	if event == "DELETED" {
		it.gone = now
		w.gone++
	} else if it.ready.IsZero() && object.ready() {
		it.ready = now
		w.ready++
	}
}

func (w *watcher) counts() (ready, gone int) {
	w.lock.Lock()
	defer w.lock.Unlock()
	return w.ready, w.gone
}

// names of all widgets that were ever seen.
func (w *watcher) names() []string {
	w.lock.Lock()
	defer w.lock.Unlock()
	names := make([]string, 0, len(w.widgets))
	for name := range w.widgets {
		names = append(names, name)
	}
	return names
}
