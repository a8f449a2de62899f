package main

import (
	"flag"
	"fmt"
	"log"
	"sync"
	"sync/atomic"
	"time"
)

const finalizer = "bench.example.com/cleanup"

type widget struct {
	Metadata struct {
		Name              string
		ResourceVersion   string
		Generation        int64
		Finalizers        []string
		DeletionTimestamp string
	}
	Status struct {
		ObservedGeneration int64
		Endpoint           string
		Conditions         []struct{ Type, Status string }
	}
}

// ready says that the contract is met for what the widget declares now.
func (w *widget) ready() bool {
	if w.Metadata.DeletionTimestamp != "" || w.Status.ObservedGeneration != w.Metadata.Generation || w.Status.Endpoint == "" {
		return false
	}
	held := false
	for _, name := range w.Metadata.Finalizers {
		held = held || name == finalizer
	}
	for _, condition := range w.Status.Conditions {
		if condition.Type == "Ready" && condition.Status == "True" {
			return held
		}
	}
	return false
}

func widgetBody(name string, i int) []byte {
	return []byte(fmt.Sprintf(`{"apiVersion":"bench.example.com/v1","kind":"Widget","metadata":{"name":"%s","namespace":"default",`+
		`"labels":{"app":"bench","shard":"%d"},"annotations":{"bench.example.com/note":"created by the measurer"}},"spec":{"size":%d,`+
		`"region":"eu-west-1","image":"registry.example.com/app/widget:1.2.%d","tags":{"team":"platform","env":"bench","cost-center":"cc-%d"}}}`,
		name, i%10, 1+i%100, i%50, i%7))
}

func (a *api) create(name string, i int) {
	if code, body := a.do("POST", inDefault, "application/json", widgetBody(name, i)); code != 201 {
		log.Fatalf("create: %d %s", code, body)
	}
}

// parallel does something n times over some connections.
func parallel(n, connections int, act func(i int)) time.Duration {
	start := time.Now()
	next := int64(-1)
	var all sync.WaitGroup
	for c := 0; c < connections; c++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := int(atomic.AddInt64(&next, 1)); i < n; i = int(atomic.AddInt64(&next, 1)) {
				act(i)
			}
		}()
	}
	all.Wait()
	return time.Since(start)
}

func load(f *flag.FlagSet, args []string) {
	n := f.Int("n", 1000, "")
	must(f.Parse(args))
	a := newAPI(16)
	parallel(*n, 16, func(i int) { a.create(fmt.Sprintf("w-%05d", i), i) })
}

func purge(f *flag.FlagSet, args []string) {
	must(f.Parse(args))
	a := newAPI(16)
	found, _ := a.list()
	parallel(len(found), 16, func(i int) {
		path := inDefault + "/" + found[i].Metadata.Name
		if len(found[i].Metadata.Finalizers) > 0 {
			a.do("PATCH", path, "application/merge-patch+json", []byte(`{"metadata":{"finalizers":null}}`))
		}
		a.do("DELETE", path, "", nil)
	})
}
