package main

import (
	"encoding/json"
	"flag"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// cloudCalls is what the cloud has counted. FirstNs is Unix time in nanoseconds.
type cloudCalls struct {
	Total, Get, Put, State, Delete int64
	FirstNs                        int64
	MaxInFlight                    int64
}

// cloud answers each call after 5 ms.
func cloud(f *flag.FlagSet, args []string) {
	addr := f.String("addr", "127.0.0.1:9901", "")
	latency := f.Duration("latency", 5*time.Millisecond, "")
	must(f.Parse(args))
	var lock sync.Mutex
	var calls cloudCalls
	var inFlight int64
	begin := func(kind *int64) {
		lock.Lock()
		defer lock.Unlock()
		calls.Total++
		*kind++
		if calls.FirstNs == 0 {
			calls.FirstNs = time.Now().UnixNano()
		}
		if inFlight++; inFlight > calls.MaxInFlight {
			calls.MaxInFlight = inFlight
		}
	}
	answer := func(w http.ResponseWriter, code int, body string) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/_calls", func(w http.ResponseWriter, _ *http.Request) {
		lock.Lock()
		body, _ := json.Marshal(calls)
		lock.Unlock()
		answer(w, 200, string(body))
	})
	mux.HandleFunc("/_reset", func(w http.ResponseWriter, _ *http.Request) {
		lock.Lock()
		calls = cloudCalls{}
		lock.Unlock()
		answer(w, 200, "{}")
	})
	mux.HandleFunc("/v1/widgets/", func(w http.ResponseWriter, r *http.Request) {
		id := strings.TrimPrefix(r.URL.Path, "/v1/widgets/")
		code, body := 200, ""
		switch {
		case r.Method == "GET" && strings.HasSuffix(id, "/state"):
			begin(&calls.State)
			id = strings.TrimSuffix(id, "/state")
			body = `{"id":"` + id + `","state":"ACTIVE","endpoint":"https://` + id + `.cloud.example.com"}`
		case r.Method == "GET":
			begin(&calls.Get)
			body = `{"id":"` + id + `","exists":true,"size":1,"region":"eu-west-1"}`
		case r.Method == "PUT":
			begin(&calls.Put)
			var widget struct{ Size int }
			if err := json.NewDecoder(r.Body).Decode(&widget); err != nil || widget.Size == 0 {
				code = 400
			}
			body = `{"id":"` + id + `","accepted":true}`
		case r.Method == "DELETE":
			begin(&calls.Delete)
			body = `{"id":"` + id + `","deleted":true}`
		default:
			code = 405
			begin(new(int64))
		}
		time.Sleep(*latency)
		answer(w, code, body)
		lock.Lock()
		inFlight--
		lock.Unlock()
	})
	log.Fatal(http.ListenAndServe(*addr, mux))
}

// cloudGet asks the cloud for /_calls or /_reset.
func cloudGet(path string) cloudCalls {
	answer, err := http.Get(os.Getenv("CLOUD_URL") + path)
	must(err)
	defer answer.Body.Close()
	var calls cloudCalls
	must(json.NewDecoder(answer.Body).Decode(&calls))
	return calls
}
